import {
  type ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  isCancellation,
  rootCause,
} from '@temporalio/workflow';
import { type Attention, board, type DecisionName } from './board.js';
import { checkActionInput } from './checks.js';
import { answerDecisions, type Decision, decided, type Recheck, recheckAfter, refused } from './decisions.js';
import {
  applicationFailure,
  failureDetails,
  failureType,
  isUnclear,
  needsDecision,
  ranOutOfTime,
  wasDecided,
} from './failure-type.js';
import { Counter, StepRun } from './step-context.js';

export interface StepOptions<Result, Input> {
  /** What the step works on; an operator may retry with another. */
  readonly input?: Input;
  /** The action whose schema checks a changed input, such as `intacct.createInvoice`. Without it none is accepted. */
  readonly checkedBy?: string;
  /** What to say when it is done. */
  readonly done?: (result: Result) => string | undefined;
  /** Default `park`: wait for a person. `fail`: the failure goes on at once. */
  readonly onRefusal?: OnRefusal;
  /** Lets an operator name a record that stands for the result; reads it, and throws when it will not do. */
  readonly use?: (record: { readonly key: string }) => Promise<Result>;
  /** A value that changes when the cause may be gone, such as a count of signals: then the step is tried again by itself. */
  readonly retryOnChange?: () => unknown;
  /** Lets an operator leave the step out; the result to go on with. */
  readonly skip?: () => Result;
}

export type OnRefusal = 'park' | 'fail';

/** What comes of a decision: another try, a result, or the end. */
type Outcome<Result, Input> =
  | { readonly go: 'again'; readonly trial: Trial<Input>; readonly anew?: boolean }
  | { readonly go: 'on'; readonly result: Result }
  | { readonly go: 'stop'; readonly error: unknown };

/** What a step tries. */
interface Trial<Input> {
  readonly input: Input;
  /** Where it has tried again by itself: since when it waits, and how often it has tried. */
  readonly since?: string;
  readonly rechecks?: number;
}

// Module state is each workflow execution's own.
const uses = new Counter();
let policy: OnRefusal = 'park';

/** What steps of this run do when they are refused and say nothing else. */
export function onRefusal(wanted: OnRefusal | undefined): void {
  policy = wanted ?? policy;
}

/**
 * One step of a process. When it is refused, the run waits and shows why, until an operator decides: again, again with
 * another input, with a record that is there already, without this step, or not at all (`given_up`; what was done before
 * is undone by `allOrNothing`). Bad credentials are tried again by themselves.
 *
 * @param name Says what the step does, such as `Post the invoice`; part of its writes' identity, so keep it.
 */
export async function step<Result, Input = undefined>(
  name: string,
  work: (input: Input) => Promise<Result>,
  options: StepOptions<Result, Input> = {},
): Promise<Result> {
  const run = new StepRun(uses.next(name));
  let trial: Trial<Input> = { input: options.input as Input };
  answerDecisions();
  board.begin(name);
  try {
    for (;;) {
      const { input } = trial;
      const outcome = await attempted(name, () => run.attempt(() => work(input)), trial, options);
      if (outcome.go === 'stop') throw outcome.error;
      if (outcome.go === 'on') {
        board.end(name, options.done?.(outcome.result));
        return outcome.result;
      }
      trial = outcome.trial;
      if (outcome.anew) run.renewUnclear();
    }
  } catch (error) {
    board.end(name);
    throw error;
  }
}

async function attempted<Result, Input>(
  name: string,
  work: () => Promise<Result>,
  trial: Trial<Input>,
  options: StepOptions<Result, Input>,
): Promise<Outcome<Result, Input>> {
  // Before the work: what changes meanwhile may be what it did not see yet.
  const known = options.retryOnChange?.();
  try {
    return { go: 'on', result: await work() };
  } catch (error) {
    if (!waitsForPerson(error) || (options.onRefusal ?? policy) === 'fail') return { go: 'stop', error };
    if (CancellationScope.current().consideredCancelled) return { go: 'stop', error: cancelledBy(error) };
    return decided<Outcome<Result, Input>>({
      attention: attentionFor(name, trial.input, error, decisionsOf(options)),
      since: trial.since,
      accept: (decision) => accepted(name, decision, trial.input, error, options),
      expired: () => ({ go: 'stop', error: givenUp(name, error, 'nobody decided in time') }),
      recheck: recheckOf(trial, error, { onChange: options.retryOnChange, known }),
    });
  }
}

