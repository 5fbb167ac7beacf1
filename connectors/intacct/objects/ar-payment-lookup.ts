import type { IntacctClient } from '../client.js';
import { toGatewayDate } from '../gateway/dates.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { type NewPayment, totalOf } from './ar-payment-request.js';
import { text } from './fields.js';
import { createdSince, findAll } from './recognition.js';
import { notFound } from './record-actions.js';

/** Payments with the same values. An equal payment may be another one's, so these are candidates, not proof. */
export async function likePayment(
  payment: NewPayment,
  since: Date,
  intacct: IntacctClient,
): Promise<readonly IntacctRecord[]> {
  const filter = allOf(
    createdSince(since),
    payment.customerId ? equal('CUSTOMERID', payment.customerId) : undefined,
    payment.payerName ? equal('PAYERNAME', payment.payerName) : undefined,
    equal('RECEIPTDATE', toGatewayDate(payment.receiptDate)),
    equal('TRX_TOTALENTERED', totalOf(payment)),
    payment.referenceNumber ? equal('DOCNUMBER', payment.referenceNumber) : undefined,
  );
  const like = await findAll(intacct, 'ARPYMT', ['RECORDNO'], filter);
  return like.length === 0 ? like : settlingTheSame(like, payment, intacct);
}

/** Those that settle the payment's first document. Payments of credits alone all have the total zero. */
async function settlingTheSame(like: readonly IntacctRecord[], { applications }: NewPayment, intacct: IntacctClient) {
  const [{ invoiceKey, debitMemoKey } = {}] = applications;
  const settled = invoiceKey ? equal('RECORDKEY', invoiceKey) : equal('POSADJKEY', debitMemoKey ?? '');
  const ofThem: Filter = { field: 'PAYMENTKEY', oneOf: like.map((record) => text(record, 'RECORDNO')) };
  const details = await findAll(intacct, 'ARPYMTDETAIL', ['PAYMENTKEY'], allOf(ofThem, settled));
  const keys = new Set(details.map((detail) => text(detail, 'PAYMENTKEY')));
  const same = like.filter((record) => keys.has(text(record, 'RECORDNO')));
  // The very list where all are the same: equal writes that share it make their claims together.
  return same.length === like.length ? like : same;
}

/** Payments and advances are reversed by the same function. */
export async function objectOfReceipt(intacct: IntacctClient, key: string): Promise<'ARPYMT' | 'ARADVANCE'> {
  if (await intacct.read('ARPYMT', key)) return 'ARPYMT';
  if (await intacct.read('ARADVANCE', key)) return 'ARADVANCE';
  throw notFound('ARPYMT', 'key', key);
}
