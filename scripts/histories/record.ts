import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { workflowContracts } from '../../activities/contracts/index.js';
import { workflowInterceptorModules, workflowsPath } from '../../plugin.js';
import { until } from '../../temporal/until.js';
import type { Status } from '../../workflows/board.js';
import type { Decision } from '../../workflows/decisions.js';
import { type Demo, startDemo } from '../demo/parts.js';
import type { TemporalServer } from '../temporal/server.js';
import { sanitised } from './sanitise.js';
import { type Play, type Recorded, recordedWorkflows, type ScenarioName } from './scenarios.js';

export async function bundle(): Promise<WorkflowBundleWithSourceMap> {
  const logger = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  return bundleWorkflowCode({ workflowsPath, workflowInterceptorModules, logger });
}

/** Plays a scenario on sandboxes of its own; the history of its run as JSON, free of anything about this machine. */
export async function record(
  workflow: string,
  scenario: ScenarioName,
  temporal: TemporalServer,
  workflowBundle: WorkflowBundleWithSourceMap,
): Promise<string> {
  const recorded = recordedWorkflows[workflow];
  if (!recorded) throw new Error(`No scenario of ${workflow}; there are ${Object.keys(recordedWorkflows).join(', ')}.`);
  const taskQueue = `histories-${randomUUID()}`;
  const demo = await startDemo({ temporal, taskQueue, workflowBundle, settleMs: 200 });
  try {
    const start = (name: string, input: unknown) =>
      demo.client.workflow.start(name, { taskQueue, workflowId: `${name}-${scenario}-${randomUUID()}`, args: [input] });
    const play: Play = async (name, input) => (await start(name, input)).result();
    const input = (await recorded.input?.(demo, play)) ?? workflowContracts[workflow]?.example;
    const run = await played[scenario](demo, recorded, () => start(workflow, input));
    return sanitised(await run.fetchHistory());
  } finally {
    await demo.stop();
  }
}

type Player = (demo: Demo, recorded: Recorded, start: () => Promise<WorkflowHandle>) => Promise<WorkflowHandle>;

const played: Readonly<Record<ScenarioName, Player>> = {
  async done(_, __, start) {
    const run = await start();
    await run.result();
    return run;
  },

  async parked({ intacct }, { cut }, start) {
    const error = { errorno: 'BL01001974', text: 'A rule of the company says no.' };
    intacct.faults.add({ match: { function: cut }, kind: 'refused', times: 1, error });
    const run = await start();
    const waits = async () => (await run.query<Status>('status')).attention.length > 0;
    await until(waits, { what: `${run.workflowId} to wait for a person`, timeoutMs: 30_000 });
    await run.executeUpdate<unknown, [Decision]>('resolve', { args: [{ decision: 'retry', by: 'Ada' }] });
    await run.result();
    return run;
  },

  async cancelled({ intacct }, { cut }, start) {
    const started = start();
    const off = intacct.intercept(async ({ function: called, stage }) => {
      if (called !== cut || stage !== 'before') return undefined;
      off();
      await (await started).cancel();
      return 'drop';
    });
    const run = await started;
    await run.result().then(
      () => undefined,
      () => undefined,
    );
    return run;
  },
};
