import type { Posting } from '../books/ledger.js';
import { type Cents, convert, money, total } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { checkDimensions } from '../dimensions/check.js';
import type { DimensionIds } from '../dimensions/standard.js';
import { type CurrencyDraft, exchangeOf } from '../documents/exchange.js';
import { placeOf } from '../documents/place.js';
import { openPeriod, requiredDimensions } from '../documents/rules.js';
import { refuse } from '../refusals.js';
import { bankFields, payingAccount } from './bank.js';
import { unpaid } from './payment.js';
import { asPosted, postToLedger } from './payment-posting.js';
import { activeVendor, lineAccount, lineLocation, refuseVendorOnHold } from './rules.js';

/** A payment that settles no bill: its items name the accounts themselves. Posted at once. */
export interface ManualPaymentDraft {
  readonly vendorId: string;
  readonly bankAccountId: string;
  readonly method: string;
  readonly date: string;
  readonly checkNo: string;
  readonly billNo: string;
  readonly memo: string;
  readonly exchange: CurrencyDraft;
  readonly items: readonly ManualPaymentItem[];
}

export interface ManualPaymentItem {
  readonly account: string;
  readonly accountLabel: string;
  readonly amount: Cents;
  readonly dimensions: DimensionIds;
}

export function createManualPayment(draft: ManualPaymentDraft, work: Work): StoredRecord {
  refuseVendorOnHold(activeVendor(draft.vendorId, work), 'payment', work);
  openPeriod(draft.date, work);
  const exchange = exchangeOf(draft.exchange, draft.date, work);
  payingAccount(draft.bankAccountId, exchange.currency, work);
  const lines = draft.items.map((item, index) => itemFields(item, index + 1, exchange.rate, draft, work));
  const cash = total(draft.items.map(({ amount }) => amount));
  if (cash <= 0) refuse('BL03000018', 'The amount of the payment must be greater than zero.');
  const payment = work.insert('APPYMT', {
    ...headerFields(draft, work),
    ...exchange.fields,
    ...unpaid(money(convert(cash, exchange.rate)), money(cash)),
  });
  const entry = { RECORDKEY: fieldOf(payment, 'RECORDNO'), CURRENCY: exchange.currency };
  for (const { fields } of lines) work.insert('APPYMTENTRY', { ...fields, ...entry });
  postToLedger(
    payment,
    lines.map(({ posting }) => posting),
    work,
  );
  return work.wrote('APPYMT', asPosted(payment, work));
}

function headerFields(draft: ManualPaymentDraft, work: Work): Record<string, string> {
  return {
    RECORDTYPE: 'pp',
    ...bankFields(draft.bankAccountId, work),
    PAYMENTMETHOD: draft.method,
    VENDORID: draft.vendorId,
    DOCNUMBER: draft.checkNo,
    RECORDID: draft.billNo,
    DESCRIPTION: draft.memo,
    WHENCREATED: draft.date,
    PAYMENTDATE: draft.date,
  };
}

function itemFields(item: ManualPaymentItem, lineNo: number, rate: string, draft: ManualPaymentDraft, work: Work) {
  const location = lineLocation(fieldOf(item.dimensions, 'LOCATIONID'), work);
  const dimensions = { VENDORID: draft.vendorId, ...item.dimensions, LOCATIONID: location };
  checkDimensions(dimensions, work);
  const account = lineAccount(item, work);
  requiredDimensions({ ...dimensions, ACCOUNTNO: account }, work);
  const base = convert(item.amount, rate);
  const posting: Posting = { account, amount: base, trxAmount: item.amount, ...placeOf(dimensions) };
  const fields = {
    ...dimensions,
    LINE_NO: String(lineNo),
    ACCOUNTNO: account,
    ACCOUNTLABEL: item.accountLabel,
    AMOUNT: money(base),
    TRX_AMOUNT: money(item.amount),
  };
  return { posting, fields };
}
