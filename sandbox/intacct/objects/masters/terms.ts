import { refuse } from '../../refusals.js';
import type { ObjectDefinition } from '../definition.js';
import { date, decimal, type Fields, integer, text } from '../field.js';
import { master, readOnlyMaster } from './define.js';

/** Terms and types, for which no public source shows a generic create, update or delete. */
function legacyMaster(options: ObjectDefinition): ObjectDefinition {
  const writable = master(options);
  const allowed = (verb: string, { settings }: { settings: { genericTermAndTypeWrites: boolean } }) => {
    if (settings.genericTermAndTypeWrites) return;
    refuse('BL03000018', `The operation ${verb} is not supported for the object ${options.name}.`);
  };
  return {
    ...writable,
    create: (input, work) => {
      allowed('create', work.company);
      return writable.create?.(input, work) ?? {};
    },
    update: (record, input, work) => {
      allowed('update', work.company);
      return writable.update?.(record, input, work) ?? record;
    },
    remove: (record, work) => {
      allowed('delete', work.company);
      writable.remove?.(record, work);
    },
  };
}

const TERM: Fields = {
  NAME: text({ label: 'Term name', required: true, immutable: true, maxLength: 40 }),
  DESCRIPTION: text({ maxLength: 80 }),
  /** Days from the invoice date to the due date. */
  DUEDATE: integer(),
  DUEFROM: text(),
  DISCDATE: integer(),
  DISCFROM: text(),
  DISCAMOUNT: decimal(),
  DISCPERCAMN: text(),
  DISCFUDGEDAYS: integer(),
  DISCCALCON: text(),
};

export const arTerm = legacyMaster({ name: 'ARTERM', label: 'Term', key: 'NAME', fields: TERM });
export const apTerm = legacyMaster({ name: 'APTERM', label: 'AP term', key: 'NAME', fields: TERM });

function type(name: string, label: string): ObjectDefinition {
  return legacyMaster({
    name,
    label,
    key: 'NAME',
    fields: {
      NAME: text({ required: true, immutable: true, maxLength: 80 }),
      'PARENT.NAME': text({ reference: name }),
    },
  });
}

export const custType = type('CUSTTYPE', 'Customer type');
export const vendType = type('VENDTYPE', 'Vendor type');

function summary(name: string, label: string): ObjectDefinition {
  return readOnlyMaster({
    name,
    label,
    key: 'TITLE',
    fields: { TITLE: text(), BATCHNO: integer(), STATE: text(), OPEN: text(), GLDATE: date(), TOTAL: decimal() },
  });
}

export const apBillBatch = summary('APBILLBATCH', 'AP bill summary');
