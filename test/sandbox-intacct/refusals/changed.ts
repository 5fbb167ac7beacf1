import type { XmlElement } from '../../../sandbox/intacct/xml/element.js';
import { parseXml } from '../../../sandbox/intacct/xml/parse.js';
import type { Change, Row } from './row.js';

/** How a refused call differs from the accepted one. */

export const UNKNOWN = '<nosuchfield>1</nosuchfield>';

/** The first element called `first` and the first called `second` change places. */
export function swapped(body: string, first: string, second: string): string {
  const [one, two] = [elementIn(body, first), elementIn(body, second)];
  const [before, between, after] = [
    body.slice(0, body.indexOf(one)),
    body.slice(body.indexOf(one) + one.length, body.indexOf(two)),
    body.slice(body.indexOf(two) + two.length),
  ];
  return before + two + between + one + after;
}

function elementIn(body: string, name: string): string {
  const [found] = new RegExp(`<${name}>.*?</${name}>`, 's').exec(body) ?? [];
  if (found === undefined) throw new Error(`No <${name}> in ${body}`);
  return found;
}

/** The children of the first element of that name, last first. */
export function reversed(body: string, name: string): string {
  const parent = named(parseXml(body), name);
  const end = body.lastIndexOf(`</${name}>`);
  const starts = parent?.children.map(({ offset }) => offset) ?? [];
  if (starts.length < 2) throw new Error(`<${name}> has no order`);
  const children = starts.map((start, index) => body.slice(start, starts[index + 1] ?? end));
  return body.slice(0, starts[0]) + children.reverse().join('') + body.slice(end);
}

function named(element: XmlElement, name: string): XmlElement | undefined {
  if (element.name === name) return element;
  return element.children.map((child) => named(child, name)).find((found) => found !== undefined);
}

/** A child more than the function has. */
export function withUnknown(body: string, name: string): string {
  return body.endsWith('/>')
    ? `${body.slice(0, -2)}>${UNKNOWN}</${name}>`
    : body.slice(0, body.lastIndexOf('</')) + UNKNOWN + body.slice(body.lastIndexOf('</'));
}

export function changed({ accepted }: Row, key: string, change: Change): string {
  if ('key' in change) return accepted(change.key);
  const body = accepted(key);
  if (!body.includes(change.from)) throw new Error(`No ${change.from} in ${body}`);
  return body.replaceAll(change.from, change.to);
}
