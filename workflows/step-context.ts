import { CancellationScope } from '@temporalio/workflow';

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
  #calls = new Counter();
  #failed: string | undefined;
  readonly #renewals = new Map<string, number>();

  constructor(private readonly key: string) {}

  /** Does the step's work, from its first call on. */
  attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#calls = new Counter();
    this.#failed = undefined;
    const scope = new CancellationScope();
    runs.set(scope, this);
    return scope.run(work);
  }

  /** Makes the call that failed another write: somebody has said that it never happened. */
  renewFailed(): void {
    if (this.#failed) this.#renewals.set(this.#failed, (this.#renewals.get(this.#failed) ?? 0) + 1);
  }

  next(action: string): NamedCall {
    const call = this.#calls.next(action);
    const renewal = this.#renewals.get(call);
    const failed = () => {
      this.#failed = call;
    };
    return { name: `${this.key}/${call}${renewal ? `~${renewal}` : ''}`, failed };
  }
}

/** A call's name within its execution. */
export interface NamedCall {
  readonly name: string;
  /** To be told when it fails. */
  failed(): void;
}

const runs = new WeakMap<CancellationScope, StepRun>();

// Module state is each workflow execution's own.
const outsideSteps = new Counter();

/** Names the next call of an action where we are: `Draft the invoice-1/intacct.createInvoice-1` in a step. */
export function nextCall(action: string): NamedCall {
  let scope: CancellationScope | undefined = CancellationScope.current();
  while (scope && !runs.has(scope)) scope = scope.parent;
  const step = scope && runs.get(scope);
  return step ? step.next(action) : { name: outsideSteps.next(action), failed: () => undefined };
}
