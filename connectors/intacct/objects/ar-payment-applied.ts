import { Big } from 'big.js';
import { ConnectorError } from '../../errors.js';
import type { IntacctClient } from '../client.js';
import { allOf, equal } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { creditNames, paymentDetailPaths } from '../shapes/ar-payment-detail.js';
import { text } from './fields.js';
import { createdSince, findAll } from './recognition.js';

/** Money on account is applied by its own payment, a document by another one that names it. */
const creditFields = [
  'PAYMENTKEY',
  ...new Set(Object.values(creditNames).flatMap(({ key, postedKey }) => [key, postedKey])),
];

/** What of a credit is applied to one invoice or debit memo, as `apply_arpayment` words it. */
export interface AppliedItem {
  readonly invoicekey: string;
  readonly amount: string;
}

/**
 * The payment details that prove an application, empty where something is lacking. Details count that were written since,
 * so that an older application of the same credit to the same invoice is not taken for this one.
 */
export async function appliedSince(
  since: Date,
  creditKey: string,
  items: readonly AppliedItem[],
  intacct: IntacctClient,
): Promise<readonly IntacctRecord[]> {
  const keys = items.map(({ invoicekey }) => invoicekey);
  const filter = allOf(
    createdSince(since, 'WHENCREATED'),
    { any: creditFields.map((field) => equal(field, creditKey)) },
    { any: ['RECORDKEY', 'POSADJKEY'].map((field) => ({ field, oneOf: keys })) },
  );
  const found = await findAll(intacct, 'ARPYMTDETAIL', paymentDetailPaths, filter);
  const details = found.filter((detail) => text(detail, 'STATE') !== 'Reversed');
  const complete = [...new Set(keys)].every((key) => {
    const wanted = sum(items.filter(({ invoicekey }) => invoicekey === key).map(({ amount }) => amount));
    const settled = sum(details.filter((detail) => isSettled(detail, key)).map(amountOf));
    return settled.gte(wanted);
  });
  if (!complete) return [];
  if (since.getTime() === 0) throw ageUnknown(creditKey);
  return details;
}

const isSettled = (detail: IntacctRecord, key: string) =>
  text(detail, 'RECORDKEY') === key || text(detail, 'POSADJKEY') === key;

function amountOf(detail: IntacctRecord): string {
  const names = ['TRX_PAYMENTAMOUNT', ...Object.values(creditNames).map(({ amount }) => amount)];
  return sum(names.map((name) => text(detail, name) || '0')).toFixed(2);
}

const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total.plus(amount), new Big(0));

/** Without a ledger nobody knows since when, so an equal application may be older than the first attempt. */
function ageUnknown(creditKey: string): ConnectorError {
  return new ConnectorError({
    kind: 'unknown_outcome',
    code: 'outcome_needs_decision',
    message: `Intacct: whether this write happened is not known; as much of ${creditKey} is applied to these invoices.`,
    advice:
      'Compare the dates in Intacct. If it is this write, go on with it; if not, repeat the step under a new key.',
    details: { creditKey },
  });
}
