import { randomUUID } from 'node:crypto';
import type { HookCall } from '../../sandbox/intacct/index.js';
import type { TestDemo } from './demo.js';
import { bookedIn } from './receivables.js';
import { type SceneName, shippedScenes } from './shipped-scenes.js';

type Cut = (call: HookCall, workflowId: string) => Promise<'drop' | undefined>;

/** What became of a run, and what the books hold of it. */
interface End {
  readonly ended: string;
  readonly booked: string;
  /** No record more or less in the books than before. */
  readonly unchanged: boolean;
  readonly balance: number;
}

export interface Cancelled {
  /** How many runs were cancelled, each at another moment. */
  readonly runs: number;
  /** Runs that left neither the whole nor nothing, or say the wrong thing about it, by their moment. */
  readonly halfMade: Readonly<Record<string, End>>;
}

/**
 * Plays a scene as often as it asks something of Intacct, before each function is executed and after it was committed, and
 * cancels the run at that moment; with `drop` Intacct's answer is lost as well.
 */
export async function cancelledAtEveryMoment(demo: TestDemo, name: SceneName, answer?: 'drop'): Promise<Cancelled> {
  const moments = await momentsOf(demo, name);
  const halfMade: Record<string, End> = {};
  for (const [index, moment] of moments.entries()) {
    const end = await play(demo, name, cancelAt(demo, index, answer));
    if (!isWhole(end) && !isNothing(end) && !keepsAdopted(end, moment, answer)) halfMade[`${index} ${moment}`] = end;
  }
  return { runs: moments.length, halfMade };
}

/** Plays a scene to its end; `cut` is told of every function of Intacct. */
async function play(demo: TestDemo, name: SceneName, cut: Cut): Promise<End> {
  const scene = await shippedScenes[name](demo);
  const workflowId = `${name}-${randomUUID()}`;
  const before = JSON.stringify(bookedIn(demo));
  const off = demo.intacct.intercept((call) => cut(call, workflowId));
  const { taskQueue } = demo;
  const run = await demo.client.workflow.start(scene.workflow, { workflowId, taskQueue, args: [scene.input] });
  const ended = await run.result().then(
    () => 'succeeded',
    (error) => String(error.cause?.name ?? error),
  );
  off();
  const unchanged = JSON.stringify(bookedIn(demo)) === before;
  return { ended, booked: scene.booked(), unchanged, balance: Number(demo.intacct.books.trialBalance()) };
}

/** What Intacct is asked in a run that nobody disturbs. */
async function momentsOf(demo: TestDemo, name: SceneName): Promise<string[]> {
  const moments: string[] = [];
  const end = await play(demo, name, async ({ function: called, stage }) => {
    moments.push(`${called} ${stage}`);
    return undefined;
  });
  if (!isWhole(end)) throw new Error(`${name} fails undisturbed: ${JSON.stringify(end)}`);
  return moments;
}

function cancelAt(demo: TestDemo, moment: number, answer: 'drop' | undefined): Cut {
  let seen = 0;
  return async (_, workflowId) => {
    seen += 1;
    if (seen - 1 !== moment) return undefined;
    await demo.client.workflow.getHandle(workflowId).cancel();
    return answer;
  };
}

const isWhole = ({ ended, booked, balance }: End) =>
  ended === 'succeeded' && booked === 'the whole, once' && balance === 0;

const isNothing = ({ ended, booked, unchanged, balance }: End) =>
  ended === 'CancelledFailure' && booked === 'nothing' && unchanged && balance === 0;

/** A customer whose creation got no answer and is found by its ID may be another run's, so it stays; without an invoice. */
function keepsAdopted({ ended, booked, balance }: End, moment: string, answer: 'drop' | undefined): boolean {
  const onlyCustomer = /^\{"customers":\["[^"]+"\],"invoices":\[\]\}$/.test(booked);
  return (
    answer === 'drop' && moment === 'create committed' && onlyCustomer && ended === 'CancelledFailure' && balance === 0
  );
}
