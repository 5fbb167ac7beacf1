import type { IntacctRecord, XmlNode } from '../gateway/reply.js';
import { text } from './fields.js';

/**
 * Lines of a record that was read whole, such as `ownedLines(bill, 'APBILLITEMS')`, in the order of their numbers. The
 * gateway writes the names inside in either case; here they are upper-case.
 */
export function ownedLines(record: IntacctRecord, element: string): readonly IntacctRecord[] {
  const holder = record[element];
  if (holder === undefined || typeof holder === 'string') return [];
  return Object.entries(holder)
    .filter(([name]) => !/^[@#]/.test(name))
    .flatMap(([, lines]) => (Array.isArray(lines) ? (lines as readonly XmlNode[]) : [lines as XmlNode]))
    .flatMap((line) => (typeof line === 'string' ? [] : [upperCase(line)]))
    .sort((one, other) => Number(text(one, 'LINE_NO')) - Number(text(other, 'LINE_NO')));
}

function upperCase(line: Exclude<XmlNode, string>): IntacctRecord {
  return Object.fromEntries(Object.entries(line).map(([name, value]) => [name.toUpperCase(), value]));
}
