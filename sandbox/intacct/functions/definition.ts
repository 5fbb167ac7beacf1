import type { Work } from '../company/work.js';
import type { Session } from '../gateway/sessions.js';
import type { GrammarSource } from '../schema/grammar.js';
import type { XmlElement } from '../xml/element.js';
import type { Markup } from '../xml/write.js';

/** One call of a function, already checked against its schema. */
export interface FunctionCall {
  readonly element: XmlElement;
  readonly session: Session;
  readonly work: Work;
  /** Address that getAPISession hands out. */
  readonly endpoint: string;
  /** A session the client can use later; only getAPISession calls this. */
  readonly openSession: (entity: string) => Session;
}

/**
 * A function of the gateway. `schema` holds its content model under its own name and those of the elements in it.
 * `run` is synchronous, so that no other call sees half of it; it returns what stands behind `<controlid>` in the result,
 * or throws a `Refusal`, upon which everything it wrote is undone.
 */
export interface FunctionDefinition {
  readonly name: string;
  readonly schema: GrammarSource;
  /** Must be the only function of its request. */
  readonly alone?: boolean;
  /** Objects it is about, upper case: for permissions, faults and hooks. */
  readonly objects: (element: XmlElement) => string[];
  readonly run: (call: FunctionCall) => Markup;
}

/** Element names of a generic function's `<object>` child. */
export function namedObject(element: XmlElement): string[] {
  const object = element.children
    .find(({ name }) => name === 'object')
    ?.text.trim()
    .toUpperCase();
  return object ? [object] : [];
}
