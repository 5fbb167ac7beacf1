import { randomUUID } from 'node:crypto';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { type Demo, type DemoOptions, type StartedRun, startDemo } from '../../scripts/demo/parts.js';
import { sharedBundle, sharedTemporal } from './temporal.js';

// What goes wrong on purpose is not for the terminal.
Runtime.install({ logger: new DefaultLogger('ERROR') });

export interface TestDemo extends Demo {
  readonly taskQueue: string;
  /** Runs that webhooks have started, oldest first. */
  readonly started: StartedRun[];
  /** The next run that a webhook starts. */
  nextRun(): Promise<StartedRun>;
}

type TestDemoOptions = Pick<DemoOptions, 'worker' | 'workflowBundle' | 'store' | 'settleMs' | 'payloadKeys' | 'logger'>;

/** Sandboxes, a worker and the webhook server of one test, on the shared Temporal server. Stop it at the end. */
export async function startTestDemo(options: TestDemoOptions = {}): Promise<TestDemo> {
  const started: StartedRun[] = [];
  const waiting: ((run: StartedRun) => void)[] = [];
  const taskQueue = `test-${randomUUID()}`;
  const demo = await startDemo({
    workflowBundle: sharedBundle(),
    ...options,
    temporal: sharedTemporal(),
    taskQueue,
    onStarted: (run) => {
      started.push(run);
      waiting.shift()?.(run);
    },
  });
  const nextRun = () => new Promise<StartedRun>((resolve) => waiting.push(resolve));
  return { ...demo, taskQueue, started, nextRun };
}
