import { child, childText, type XmlElement } from '../xml/element.js';
import { parseXml } from '../xml/parse.js';
import type { Markup } from '../xml/write.js';
import type { Reply } from './reply.js';

export type BareFormat = 'json' | 'csv';

/** The bare format a read asks for; nothing when it wants XML. Its spelling differs from function to function. */
export function bareFormat(element: XmlElement): BareFormat | undefined {
  const options = child(element, 'options');
  const asked = childText(element, 'returnFormat') ?? (options && childText(options, 'returnformat'));
  return asked === 'json' || asked === 'csv' ? asked : undefined;
}

/** The records of a result without any envelope around them. */
export function bareReply(format: BareFormat, data: Markup): Reply {
  const records = parseXml(data).children;
  const [contentType, body] =
    format === 'json' ? ['application/json', JSON.stringify(records.map(jsonOf))] : ['text/csv', csv(records)];
  return { status: 200, contentType, body };
}

type Json = string | null | Json[] | { [name: string]: Json };

/** Groups become objects; lines, whose elements repeat, become lists; nothing becomes null. */
function jsonOf(element: XmlElement): Json {
  const { children, text } = element;
  if (children.length === 0) return text === '' ? null : text;
  const names = new Set(children.map(({ name }) => name));
  if (names.size === 1 && children.every((each) => each.children.length > 0)) return children.map(jsonOf);
  return Object.fromEntries(children.map((each) => [each.name, jsonOf(each)]));
}

function csv(records: readonly XmlElement[]): string {
  const [first] = records;
  if (!first) return '';
  const flat = (record: XmlElement) => record.children.filter(({ children }) => children.length === 0);
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  const rows = records.map((record) => line(flat(record).map(({ text }) => text)));
  return `${[line(flat(first).map(({ name }) => name)), ...rows].join('\n')}\n`;
}
