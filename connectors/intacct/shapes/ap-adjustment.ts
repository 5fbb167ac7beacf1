import { z } from 'zod';
import { date, type Field, text } from './field.js';
import { payableFields, payableLineFields, payableStamps } from './payable.js';
import { shapeOf } from './shape.js';

/** `debit` takes off what is owed to the vendor and can pay bills, `credit` adds to it and is paid like a bill. */
export const adjustmentKinds = ['debit', 'credit'] as const;

/** Intacct keeps the kind as a sign: debit memos are negative. Actions show the kind and amounts without sign. */
const kindSchema = z.enum(adjustmentKinds);
const kind: Field<typeof kindSchema, typeof kindSchema> = {
  in: kindSchema,
  out: kindSchema,
  paths: ['TRX_TOTALENTERED'],
  read: (textAt) => (textAt('TRX_TOTALENTERED').startsWith('-') ? 'debit' : 'credit'),
  write: () => [],
};

/** An amount without the sign that stands for the kind; filters, which would compare it signed, do not know it. */
function unsigned<In extends z.ZodType, Out extends z.ZodType>({ wire: _signed, ...field }: Field<In, Out>) {
  const read: typeof field.read = (textAt) => field.read((path) => textAt(path).replace(/^-/, ''));
  return { ...field, read };
}

export const apAdjustment = shapeOf('APADJUSTMENT', {
  ...payableFields,
  kind,
  date: date('WHENCREATED'),
  billNumber: text('DOCNUMBER', 45, 'Number of the bill that the adjustment belongs to.'),
  total: unsigned(payableFields.total),
  totalPaid: unsigned(payableFields.totalPaid),
  totalSelected: unsigned(payableFields.totalSelected),
  totalDue: unsigned(payableFields.totalDue),
  ...payableStamps,
});

const { form1099: _form1099, billable: _billable, ...lineFields } = payableLineFields;

export const apAdjustmentLine = shapeOf('APADJUSTMENTITEM', {
  ...lineFields,
  amount: unsigned(payableLineFields.amount),
  amountPaid: unsigned(payableLineFields.amountPaid),
});
