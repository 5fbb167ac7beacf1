import { childText } from '../xml/element.js';
import type { Costly } from './service-time.js';

/** What a function will do, told from its request alone. */
export interface Cost {
  readonly reads: number;
  readonly documents: number;
}

const READ: Cost = { reads: 1, documents: 0 };

/** The gateway's names tell reading functions from writing ones. */
const READS = /^(read|get_|get[A-Z]|query$|lookup$|inspect$|retrieve)/;

export function costOf({ name, element }: Costly): Cost {
  if (name === 'getAPISession') return { reads: 0, documents: 0 };
  if (READS.test(name)) return READ;
  if (name === 'create' || name === 'update') return { reads: 0, documents: element.children.length };
  if (name === 'delete') return { reads: 0, documents: (childText(element, 'keys') ?? '').split(',').length };
  return { reads: 0, documents: 1 };
}

/** Rows that a payload says it returns; legacy lists count from `start` to `end`. */
export function rowsIn(payload: string): number {
  const head = payload.slice(0, 400);
  const count = /<data [^>]*\bcount="(\d+)"/.exec(head);
  if (count) return Number(count[1]);
  const list = /<listtype [^>]*\bstart="(\d+)" end="(\d+)"/.exec(head);
  return list ? Number(list[2]) - Number(list[1]) + 1 : 0;
}
