import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Table } from '../books/table.js';
import type { Company } from '../company/company.js';
import type { Model, ModelRecord } from './models.js';

/** Fields that hold the record number of another record of the same document: object → field → object. */
const LINKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  APBILLITEM: { RECORDKEY: 'APBILL' },
  ARINVOICEITEM: { RECORDKEY: 'ARINVOICE' },
  ARPYMTDETAIL: { RECORDKEY: 'ARINVOICE', ENTRYKEY: 'ARINVOICEITEM', PAYMENTKEY: 'ARPYMT' },
  GLENTRY: { BATCHNO: 'GLBATCH' },
};

/** Objects that texts name. Those in one model share one numbering, so that a number names one document. */
const DOCUMENTS: ReadonlySet<string> = new Set(['APBILL', 'ARINVOICE', 'ARPYMT']);

/** The customer or vendor to whom a document belongs. */
export interface Partner {
  readonly id: string;
  readonly contact: string;
}

interface Part {
  readonly table: Table;
  readonly fields: StoredRecord;
  /** Fields that get another value in each copy, and from where. */
  readonly links: readonly (readonly [field: string, part: number])[];
  readonly partnerFields: readonly string[];
  readonly contactFields: readonly string[];
  /** Texts that end in a document's record number, e.g. `ARINVOICE 12` or `Payment 12`. */
  readonly texts: readonly (readonly [field: string, prefix: string, part: number])[];
  /** Texts that end in the document's number, and what stands before it. */
  readonly numbers: readonly (readonly [field: string, prefix: string])[];
}

/** Copies one document as often as wanted: what balances in the model balances in each copy. */
export class Copier {
  readonly #parts: readonly Part[];

  constructor(
    private readonly company: Company,
    model: Model,
    partner: Partner,
  ) {
    this.#parts = model.records.map((each) => partOf(company, each, model, partner));
  }

  copy(number: string, partner: Partner): void {
    const keys = this.#parts.map(({ table }) => table.nextRecordNo());
    this.#parts.forEach((part, index) => {
      const record: Record<string, string> = { ...part.fields };
      record.RECORDNO = keys[index] ?? '';
      for (const [field, target] of part.links) record[field] = keys[target] ?? '';
      for (const [field, prefix, target] of part.texts) record[field] = prefix + (keys[target] ?? '');
      for (const [field, prefix] of part.numbers) record[field] = prefix + number;
      for (const field of part.partnerFields) record[field] = partner.id;
      for (const field of part.contactFields) record[field] = partner.contact;
      this.company.books.load(part.table, record);
    });
  }
}

function partOf(company: Company, { object, record }: ModelRecord, model: Model, partner: Partner): Part {
  const indexOf = (wanted: string, recordno: string) =>
    model.records.findIndex((each) => each.object === wanted && fieldOf(each.record, 'RECORDNO') === recordno);
  const links = Object.entries(LINKS[object] ?? {}).flatMap(([field, target]) => {
    const value = fieldOf(record, field);
    return value === '' ? [] : [[field, indexOf(target, value)] as const];
  });
  const texts = Object.entries(record).flatMap(([field, value]) => {
    const [, prefix, recordno = ''] = /^(\D+ )(\d+)$/.exec(value) ?? [];
    const part = model.records.findIndex((each) => DOCUMENTS.has(each.object) && each.record.RECORDNO === recordno);
    return prefix === undefined || part === -1 ? [] : [[field, prefix, part] as const];
  });
  const holding = (value: string) => Object.keys(record).filter((field) => record[field] === value);
  return {
    table: company.books.table(object),
    fields: compact(record),
    links,
    texts,
    numbers: endingIn(model.number, record),
    partnerFields: holding(partner.id),
    contactFields: holding(partner.contact),
  };
}

function endingIn(number: string, record: StoredRecord): [field: string, prefix: string][] {
  return Object.entries(record).flatMap(([field, value]): [string, string][] =>
    value.endsWith(number) ? [[field, value.slice(0, -number.length)]] : [],
  );
}

/** The same record in the engine's compact form, which its copies inherit: a third of the memory of one built up by name. */
function compact(record: StoredRecord): StoredRecord {
  return JSON.parse(JSON.stringify(record)) as StoredRecord;
}
