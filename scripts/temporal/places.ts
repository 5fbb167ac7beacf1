import { findOnPath, isExecutable } from './binary.js';
import { cachedBinary } from './cache.js';
import { GO_VERSION, goInstall } from './go-install.js';
import type { OnProgress } from './progress.js';
import { downloadWithSdk, SDK_DOWNLOAD } from './sdk-download.js';

export interface Search {
  env: NodeJS.ProcessEnv;
  onProgress: OnProgress;
}

/** Somewhere a Temporal CLI may be, or come from. */
export interface Place {
  name: string;
  /** Undefined: there is none. Throws with the reason if there should have been one. */
  find(search: Search): Promise<string | undefined>;
  /** Nobody expects this one to work everywhere, so its failure is told only if nothing else works either. */
  optional?: boolean;
}

const named: Place = {
  name: 'TEMPORAL_CLI_PATH',
  find: async ({ env }) => env.TEMPORAL_CLI_PATH || undefined,
};

const onPath: Place = {
  name: 'PATH',
  find: ({ env }) => findOnPath('temporal', env),
};

const downloadedBefore: Place = { name: 'our cache of downloads', find: inCache(SDK_DOWNLOAD) };
const builtBefore: Place = { name: 'our cache of builds', find: inCache(GO_VERSION) };
const downloadedNow: Place = { name: 'download by the Temporal SDK', find: downloadWithSdk, optional: true };
const builtNow: Place = { name: 'go install', find: goInstall, optional: true };

/** Places that need no installation. */
export const INSTALLED_PLACES: readonly Place[] = [named, onPath, downloadedBefore, builtBefore];
/** Everything but the download. */
export const OFFLINE_PLACES: readonly Place[] = [...INSTALLED_PLACES, builtNow];
export const PLACES: readonly Place[] = [...INSTALLED_PLACES, downloadedNow, builtNow];

function inCache(version: string): Place['find'] {
  return async ({ env }) => {
    const path = cachedBinary(version, env);
    return (await isExecutable(path)) ? path : undefined;
  };
}
