import {
  ApplicationFailure,
  CancellationScope,
  condition,
  defineSignal,
  isCancellation,
  setHandler,
} from '@temporalio/workflow';
import type { HubSpot } from '../activities/hubspot.js';
import { failureType } from './failure-type.js';
import { step } from './step.js';

/** Tells the run that its deal has changed: what it waits for may be there now, or the deal may be lost. */
export const dealChanged = defineSignal('dealChanged');

/** Looks at a deal's stage whenever its run is told of a change, as long as the run lives. */
export class DealWatch {
  /** How many changes we were told of; the deal's stage is known up to one of them. */
  #changes = 0;
  #known = 0;
  #won = true;

  constructor(
    private readonly crm: HubSpot,
    private readonly dealId: string,
  ) {
    setHandler(dealChanged, () => this.changed());
    // Goes on to the end, also when the run is cancelled: what was posted by then may have to be reversed.
    void CancellationScope.nonCancellable(() => this.#watch());
  }

  /** Grows with every change. */
  get changes(): number {
    return this.#changes;
  }

  /** There may be something new. */
  changed(): void {
    this.#changes += 1;
  }

  /** Whether the deal is won, all changes that we were told of considered. */
  async isWon(): Promise<boolean> {
    await condition(() => this.#known === this.#changes);
    return this.#won;
  }

  /**
   * Does work for a won deal. When the deal is lost, the work is cancelled, and undoes what it has done; it begins again
   * if the deal is won once more in the meantime. Fails as `deal_no_longer_won`.
   */
  async whileWon<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      const outcome = await this.#untilLost(work);
      if (outcome) return outcome.result;
      if (!(await this.isWon())) throw noLongerWon(this.dealId);
    }
  }

  /** At a point of no return. Fails as `deal_no_longer_won`. */
  async mustBeWon(): Promise<void> {
    if (!(await this.isWon())) throw noLongerWon(this.dealId);
  }

  async #untilLost<Result>(work: () => Promise<Result>): Promise<{ readonly result: Result } | undefined> {
    const working = new CancellationScope();
    const watching = new CancellationScope();
    let lost = false;
    const onLoss = () => {
      lost = true;
      working.cancel();
    };
    watching.run(() => condition(() => !this.#won)).then(onLoss, () => undefined);
    try {
      return { result: await working.run(work) };
    } catch (error) {
      const cancelledByUs = lost && isCancellation(error) && !CancellationScope.current().consideredCancelled;
      if (cancelledByUs || failureType(error) === 'deal_no_longer_won') return undefined;
      throw error;
    } finally {
      watching.cancel();
    }
  }

  async #watch(): Promise<never> {
    for (;;) {
      await condition(() => this.#known < this.#changes);
      const upTo = this.#changes;
      // Who gives up finding out leaves things as they were.
      this.#won = await this.#readStage().catch(() => this.#won);
      this.#known = upTo;
    }
  }

  #readStage(): Promise<boolean> {
    return step('Read the stage of the deal', () => this.#isClosedWon(), {
      skip: () => this.#won,
      done: (won) => `Deal ${this.dealId} was changed: it is ${won ? 'won' : 'no longer won'}`,
    });
  }

  async #isClosedWon(): Promise<boolean> {
    try {
      return (await this.crm.getDealStage({ id: this.dealId })).isClosedWon;
    } catch (error) {
      if (failureType(error) === 'record_not_found') return false;
      throw error;
    }
  }
}

function noLongerWon(dealId: string): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'deal_no_longer_won',
    message: `Deal ${dealId} was lost, reopened or deleted before its invoice was posted. Nothing is left behind in Intacct.`,
    nonRetryable: true,
    details: [
      {
        kind: 'rejected',
        title: 'The deal is no longer won',
        advice: 'Nothing: when the deal is won again, it is invoiced by a new run.',
        dealId,
      },
    ],
  });
}
