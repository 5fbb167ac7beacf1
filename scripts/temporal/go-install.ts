import { join } from 'node:path';
import { findOnPath, TEMPORAL_FILE } from './binary.js';
import { cachedBinary, installInto } from './cache.js';
import { Excerpt } from './excerpt.js';
import { spawnGuarded } from './guarded-process.js';
import type { Search } from './places.js';
import { withProgress } from './progress.js';

/** The last one that can be built so: later versions have a `replace` in their go.mod, which `go install` refuses. */
export const GO_VERSION = '1.5.1';
const MODULE = `github.com/temporalio/cli/cmd/temporal@v${GO_VERSION}`;

/** Builds the Temporal CLI from the Go module registry into our cache. Undefined if there is no Go. */
export async function goInstall({ env, onProgress }: Search): Promise<string | undefined> {
  const go = await findOnPath('go', env);
  if (!go) throw new Error('Go is not installed (no `go` on PATH)');

  const task = `Building the Temporal server with \`go install ${MODULE}\` (once, about 2½ minutes)`;
  const install = (folder: string) => build(go, folder, env);
  return withProgress(task, onProgress, () => installInto(cachedBinary(GO_VERSION, env), install));
}

async function build(go: string, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const said = new Excerpt(10);
  const process = await spawnGuarded(go, ['install', MODULE], {
    // In our folder, so that a go.mod or go.work of somebody else's does not take part.
    cwd: folder,
    env: { ...env, GOBIN: folder },
    output: (line) => said.add(line),
  });
  const { code, signal } = await process.ended;
  if (code !== 0)
    throw new Error(`\`go install ${MODULE}\` failed (${signal ?? `exit code ${code}`})\n${said.text('      ')}`);
  return join(folder, TEMPORAL_FILE);
}
