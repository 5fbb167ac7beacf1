import type { Logger } from '@temporalio/worker';
import type { TemporalServer } from '../../scripts/temporal/server.js';

/** The server that all tests of this run share. Tests keep apart by task queue and workflow ID. */
export function sharedTemporal(): TemporalServer {
  return {
    address: required('TEST_TEMPORAL_ADDRESS'),
    namespace: required('TEST_TEMPORAL_NAMESPACE'),
    uiUrl: undefined,
    external: true,
    source: 'jest global setup',
    ended: new Promise(() => {}),
    stop: async () => {},
  };
}

/** The shipped workflows, bundled once for all tests of this run. */
export function sharedBundle(): { codePath: string } {
  return { codePath: required('TEST_WORKFLOW_BUNDLE') };
}

/** For bundling in tests: says nothing. */
export const quiet: Logger = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: jest's global setup did not run.`);
}