function waitsForPerson(error: unknown): boolean {
  if (isCancellation(error) || wasDecided(error)) return false;
  return applicationFailure(error) !== undefined || ranOutOfTime(error);
}

/** Nobody waits for a cancelled run, but what it may have left behind must be told. */
function cancelledBy(error: unknown): unknown {
  return isUnclear(error) ? error : new CancelledFailure('Cancelled', [], error instanceof Error ? error : undefined);
}

/** Whoever mends the credentials or the network does not know which runs waited for it. */
function recheckOf<Result, Input>(
  { input, rechecks = 0 }: Trial<Input>,
  error: unknown,
  change: Pick<Recheck<unknown>, 'onChange' | 'known'>,
): Recheck<Outcome<Result, Input>> | undefined {
  const healsByItself = failureDetails(error).kind === 'credentials' || ranOutOfTime(error);
  if (!healsByItself && !change.onChange) return undefined;
  return {
    after: healsByItself ? recheckAfter(rechecks) : undefined,
    ...change,
    again: (since) => ({ go: 'again', trial: { input, since, rechecks: rechecks + 1 } }),
  };
}

function decisionsOf<Result, Input>({ use, skip }: StepOptions<Result, Input>): DecisionName[] {
  return ['retry', ...(use ? (['use'] as const) : []), ...(skip ? (['skip'] as const) : []), 'giveUp'];
}

async function accepted<Result, Input>(
  name: string,
  { decision, record, note, ...given }: Decision,
  input: Input,
  error: unknown,
  { checkedBy, use, skip }: StepOptions<Result, Input>,
): Promise<Outcome<Result, Input>> {
  if (decision === 'giveUp') return { go: 'stop', error: givenUp(name, error, note) };
  if (decision === 'skip' && skip) return { go: 'on', result: skip() };
  if (decision === 'use' && use && record) return { go: 'on', result: await used(use, record) };
  if (given.input === undefined) return { go: 'again', trial: { input }, anew: needsDecision(error) };
  if (!checkedBy) throw refused('input_refused', 'This step takes no other input. Mend the cause, then retry.');
  if (isUnclear(error)) throw refused('input_refused', 'It is not known whether this was written: retry it as it was.');
  await checkActionInput(checkedBy, given.input);
  return { go: 'again', trial: { input: given.input as Input } };
}

/** Refuses a record that will not do, in the words of the system that knows it. */
async function used<Result>(use: (record: { key: string }) => Promise<Result>, record: { key: string }) {
  try {
    return await use(record);
  } catch (error) {
    const reason = applicationFailure(error)?.message;
    if (reason === undefined) throw error;
    throw refused('record_refused', `Record ${record.key} cannot be used: ${reason}`, error);
  }
}

function attentionFor(
  step: string,
  input: unknown,
  error: unknown,
  decisions: readonly DecisionName[],
): Omit<Attention, 'since'> {
  const { cause, advice, field, supportId, values } = failureDetails(error);
  const value = field === undefined ? undefined : (valueAt(input, field) ?? values?.[field]);
  return {
    step,
    code: ranOutOfTime(error) ? 'ran_out_of_time' : (failureType(error) ?? 'failed'),
    message: messageOf(error),
    advice: advice ?? 'Mend the cause, then retry.',
    ...(cause ? { cause } : {}),
    ...(field ? { field } : {}),
    ...(value === undefined ? {} : { value: String(value) }),
    ...(supportId ? { supportId } : {}),
    decisions,
  };
}

/** What happened; the advice stands apart. */
function messageOf(error: unknown): string {
  const [message = ''] = (applicationFailure(error)?.message ?? String(rootCause(error))).split(' → ');
  return ranOutOfTime(error) ? `It has been tried for as long as it may take. The last try: ${message}` : message;
}

/** `lines[0].amount` of an input. */
function valueAt(input: unknown, path: string): unknown {
  const names = path.split(/[.[\]]+/).filter((name) => name !== '');
  return names.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    input,
  );
}

function givenUp(name: string, error: unknown, note: string | undefined): ApplicationFailure {
  const reason = applicationFailure(error)?.message ?? String(rootCause(error));
  return refused('given_up', `"${name}" was given up${note ? ` (${note})` : ''}: ${reason}`, error);
}
