import { Big } from 'big.js';
import type { IntacctClient } from '../client.js';
import { toGatewayDate } from '../gateway/dates.js';
import { allOf, equal } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { type NewApPayment, totalOf } from './ap-payment-input.js';
import { text } from './fields.js';
import { createdSince, findAll } from './recognition.js';

/**
 * Payments that may be this one: same vendor, date and reference, and the same money on the first document. Totals would
 * not do, as Intacct may make several payments of one, by bill or by pay-to contact.
 */
export async function likeApPayment(
  payment: NewApPayment,
  since: Date,
  intacct: IntacctClient,
): Promise<readonly IntacctRecord[]> {
  const filter = allOf(
    createdSince(since),
    equal('VENDORID', payment.vendorId),
    equal('WHENCREATED', toGatewayDate(payment.paymentDate)),
    payment.referenceNumber === undefined ? undefined : equal('DOCNUMBER', payment.referenceNumber),
  );
  const like = await findAll(intacct, 'APPYMT', ['RECORDNO'], filter);
  return like.length === 0 ? like : payingTheSame(like, payment, intacct);
}

async function payingTheSame(like: readonly IntacctRecord[], { applications }: NewApPayment, intacct: IntacctClient) {
  const [{ billKey, creditMemoKey } = {}] = applications;
  const document = billKey === undefined ? equal('POSADJKEY', creditMemoKey ?? '') : equal('RECORDKEY', billKey);
  const ofThem = { field: 'PAYMENTKEY', oneOf: like.map((record) => text(record, 'RECORDNO')) };
  const fields = ['PAYMENTKEY', 'TRX_PAYMENTAMOUNT'];
  const details = await findAll(intacct, 'APPYMTDETAIL', fields, allOf(ofThem, document));
  const sent = applications.filter((each) => each.billKey === billKey && each.creditMemoKey === creditMemoKey);
  const same = like.filter((record) => {
    const own = details.filter((detail) => text(detail, 'PAYMENTKEY') === text(record, 'RECORDNO'));
    return own.length > 0 && moneyOf(own).eq(totalOf({ applications: sent }));
  });
  // The very list where all are the same: equal writes that share it make their claims together.
  return same.length === like.length ? like : same;
}

/** A bill that is paid line by line has a detail for each. */
function moneyOf(details: readonly IntacctRecord[]): Big {
  return details.reduce((sum, detail) => sum.plus(text(detail, 'TRX_PAYMENTAMOUNT') || 0), new Big(0));
}
