import { CancellationScope } from '@temporalio/workflow';
import { needsDecision } from './failure-type.js';

/** Counts uses of a name, so that each has a name of its own: the same on replay, after a reset and in a repeated step. */
export class Counter {
  readonly #uses = new Map<string, number>();

  /** `intacct.createInvoice` → `intacct.createInvoice-1`, then `-2`. */
  next(name: string): string {
    const count = (this.#uses.get(name) ?? 0) + 1;
    this.#uses.set(name, count);
    return `${name}-${count}`;
  }
}

/** A step's calls. Repeated, it asks for the same writes as before and so finds what it has written. */
export class StepRun {
  readonly #unclear = new Set<string>();
  readonly #renewals = new Map<string, number>();

  constructor(private readonly key: string) {}

  /** Does the step's work, from its first call on. */
  attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#unclear.clear();
    const scope = new CancellationScope();
    // Calls that an earlier attempt still makes count by themselves.
    const calls = new Counter();
    namings.set(scope, (action) => this.#named(calls.next(action)));
    return scope.run(work);
  }

  /** Makes calls whose outcome nobody knows other writes: somebody has said that they never happened. */
  renewUnclear(): void {
    for (const call of this.#unclear) this.#renewals.set(call, (this.#renewals.get(call) ?? 0) + 1);
  }

  #named(call: string): NamedCall {
    const renewal = this.#renewals.get(call);
    return {
      name: `${this.key}/${call}${renewal ? `~${renewal}` : ''}`,
      failed: (error) => {
        if (needsDecision(error)) this.#unclear.add(call);
      },
    };
  }
}

/** A call's name within its execution. */
export interface NamedCall {
  readonly name: string;
  /** To be told why it failed. */
  failed(error: unknown): void;
}

type Naming = (action: string) => NamedCall;

const namings = new WeakMap<CancellationScope, Naming>();

// Module state is each workflow execution's own.
const outsideSteps = new Counter();

/** Names the next call of an action where we are: `Draft the invoice-1/intacct.createInvoice-1` in a step. */
export function nextCall(action: string): NamedCall {
  let scope: CancellationScope | undefined = CancellationScope.current();
  while (scope && !namings.has(scope)) scope = scope.parent;
  const named = scope && namings.get(scope);
  return named ? named(action) : { name: outsideSteps.next(action), failed: () => undefined };
}
