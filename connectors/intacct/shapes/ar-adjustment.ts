import { z } from 'zod';
import { dimensionFields } from './dimensions.js';
import { always, currency, date, decimal, type Field, integer, key, money, text, timestamp } from './field.js';
import { shapeOf } from './shape.js';

export const adjustmentKinds = ['credit', 'debit'] as const;

const Kind = z.enum(adjustmentKinds).describe('`credit` lowers what the customer owes, `debit` raises it.');

/** Intacct tells the two by the sign of the amounts. */
const kind: Field<typeof Kind, typeof Kind> = {
  in: Kind,
  out: Kind,
  paths: ['TRX_TOTALENTERED'],
  read: (textAt) => (textAt('TRX_TOTALENTERED').startsWith('-') ? 'credit' : 'debit'),
  write: () => [],
};

/** An amount without the sign that stands for the kind; filters, which would compare it signed, do not know it. */
function unsigned(path: string) {
  const { wire: _signed, ...field } = money(path);
  return { ...field, read: (textAt: (path: string) => string) => field.read(textAt)?.replace(/^-/, '') ?? null };
}

/** Credit and debit memos. Amounts are positive and in the memo's own currency. */
export const arAdjustment = shapeOf('ARADJUSTMENT', {
  key: always(key()),
  number: always(text('RECORDID', 45)),
  kind,
  state: always(text('STATE')),
  customerId: always(text('CUSTOMERID', 20)),
  customerName: text('CUSTOMERNAME'),
  date: date('WHENCREATED'),
  postingDate: date('WHENPOSTED'),
  invoiceNumber: text('DOCNUMBER', 45, 'Number of the invoice that the memo is about; it does not apply the memo.'),
  description: text('DESCRIPTION', 80),
  currency: currency(),
  exchangeRate: decimal('EXCHANGE_RATE'),
  total: unsigned('TRX_TOTALENTERED'),
  totalApplied: unsigned('TRX_TOTALPAID'),
  unapplied: unsigned('TRX_TOTALDUE'),
  createdAt: timestamp('AUWHENCREATED'),
  modifiedAt: timestamp('WHENMODIFIED'),
  entityId: text('MEGAENTITYID', 20, 'Owning entity; null at the top level.'),
  url: text('RECORD_URL'),
});

export const arAdjustmentLine = shapeOf('ARADJUSTMENTITEM', {
  key: always(key()),
  lineNumber: integer('LINE_NO'),
  accountNumber: text('ACCOUNTNO', 24),
  accountLabel: text('ACCOUNTLABEL', 80),
  offsetAccountNumber: text('OFFSETGLACCOUNTNO', 24),
  amount: unsigned('TRX_AMOUNT'),
  applied: unsigned('TRX_TOTALPAID'),
  memo: text('ENTRYDESCRIPTION', 500),
  ...dimensionFields(),
});
