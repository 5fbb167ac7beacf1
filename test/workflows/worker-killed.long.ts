import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type GuardedProcess, spawnGuarded } from '../../scripts/temporal/guarded-process.js';
import { inWindow } from '../../workflows/window.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { type Scene, type SceneName, sceneNames, shippedScenes } from '../support/shipped-scenes.js';

const root = join(import.meta.dirname, '../..');
const scenesAtOnce = 3;

/** Sandboxes and worker processes of one scene, one worker after the other on the same task queue and write ledger. */
class Stage {
  readonly #workers: GuardedProcess[] = [];

  private constructor(
    readonly demo: TestDemo,
    private readonly storeFolder: string,
  ) {}

  static async set(): Promise<Stage> {
    const storeFolder = await mkdtemp(join(tmpdir(), 'temporal-intacct-store-'));
    return new Stage(await startTestDemo({ worker: false }), storeFolder);
  }

  async startWorker(): Promise<GuardedProcess> {
    const { temporal, environment, taskQueue } = this.demo;
    const worker = await spawnGuarded(process.execPath, ['--import', 'tsx', 'worker.ts'], {
      cwd: root,
      env: {
        ...process.env,
        ...environment,
        NODE_OPTIONS: '',
        TEMPORAL_ADDRESS: temporal.address,
        TEMPORAL_NAMESPACE: temporal.namespace,
        TEMPORAL_TASK_QUEUE: taskQueue,
        DATABASE_URL: '',
        STORE_FOLDER: this.storeFolder,
      },
    });
    this.#workers.push(worker);
    return worker;
  }

  async clear(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
    await this.demo.stop();
    await rm(this.storeFolder, { recursive: true });
  }
}

async function onStage<Outcome>(play: (stage: Stage) => Promise<Outcome>): Promise<Outcome> {
  const stage = await Stage.set();
  try {
    return await play(stage);
  } finally {
    await stage.clear();
  }
}

const begin = ({ client, taskQueue }: TestDemo, { workflow, input }: Scene) =>
  client.workflow.start(workflow, { workflowId: `${workflow}-${randomUUID()}`, taskQueue, args: [input] });

/** What Intacct is asked in a run that nobody disturbs, such as `create_invoice before`. */
function momentsOf(name: SceneName): Promise<string[]> {
  return onStage(async (stage) => {
    const scene = await shippedScenes[name](stage.demo);
    const moments: string[] = [];
    stage.demo.intacct.intercept((call) => void moments.push(`${call.function} ${call.stage}`));
    await stage.startWorker();
    await (await begin(stage.demo, scene)).result();
    return moments;
  });
}

/** What the books hold of a run whose worker is killed at that moment and followed by another one. */
function bookedDespiteKill(name: SceneName, moment: number): Promise<string> {
  return onStage(async (stage) => {
    const scene = await shippedScenes[name](stage.demo);
    const killed = killAt(stage.demo, await stage.startWorker(), moment);
    const run = await begin(stage.demo, scene);
    await killed;
    await stage.startWorker();
    await run.result();
    return scene.booked();
  });
}

/** Kills the worker at the moment of that number; the function under way gets no reply. */
function killAt({ intacct }: TestDemo, worker: GuardedProcess, moment: number): Promise<void> {
  return new Promise((killed) => {
    let seen = 0;
    const off = intacct.intercept(async () => {
      seen += 1;
      if (seen - 1 !== moment) return undefined;
      off();
      process.kill(worker.pid, 'SIGKILL');
      await worker.ended;
      killed();
      return 'drop';
    });
  });
}

// One test that plays all scenes: jest refuses modules that load between two tests.
test('a worker killed at any moment leaves a run that another worker ends, with everything in the books once', async () => {
  const begun = Date.now();
  const scenes = (
    await Promise.all(
      sceneNames.map(async (name) => (await momentsOf(name)).map((moment, index) => ({ name, moment, index }))),
    )
  ).flat();

  const booked = await inWindow(scenes, scenesAtOnce, async ({ name, moment, index }) => {
    const outcome = await bookedDespiteKill(name, index).catch(String);
    return [`${name} ${index}: ${moment}`, outcome] as const;
  });

  console.log(`${scenes.length} scenes in ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  expect(booked.filter(([, outcome]) => outcome !== 'the whole, once')).toEqual([]);
  expect(scenes.length).toBeGreaterThan(30);
}, 3_600_000);
