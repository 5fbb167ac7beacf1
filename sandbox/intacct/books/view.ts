import type { Company } from '../company/company.js';
import { isPart } from '../objects/definition.js';
import { toWire } from '../objects/values.js';
import { accountBalances, trialBalance } from './ledger.js';
import { fieldOf, type StoredRecord } from './record.js';

/** The truth, read past the gateway: no permissions, no visibility, no paging. Dates look as the gateway writes them. */
export interface BooksView {
  /** Every record with the fields that have a value, including derived ones. */
  list(object: string): StoredRecord[];
  /** A part of `list`, for objects with very many records. */
  page(object: string, offset: number, limit: number): StoredRecord[];
  /** Names of all objects. */
  objects(): string[];
  get(object: string, recordno: string | number): StoredRecord | undefined;
  count(object: string): number;
  /** Sum of all account balances: `0.00` as long as double entry holds. */
  trialBalance(): string;
  /** Balance per account number; debit positive. */
  balances(): Record<string, string>;
}

export function booksView(company: Company): BooksView {
  const { books } = company;
  return {
    list: (object) => recordsOf(company, object).map((record) => shown(company, object, record)),
    page: (object, offset, limit) => {
      const records: StoredRecord[] = [];
      let index = 0;
      for (const record of books.table(object).values()) {
        if (index >= offset + limit) break;
        if (index >= offset) records.push(shown(company, object, record));
        index += 1;
      }
      return records;
    },
    objects: () => books.names(),
    get: (object, recordno) => {
      const record = books.get(object, String(recordno));
      return record && shown(company, object, record);
    },
    count: (object) =>
      company.objects.get(object)?.view ? recordsOf(company, object).length : books.table(object).size,
    trialBalance: () => trialBalance(books),
    balances: () => accountBalances(books),
  };
}

function recordsOf({ books, objects }: Company, object: string): StoredRecord[] {
  const all = [...books.table(object).values()];
  const definition = objects.get(object);
  return definition?.view ? all.filter((record) => isPart(definition, record)) : all;
}

function shown(company: Company, object: string, record: StoredRecord): StoredRecord {
  const result: Record<string, string> = {};
  for (const [name, field] of Object.entries(company.objects.get(object)?.fields ?? {})) {
    const stored = field.computed ? field.computed(record, company, object) : fieldOf(record, name);
    if (stored !== '') result[name] = toWire(field, stored);
  }
  return result;
}
