import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../faults/random.js';
import type { XmlElement } from '../xml/element.js';
import { type Cost, costOf, rowsIn } from './cost.js';
import { SERVICE_TIMES, type ServiceTimeChoice, type ServiceTimes } from './presets.js';

/** A function of a request, as far as its cost is concerned. */
export interface Costly {
  readonly name: string;
  readonly element: XmlElement;
}

/** Makes requests last. A write is waited for before it is done, so that its commit stands at the end of its time. */
export class ServiceTime {
  #times = SERVICE_TIMES.instant;
  #random = seededRandom(1);

  get times(): ServiceTimes {
    return this.#times;
  }

  choose(choice: ServiceTimeChoice): void {
    if (typeof choice === 'string') this.#times = SERVICE_TIMES[choice];
    else this.#times = { ...this.#times, ...choice };
  }

  /** Starts the sequence of variations anew, so that a run can be repeated. */
  seed(seed: number): void {
    this.#random = seededRandom(seed);
  }

  /** `undefined` when there is nothing to wait for: then nothing is awaited and the order of events stays as it is. */
  request(): Promise<void> | undefined {
    return this.#spend(this.#times.requestMs);
  }

  /** The time of the documents that these functions are about to write. */
  writes(functions: readonly Costly[]): Promise<void> | undefined {
    if (this.#times.documentMs === 0) return undefined;
    return this.#spend(this.#sum(functions, ({ documents }) => documents) * this.#times.documentMs);
  }

  /** The time of a function that has read; `payload` is what it returns. */
  read(called: Costly, payload: string): Promise<void> | undefined {
    const { readMs, rowMs } = this.#times;
    if ((readMs === 0 && rowMs === 0) || costOf(called).reads === 0) return undefined;
    return this.#spend(readMs + rowsIn(payload) * rowMs);
  }

  #sum(functions: readonly Costly[], part: (cost: Cost) => number): number {
    return functions.reduce((sum, called) => sum + part(costOf(called)), 0);
  }

  #spend(milliseconds: number): Promise<void> | undefined {
    if (milliseconds <= 0) return undefined;
    const share = (this.#random() * 2 - 1) * this.#times.jitter;
    return wait(milliseconds * (1 + share));
  }
}
