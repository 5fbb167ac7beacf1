import { INVALID_VALUE, refuse } from '../refusals.js';
import { childrenNamed, childText, type XmlElement } from '../xml/element.js';
import type { Condition, Operator } from './condition.js';
import type { Path } from './path.js';

const OPERATORS: Readonly<Record<string, Operator>> = {
  equalto: '=',
  notequalto: '!=',
  lessthan: '<',
  lessthanorequalto: '<=',
  greaterthan: '>',
  greaterthanorequalto: '>=',
  like: 'like',
  notlike: 'notlike',
  between: 'between',
  in: 'in',
  notin: 'notin',
  isnull: 'null',
  isnotnull: 'notnull',
};

/** Reads one operator of a `<filter>`; its structure has passed the schema already. */
export function readFilter(element: XmlElement, resolve: (name: string) => Path): Condition {
  if (element.name === 'and' || element.name === 'or') {
    return { kind: element.name, parts: element.children.map((part) => readFilter(part, resolve)) };
  }
  const operator = OPERATORS[element.name] ?? refuse('XL03000003', `Unknown operator ${element.name}`);
  const values = childrenNamed(element, 'value').map(({ text }) => text);
  if (values.length > 1000) refuse(INVALID_VALUE, `${element.name} takes at most 1000 values.`);
  return { kind: 'compare', path: resolve(childText(element, 'field') ?? ''), operator, values };
}
