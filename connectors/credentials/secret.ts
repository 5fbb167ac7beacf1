import { inspect } from 'node:util';

const shown = '[secret]';

/**
 * A credential that cannot be printed by accident: as string, as JSON and in `console.log` it reads `[secret]`.
 * `reveal()` is called only where the value goes on the wire.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [inspect.custom](): string {
    return shown;
  }
}
