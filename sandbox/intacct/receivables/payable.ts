import { type Cents, cents, money } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { invalidValue, refuse } from '../refusals.js';
import { type Application, CREDIT_OBJECTS, type Credit, type OpenObject } from './credits.js';
import type { Side } from './open-item.js';
import { noTransaction } from './receivable.js';

/** Whose the payment is (empty: several customers') and what it is counted in. */
export interface Payer {
  readonly customerId: string;
  readonly currency: string;
}

const LABELS: Readonly<Record<OpenObject, string>> = {
  ARINVOICE: 'Invoice',
  ARADJUSTMENT: 'Adjustment',
  ARADVANCE: 'Advance',
  ARPYMT: 'Payment',
};

/** Refuses what cannot be paid: unknown, not posted, or of another customer or currency than payment and credit. */
export function refuseUnpayable(application: Application, payer: Payer, work: Work): void {
  const { object = 'ARINVOICE', invoiceKey, credit } = application;
  const paid = postedDocument(object, invoiceKey, payer, work);
  if (application.amount <= 0) refuse('BL03000018', 'The amount to apply must be greater than zero.');
  if (credit && credit.kind !== 'discount') refuseUnusable(credit, paid, payer, work);
}

function postedDocument(object: OpenObject, key: string, payer: Payer, { company }: Work): StoredRecord {
  const record = company.books.get(object, key) ?? noTransaction(LABELS[object], key);
  const named = `${LABELS[object]} key ${key}`;
  const state = fieldOf(record, 'STATE');
  if (payer.customerId !== '' && fieldOf(record, 'CUSTOMERID') !== payer.customerId) {
    refuse('BL03000018', `${named} belongs to another customer.`);
  }
  if (state !== 'Posted' && state !== 'Partially Paid' && state !== 'Paid') {
    refuse('BL03000018', `${named} is ${state} and cannot be paid or applied.`);
  }
  if (fieldOf(record, 'CURRENCY') !== payer.currency) {
    refuse('BL03000018', `${named} is in ${record.CURRENCY}, the payment in ${payer.currency}.`);
  }
  return record;
}

/** A credit pays only what its own customer owes; one inside an invoice must be enabled. */
function refuseUnusable(credit: Credit, paid: StoredRecord, payer: Payer, work: Work): void {
  if (credit.kind === 'discount') return;
  if (credit.kind === 'inline' && !work.company.settings.inlineCredits) {
    refuse('BL03000018', 'Inline credits are not enabled.', 'Enable them in the configuration of Accounts Receivable.');
  }
  const owner = { ...payer, customerId: fieldOf(paid, 'CUSTOMERID') };
  const record = postedDocument(CREDIT_OBJECTS[credit.kind], credit.key, owner, work);
  const wholly = cents(record.TRX_TOTALENTERED) < 0;
  if (credit.kind === 'negativeInvoice' && !wholly) invalidValue('NEGATIVEINVOICEKEY', credit.key);
  if (credit.kind === 'adjustment' && !wholly) invalidValue('ADJUSTMENTKEY', credit.key);
}

/** Refuses an amount beyond what is due on the paid document, or left on the credit. */
export function refuseNotEnough(application: Application, credit: Side | undefined, { company }: Work): void {
  const { object = 'ARINVOICE', invoiceKey, amount } = application;
  if (credit?.object === object && credit.key === invoiceKey) return; // Inside one document both move together.
  const due = cents(company.books.get(object, invoiceKey)?.TRX_TOTALDUE);
  if (amount > due) overpaid(application, due);
  if (!credit || application.credit?.kind === 'inline') return;
  const left = credit.sign * cents(company.books.get(credit.object, credit.key)?.TRX_TOTALDUE);
  if (amount > left) {
    const named = `${LABELS[credit.object]} key ${credit.key}`;
    refuse('XL03000027', `The amount applied ${money(amount)} exceeds the ${money(left)} left on ${named}.`);
  }
}

export function overpaid(application: Application, due: Cents): never {
  const document = application.object === 'ARADJUSTMENT' ? 'adjustment' : 'invoice';
  return refuse(
    'XL03000027',
    `The amount paid ${money(application.amount)} exceeds the amount due ${money(due)} of ${document} key ${application.invoiceKey}.`,
    'Enter an amount that is not greater than the amount due.',
  );
}
