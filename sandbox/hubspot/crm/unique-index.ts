import type { ObjectType } from './object-types.js';

/** Which record that is not archived holds a value of a unique property. */
export class UniqueIndex {
  readonly #holders = new Map<string, string>();

  holder(type: ObjectType, property: string, value: string): string | undefined {
    return this.#holders.get(keyOf(type, property, value));
  }

  take(type: ObjectType, property: string, value: string, id: string): void {
    this.#holders.set(keyOf(type, property, value), id);
  }

  free(type: ObjectType, property: string, value: string): void {
    this.#holders.delete(keyOf(type, property, value));
  }
}

function keyOf(type: ObjectType, property: string, value: string): string {
  return JSON.stringify([type, property, value]);
}
