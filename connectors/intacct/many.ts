import { z } from 'zod';
import type { Action, Contract } from '../action.js';
import { ConnectorError } from '../errors.js';
import { defineAction } from './action.js';
import type { IntacctClient } from './client.js';

/** An action that creates one record. */
type Single<In extends z.ZodType, Shape extends z.core.$ZodShape> = Action<
  In,
  z.ZodObject<Shape, z.core.$loose>,
  IntacctClient
>;

type Succeeded<Shape extends z.core.$ZodShape> = z.ZodObject<Shape & { ok: z.ZodLiteral<true> }, z.core.$loose>;

const Failed = z.looseObject({
  ok: z.literal(false),
  error: z.looseObject({
    code: z.string(),
    kind: z.string(),
    message: z.string(),
    advice: z.string(),
    field: z.string().optional(),
  }),
});

type Failure = z.input<typeof Failed>;

type Result<Shape extends z.core.$ZodShape> = z.ZodDiscriminatedUnion<[Succeeded<Shape>, typeof Failed]>;

interface Described<In extends z.ZodType> {
  readonly summary: string;
  /** What the single action checks beyond its schema before it sends anything; throws. */
  readonly check?: (record: z.output<In>) => void;
  readonly example: { readonly given?: Contract['example']['given']; readonly records: readonly z.input<In>[] };
}

/**
 * Makes of an action that creates one record one that creates up to 500. Each record is a write of its own, named after the
 * call and its place: a call that is repeated finds those that are done. The dispatcher puts them into shared requests.
 */
export function createMany<In extends z.ZodType, Shape extends z.core.$ZodShape>(
  single: Single<In, Shape>,
  { summary, check, example }: Described<In>,
) {
  const succeeded = single.output.extend({ ok: z.literal(true) }) as unknown as Succeeded<Shape>;
  return defineAction({
    summary,
    details:
      'Checks all records before the first one is written. Each gets a result in its place: what the single action ' +
      'returns, or why it was refused, which leaves the others alone. Failures that can heal make the whole call ' +
      'repeat: it finds the records that are done and writes only the rest. Leaves first place to other calls.',
    effect: single.effect,
    source: single.source,
    permissions: single.permissions,
    ...(single.errors ? { errors: single.errors } : {}),
    input: z.strictObject({
      records: z.array(single.input).min(1).max(500),
      concurrency: z.int().min(1).max(500).default(100).describe('Records under way at the same time.'),
    }),
    output: z.looseObject({
      results: z.array(z.discriminatedUnion('ok', [succeeded, Failed]) as unknown as Result<Shape>),
      created: z.int().describe('How many went well, now or in an earlier attempt.'),
      refused: z.int(),
    }),
    example: {
      ...(example.given ? { given: example.given } : {}),
      input: { records: example.records as z.input<In>[] } as never,
    },
  }).run(async ({ records, concurrency }, intacct) => {
    if (check) requireSound(records, check);
    const results = await resultsOf(single, records, concurrency, intacct.inBulk());
    const created = results.filter(({ ok }) => ok).length;
    return { results: results as never, created, refused: results.length - created };
  });
}

async function resultsOf<In extends z.ZodType, Shape extends z.core.$ZodShape>(
  single: Single<In, Shape>,
  records: readonly z.output<In>[],
  concurrency: number,
  intacct: IntacctClient,
): Promise<readonly ({ readonly ok: true } | Failure)[]> {
  let done = 0;
  const settled = await eachOf(records, concurrency, async (record, index) => {
    const [result] = await Promise.allSettled([single.run(record, intacct.part(String(index)))]);
    done += 1;
    intacct.progress({ done, total: records.length });
    return result;
  });
  const toRepeat = settled.filter((each) => each.status === 'rejected').find(({ reason }) => !isFinal(reason));
  if (toRepeat) throw toRepeat.reason;
  const results = settled.map((each) =>
    each.status === 'fulfilled' ? { ...each.value, ok: true as const } : failureFrom(each.reason),
  );
  // A cancelled call of which nothing was written is as if it had never been made.
  if (settled.every((each) => each.status === 'rejected' && each.reason.code === 'not_sent')) {
    throw (settled[0] as PromiseRejectedResult).reason;
  }
  return results;
}

/** All mistakes at once, before the first record is written. */
function requireSound<Item>(records: readonly Item[], check: (record: Item) => void): void {
  const issues = records.flatMap((record, index) => {
    try {
      check(record);
      return [];
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return [{ path: `records[${index}]`, problem: error.message, advice: error.advice }];
    }
  });
  const [first] = issues;
  if (!first) return;
  throw new ConnectorError({
    kind: 'invalid_input',
    message: issues.map(({ path, problem }) => `${path}: ${problem}`).join('; '),
    advice: `${first.advice} Nothing was sent.`,
    details: { field: first.path, issues },
  });
}

/** Whether repeating cannot help: the record's own result, while the others go on. */
function isFinal(error: unknown): error is ConnectorError {
  return error instanceof ConnectorError && error.retry === 'no';
}

function failureFrom({ code, kind, message, advice, details }: ConnectorError): Failure {
  return { ok: false, error: { code, kind, message, advice, ...(details.field ? { field: details.field } : {}) } };
}

/** The results in order, with at most so many under way. */
async function eachOf<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return results;
}
