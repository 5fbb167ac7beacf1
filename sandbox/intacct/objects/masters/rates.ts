import Big from 'big.js';
import { fieldOf, type StoredRecord } from '../../books/record.js';
import type { Work } from '../../company/work.js';
import { alreadyExists, invalidValue, missingField } from '../../refusals.js';
import type { XmlElement } from '../../xml/element.js';
import { checkChanges, checkedFields, completed } from '../check.js';
import type { ObjectDefinition } from '../definition.js';
import { boolean, date, decimal, integer, RECORDNO, TRANSACTION_FIELDS, text } from '../field.js';
import { type Input, readInput } from '../input.js';
import { readOnlyMaster } from './define.js';

/** Exchange rates by type, pair of currencies and day; documents take theirs from here. */

export const exchangeRateTypes = readOnlyMaster({
  name: 'EXCHANGERATETYPES',
  label: 'Exchange rate type',
  key: 'NAME',
  fields: { ID: text({ computed: (record) => record.RECORDNO ?? '' }), NAME: text(), ISDEFAULT: boolean() },
});

export const exchangeRate: ObjectDefinition = {
  name: 'EXCHANGERATE',
  label: 'Exchange rate',
  key: 'RECORDNO',
  indexes: ['FROM_CURRENCY'],
  fields: {
    ...RECORDNO,
    TYPENAME: text({ required: true, immutable: true, reference: 'EXCHANGERATETYPES' }),
    FROM_CURRENCY: text({ required: true, immutable: true, reference: 'TRXCURRENCIES' }),
    TO_CURRENCY: text({ required: true, immutable: true, reference: 'TRXCURRENCIES' }),
    ...TRANSACTION_FIELDS,
  },
  lines: { element: 'EXCHANGERATEENTRIES', object: 'EXCHANGERATEENTRY', parent: 'EXCHANGERATEKEY' },
  create: createRate,
  update: updateRate,
  remove: removeRate,
};

export const exchangeRateEntry: ObjectDefinition = {
  name: 'EXCHANGERATEENTRY',
  label: 'Exchange rate entry',
  key: 'RECORDNO',
  indexes: ['EXCHANGERATEKEY'],
  fields: {
    ...RECORDNO,
    EXCHANGERATEKEY: integer({ readOnly: true }),
    EFFECTIVE_START_DATE: date({ required: true }),
    EXCHANGE_RATE: decimal({ required: true }),
    RECIPROCAL_RATE: decimal(),
    ...TRANSACTION_FIELDS,
  },
};

function createRate(input: Input, work: Work): StoredRecord {
  const fields = completed(exchangeRate, checkedFields(exchangeRate, input, work));
  refuseTakenPair(fields, work);
  const entries = input.lists.get('EXCHANGERATEENTRIES') ?? [];
  if (entries.length === 0) missingField('EXCHANGERATEENTRIES');
  const rate = work.insert('EXCHANGERATE', fields);
  insertEntries(rate, entries, work);
  return rate;
}

function refuseTakenPair(fields: StoredRecord, { company }: Work): void {
  const same = ({ TYPENAME, TO_CURRENCY }: StoredRecord) =>
    TYPENAME === fields.TYPENAME && TO_CURRENCY === fields.TO_CURRENCY;
  if (!company.books.where('EXCHANGERATE', 'FROM_CURRENCY', fieldOf(fields, 'FROM_CURRENCY')).some(same)) return;
  alreadyExists('Exchange rate', `${fields.TYPENAME} ${fields.FROM_CURRENCY} ${fields.TO_CURRENCY}`);
}

/** Entries that are sent take the place of all earlier ones. */
function updateRate(record: StoredRecord, input: Input, work: Work): StoredRecord {
  const changes = checkedFields(exchangeRate, input, work);
  checkChanges(exchangeRate, record, changes);
  const entries = input.lists.get('EXCHANGERATEENTRIES');
  if (entries) {
    removeEntries(record, work);
    insertEntries(record, entries, work);
  }
  return work.change('EXCHANGERATE', fieldOf(record, 'RECORDNO'), changes);
}

function removeRate(record: StoredRecord, work: Work): void {
  removeEntries(record, work);
  work.company.books.remove('EXCHANGERATE', fieldOf(record, 'RECORDNO'));
}

function removeEntries(rate: StoredRecord, { company }: Work): void {
  for (const entry of company.books.where('EXCHANGERATEENTRY', 'EXCHANGERATEKEY', fieldOf(rate, 'RECORDNO'))) {
    company.books.remove('EXCHANGERATEENTRY', fieldOf(entry, 'RECORDNO'));
  }
}

function insertEntries(rate: StoredRecord, entries: readonly XmlElement[], work: Work): void {
  const seen = new Set<string>();
  for (const element of entries) {
    const fields = completed(exchangeRateEntry, checkedFields(exchangeRateEntry, readInput(element), work));
    const value = new Big(fieldOf(fields, 'EXCHANGE_RATE'));
    if (value.lte(0)) invalidValue('EXCHANGE_RATE', value.toFixed());
    const day = fieldOf(fields, 'EFFECTIVE_START_DATE');
    if (seen.has(day)) alreadyExists('Exchange rate entry', day);
    seen.add(day);
    const reciprocal = fields.RECIPROCAL_RATE || new Big(1).div(value).round(10).toFixed();
    work.insert('EXCHANGERATEENTRY', {
      ...fields,
      RECIPROCAL_RATE: reciprocal,
      EXCHANGERATEKEY: fieldOf(rate, 'RECORDNO'),
    });
  }
}
