import { FUNCTIONS } from '../functions/registry.js';
import type { Envelope } from '../gateway/envelope.js';
import type { XmlElement } from '../xml/element.js';

/** What of a request a rule can be matched against. */
export interface Exposed {
  readonly functions: readonly ExposedFunction[];
  readonly usesSession: boolean;
  readonly transaction: boolean;
}

export interface ExposedFunction {
  readonly name: string;
  readonly objects: readonly string[];
  /** Looked for only when a rule asks, as it walks through the whole function. */
  readonly customers: () => readonly string[];
}

export function exposed({ functions, authentication, transaction }: Envelope): Exposed {
  return {
    functions: functions.map(({ name, element }) => ({
      name,
      objects: FUNCTIONS.get(name)?.objects(element) ?? [],
      customers: () => customersIn(element),
    })),
    usesSession: authentication.kind === 'session',
    transaction,
  };
}

function customersIn(element: XmlElement): string[] {
  if (element.name.toLowerCase() === 'customerid') return [element.text.trim()];
  return element.children.flatMap(customersIn);
}
