import type { Durations } from './durations.js';
import type { Lane } from './limit-store.js';

/** What the queue has to know of a call. */
export interface Queued {
  readonly name: string;
  readonly controlId: string;
  readonly lane: Lane;
  readonly bytes: number;
}

export interface BatchBounds {
  readonly functions: number;
  readonly bytes: number;
  /** How long the request may take by what is known of its functions. */
  readonly durationMs: number;
}

/** Of five places in a full request, bulk gets one while both lanes have calls waiting. */
const interactiveInRow = 4;

/** Calls that wait for a request: interactive before bulk, first come first served in each, bulk never starved. */
export class WaitingCalls<Call extends Queued> {
  readonly #lanes: Record<Lane, Call[]> = { interactive: [], bulk: [] };
  #interactiveTaken = 0;

  constructor(private readonly durations: Durations) {}

  get size(): number {
    return this.#lanes.interactive.length + this.#lanes.bulk.length;
  }

  /** The lane whose turn it is; undefined when nobody waits. */
  get next(): Lane | undefined {
    const { interactive, bulk } = this.#lanes;
    if (interactive.length === 0) return bulk.length === 0 ? undefined : 'bulk';
    return bulk.length > 0 && this.#interactiveTaken >= interactiveInRow ? 'bulk' : 'interactive';
  }

  add(call: Call): void {
    this.#lanes[call.lane].push(call);
  }

  /** Calls that have waited before go first again. */
  putBack(calls: readonly Call[]): void {
    for (const call of [...calls].reverse()) this.#lanes[call.lane].unshift(call);
  }

  /** Whether it was waiting. */
  remove(call: Call): boolean {
    const lane = this.#lanes[call.lane];
    const index = lane.indexOf(call);
    if (index >= 0) lane.splice(index, 1);
    return index >= 0;
  }

  /** The next request's calls: at least one while any waits, never two of the same control ID. */
  take(bounds: BatchBounds): Call[] {
    const taken: Call[] = [];
    const controlIds = new Set<string>();
    let bytes = 0;
    let durationMs = 0;
    for (let lane = this.next; lane !== undefined && taken.length < bounds.functions; lane = this.next) {
      const call = this.#lanes[lane][0];
      if (!call || controlIds.has(call.controlId)) break;
      bytes += call.bytes;
      durationMs += this.durations.estimateMs(call.name);
      if (taken.length > 0 && (bytes > bounds.bytes || durationMs > bounds.durationMs)) break;
      this.#lanes[lane].shift();
      this.#interactiveTaken = lane === 'interactive' ? this.#interactiveTaken + 1 : 0;
      controlIds.add(call.controlId);
      taken.push(call);
    }
    return taken;
  }
}
