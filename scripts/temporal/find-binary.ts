import { versionOf } from './binary.js';
import { PLACES, type Place, type Search } from './places.js';
import { type OnProgress, showProgress } from './progress.js';

export interface TemporalBinary {
  path: string;
  /** For people: where it was found and what it is. */
  source: string;
}

export interface FindOptions {
  env?: NodeJS.ProcessEnv;
  /** Told about binaries that were found and do not run. Default: standard error. */
  log?: (line: string) => void;
  /** Told once a second while something is downloaded or built. Default: shown on standard error. */
  onProgress?: OnProgress;
  /** Where to look, in this order. */
  places?: readonly Place[];
}

/**
 * Finds a Temporal CLI that runs, and installs one if there is none. Throws one error that says what was tried and what to do.
 */
export async function findTemporal(options: FindOptions = {}): Promise<TemporalBinary> {
  const { places = PLACES, log = console.error } = options;
  const search: Search = { env: options.env ?? process.env, onProgress: options.onProgress ?? showProgress() };
  const tried: string[] = [];
  for (const place of places) {
    try {
      const path = await place.find(search);
      if (path === undefined) {
        tried.push(`${place.name}: none`);
        continue;
      }
      return { path, source: `${path} (${place.name}, ${await versionOf(path)})` };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tried.push(`${place.name}: ${reason}`);
      if (!place.optional) log(`Temporal CLI skipped, ${place.name}: ${reason}`);
    }
  }
  throw new Error(nothingFound(tried));
}

function nothingFound(tried: readonly string[]): string {
  return [
    'No Temporal server can be started. There are three ways out, one is enough:',
    '  1. Use a running server: set TEMPORAL_ADDRESS, for example TEMPORAL_ADDRESS=localhost:7233.',
    '  2. Install the Temporal CLI so that `temporal` is on PATH, or set TEMPORAL_CLI_PATH to it.',
    '  3. Install Go (https://go.dev/dl/); the server is then built once, in about 2½ minutes.',
    'Tried:',
    ...tried.map((line) => `  - ${line}`),
  ].join('\n');
}
