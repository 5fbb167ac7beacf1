import { type Cents, cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { TransactionDefinition } from '../company/settings-order-entry.js';
import type { Work } from '../company/work.js';
import { dimensionsAmong } from '../dimensions/check.js';
import type { LineDraft } from '../receivables/invoice-draft.js';
import { ADJUSTMENT, INVOICE, type ReceivableKind } from '../receivables/kind.js';
import { createReceivable, removeReceivable } from '../receivables/receivable.js';
import { refuse } from '../refusals.js';
import { linesOf, salesDraftOf } from './draft.js';

/** Creates the invoice or credit memo that the transaction stands for in Accounts Receivable; drafts have none. */
export function postToReceivables(
  definition: TransactionDefinition,
  document: StoredRecord,
  work: Work,
): StoredRecord | undefined {
  if (definition.posts === 'nothing' || fieldOf(document, 'STATE') === 'Draft') return undefined;
  const credit = definition.posts === 'credit';
  const draft = salesDraftOf(document, work);
  return createReceivable(
    credit ? ADJUSTMENT : INVOICE,
    {
      customerId: draft.customerId,
      date: draft.date,
      datePosted: draft.datePosted,
      dueDate: draft.dueDate || (credit ? draft.date : ''),
      termName: draft.termName,
      submit: true,
      number: draft.number,
      poNumber: draft.referenceNo,
      description: fieldOf(document, 'DOCID'),
      externalId: draft.externalId,
      billTo: draft.billTo,
      shipTo: draft.shipTo,
      supdocId: draft.supdocId,
      exchange: draft.exchange,
      lines: receivableLines(definition, document, credit ? -1 : 1, work),
    },
    work,
    '8.SO',
  );
}

/** Takes the document out of Accounts Receivable, which is refused once something has been applied to it. */
export function takeFromReceivables(document: StoredRecord, work: Work): void {
  const posted = receivableOf(document, work);
  if (!posted) return;
  const { kind, record } = posted;
  if (fieldOf(record, 'STATE') !== 'Posted') {
    const named = `${kind.label} '${fieldOf(record, 'RECORDID')}'`;
    refuse('BL03000018', `${named} is ${record.STATE}, so its Order Entry transaction cannot be changed.`);
  }
  removeReceivable(kind, record, work);
}

/** The document in Accounts Receivable that PRRECORDKEY names. */
export function receivableOf(
  document: StoredRecord,
  { company }: Pick<Work, 'company'>,
): { kind: ReceivableKind; record: StoredRecord } | undefined {
  for (const kind of [INVOICE, ADJUSTMENT]) {
    const record = company.books.get(kind.object, fieldOf(document, 'PRRECORDKEY'));
    if (record) return { kind, record };
  }
  return undefined;
}

function receivableLines(
  definition: TransactionDefinition,
  document: StoredRecord,
  sign: 1 | -1,
  work: Work,
): LineDraft[] {
  const key = fieldOf(document, 'RECORDNO');
  const lines = linesOf('SODOCUMENTENTRY', key, work.company).map((line) =>
    receivableLine(line, definition.account, sign * cents(line.TRX_VALUE), fieldOf(line, 'MEMO')),
  );
  const subtotals = work.company.books
    .where('SODOCUMENTSUBTOTALS', 'DOCHDRNO', key)
    .map((subtotal) =>
      receivableLine(
        subtotal,
        definition.subtotals[fieldOf(subtotal, 'DESCRIPTION')] ?? definition.account,
        sign * cents(subtotal.TRX_TOTAL),
        fieldOf(subtotal, 'DESCRIPTION'),
      ),
    );
  return [...lines, ...subtotals];
}

function receivableLine(from: StoredRecord, account: string, amount: Cents, memo: string): LineDraft {
  return {
    recordno: '',
    accountLabel: '',
    account,
    accountGiven: true,
    offsetAccount: '',
    amount,
    memo,
    locationId: fieldOf(from, 'LOCATIONID'),
    departmentId: fieldOf(from, 'DEPARTMENTID'),
    customerId: fieldOf(from, 'CUSTOMERID'),
    itemId: fieldOf(from, 'ITEMID'),
    dimensions: dimensionsAmong(from),
  };
}
