import { dimensionFields } from './dimensions.js';
import { always, currency, date, decimal, integer, key, money, text, timestamp } from './field.js';
import { shapeOf } from './shape.js';

/** Intacct calls a journal entry a batch. */
export const journalEntry = shapeOf('GLBATCH', {
  key: always(key()),
  number: text('BATCHNO'),
  journal: always(text('JOURNAL', 4, 'Symbol of the journal, such as "GJ".')),
  postingDate: date('BATCH_DATE'),
  description: always(text('BATCH_TITLE', 80)),
  state: text('STATE', 40, 'Draft, Posted, … as Intacct words it.'),
  referenceNumber: text('REFERENCENO', 20),
  module: text('MODULE', 20, 'Where it comes from: 2.GL is the general ledger itself.'),
  reversedByKey: key('REVERSEDKEY'),
  reversalOfKey: key('REVERSEDFROM'),
  sourceEntityId: text('BASELOCATION_NO', 20, 'Entity that the others owe what their lines leave open.'),
  attachmentId: text('SUPDOCID', 100),
  createdAt: timestamp('WHENCREATED'),
  modifiedAt: timestamp('WHENMODIFIED'),
  entityId: text('MEGAENTITYID', 20, 'Owning entity; null at the top level.'),
  url: text('RECORD_URL'),
});

/** Its location and department are named without `ID`. */
export const journalLine = shapeOf('GLENTRY', {
  key: always(key()),
  lineNumber: integer('LINE_NO'),
  accountNumber: always(text('ACCOUNTNO', 24)),
  amount: always(money('TRX_AMOUNT'), '0.00'),
  baseAmount: money('AMOUNT'),
  currency: currency(),
  exchangeRate: decimal('EXCHANGE_RATE'),
  exchangeRateDate: date('EXCH_RATE_DATE'),
  exchangeRateType: text('EXCH_RATE_TYPE_ID'),
  memo: text('DESCRIPTION'),
  documentNumber: text('DOCUMENT'),
  ...dimensionFields(''),
});
