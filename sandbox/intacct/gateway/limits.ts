import type { CompanySettings } from '../company/settings.js';

/** Requests under way and in the last minute, by the machine's own time: limits protect the gateway, not the books. */
export class Limits {
  #underway = 0;
  #arrivals: number[] = [];

  constructor(private readonly settings: CompanySettings) {}

  /** Lets a request in, or says which limit it would exceed. Whoever is let in must `leave`. */
  enter(): 'concurrency' | 'rate' | undefined {
    const { concurrentRequests, requestsPerMinute } = this.settings;
    if (concurrentRequests !== null && this.#underway >= concurrentRequests) return 'concurrency';
    if (requestsPerMinute !== null && !this.#arrive(requestsPerMinute)) return 'rate';
    this.#underway += 1;
    return undefined;
  }

  get underway(): number {
    return this.#underway;
  }

  leave(): void {
    this.#underway -= 1;
  }

  #arrive(most: number): boolean {
    const now = Date.now();
    this.#arrivals = this.#arrivals.filter((at) => at > now - 60_000);
    if (this.#arrivals.length >= most) return false;
    this.#arrivals.push(now);
    return true;
  }
}
