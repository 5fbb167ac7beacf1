import type { Company } from '../company/company.js';
import { type ErrorEntry, Refusal } from '../refusals.js';

/** Remembers the control IDs of completed functions, for ever; a repeat is refused and the old key is not replayed. */
export class ControlIds {
  readonly #used = new Set<string>();

  constructor(private readonly company: Company) {}

  refuseUsed(controlId: string): void {
    if (this.#used.has(controlId)) throw new Refusal([this.alreadyUsed(controlId)]);
  }

  alreadyUsed(controlId: string): ErrorEntry {
    return {
      errorno: this.company.settings.duplicateControlIdCode,
      description2: `The control ID '${controlId}' was already used by a completed function.`,
      correction: 'Use a control ID that was not used before.',
    };
  }

  use(controlId: string): void {
    this.#used.add(controlId);
  }
}
