import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { require as requireTypeScript } from 'tsx/cjs/api';
import type * as Server from '../../scripts/temporal/server.js';

/** Kept between global-setup and global-teardown, which share a process and nothing else. */
export type GlobalForTests = typeof globalThis & {
  temporalForTests?: Server.TemporalServer;
  bundleFolderForTests?: string;
};

const kept = globalThis as GlobalForTests;

/**
 * One Temporal server and one workflow bundle for all tests of a run; tests find them through TEST_TEMPORAL_ADDRESS,
 * TEST_TEMPORAL_NAMESPACE and TEST_WORKFLOW_BUNDLE. If jest is killed, the server's guard ends the server.
 */
export default async function setUp(): Promise<void> {
  await Promise.all([startTemporalForTests(), bundleForTests()]);
}

async function startTemporalForTests(): Promise<void> {
  // Jest does not apply moduleNameMapper here, so its own loader would not find `./x.js` in x.ts.
  const path = '../../scripts/temporal/server.ts';
  const { startTemporal } = requireTypeScript(path, import.meta.filename) as typeof Server;

  const server = await startTemporal({ ui: false, usualPorts: false });
  kept.temporalForTests = server;
  process.env.TEST_TEMPORAL_ADDRESS = server.address;
  process.env.TEST_TEMPORAL_NAMESPACE = server.namespace;
}

async function bundleForTests(): Promise<void> {
  const workflows = join(import.meta.dirname, '../../workflows');
  const logger = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(workflows, 'index.ts'),
    workflowInterceptorModules: [join(workflows, 'interceptors.ts')],
    logger,
  });
  kept.bundleFolderForTests = await mkdtemp(join(tmpdir(), 'temporal-intacct-test-'));
  const file = join(kept.bundleFolderForTests, 'workflows.js');
  await writeFile(file, code);
  process.env.TEST_WORKFLOW_BUNDLE = file;
}
