import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import type { ObjectDefinition } from '../objects/definition.js';
import { notSimulated, refuse } from '../refusals.js';
import { dimensionField } from './fields.js';
import type { AddedValues } from './sent.js';

/** What was sent for the added fields of one document and its lines, in the order of the lines. */
export interface Added {
  readonly header: AddedValues;
  /** By the line's place among the record's lines, from 0; negative counts from the end. */
  readonly lines: ReadonlyMap<number, AddedValues>;
}

/** Puts added values on a record that was just written, and on its lines. */
export function storeAdded(
  definition: ObjectDefinition,
  record: StoredRecord,
  { header, lines }: Added,
  work: Work,
): StoredRecord {
  const { books } = work.company;
  const recordno = fieldOf(record, 'RECORDNO');
  const owned = linesOf(definition, recordno, work);
  for (const [place, values] of lines) {
    const line =
      owned.at(place) ?? notSimulated(`A custom field on a line of ${definition.name} that is not kept as sent`);
    books.change(definition.lines?.object ?? '', fieldOf(line, 'RECORDNO'), values);
  }
  refuseMissingDimensions(definition, recordno, work);
  return Object.keys(header).length > 0 ? books.change(definition.name, recordno, header) : record;
}

export function linesOf({ lines }: ObjectDefinition, recordno: string, { company }: Work): StoredRecord[] {
  if (!lines) return [];
  const place = (line: StoredRecord) => Number(fieldOf(line, 'LINE_NO') || fieldOf(line, 'RECORDNO'));
  return company.books.where(lines.object, lines.parent, recordno).sort((a, b) => place(a) - place(b));
}

/** Accounts may demand a dimension of the company's own as they demand a standard one. */
function refuseMissingDimensions(definition: ObjectDefinition, recordno: string, work: Work): void {
  const { books, settings } = work.company;
  if (settings.userDefinedDimensions.length === 0 || !definition.lines) return;
  const header = books.get(definition.name, recordno);
  if (header?.STATE === 'Draft') return;
  for (const line of linesOf(definition, recordno, work)) {
    const account = books.find('GLACCOUNT', fieldOf(line, 'ACCOUNTNO'));
    for (const dimension of settings.userDefinedDimensions) {
      const field = dimensionField(dimension);
      if (account?.[`REQUIRE${field}`] !== 'true' || fieldOf(line, field) !== '') continue;
      refuse(
        'BL03000018',
        `This transaction is missing the ${dimension.label} dimension for the Account ${fieldOf(line, 'ACCOUNTNO')}.`,
        `Enter a ${dimension.label} and try again.`,
      );
    }
  }
}
