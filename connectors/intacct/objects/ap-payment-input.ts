import { Big } from 'big.js';
import { z } from 'zod';
import { toGatewayDate } from '../gateway/dates.js';
import type { GatewayFunction, XmlElement } from '../gateway/envelope.js';
import { apPayment } from '../shapes/ap-payment.js';
import { apCreditNames, apCreditTypes } from '../shapes/ap-payment-detail.js';
import { optional, required } from '../shapes/shape.js';
import { currencyFields, currencyInput } from './currency.js';
import { CustomFields, customFieldSiblings, IsoDate, Money, money, PositiveMoney, RecordKey } from './fields.js';

const Credit = z.strictObject({
  type: z.enum(apCreditTypes),
  key: RecordKey.describe('Record number of the debit memo, advance or negative bill that is used up.'),
  lineKey: RecordKey.optional().describe('One line of it; the first lines first when left out.'),
  amount: PositiveMoney,
});

const Application = z
  .strictObject({
    billKey: RecordKey.optional().describe('Record number of a bill. Give this or `creditMemoKey`.'),
    creditMemoKey: RecordKey.optional().describe('Record number of a credit memo, which is paid like a bill.'),
    lineKey: RecordKey.optional().describe('One line of it; the first lines first when left out.'),
    amount: PositiveMoney.optional().describe('Money; left out where only credits settle.'),
    credits: z.array(Credit).min(1).max(100).optional(),
    discountDate: IsoDate.optional().describe(
      'Takes the discounts of the term as of this day; `amount` is then all that is due, less the discount.',
    ),
  })
  .refine(({ billKey, creditMemoKey }) => (billKey === undefined) !== (creditMemoKey === undefined), {
    message: 'needs either billKey or creditMemoKey',
    path: ['billKey'],
  })
  .refine(({ amount, credits }) => amount !== undefined || credits !== undefined, {
    message: 'needs an amount or credits',
    path: ['amount'],
  })
  .refine(({ amount, lineKey, discountDate }) => discountDate === undefined || (amount !== undefined && !lineKey), {
    message: 'needs an amount, and goes without lineKey: Intacct discounts whole bills only',
    path: ['discountDate'],
  });

/** Sage's page knows no rate of one's own here. */
const { exchangeRate: _rate, ...paymentCurrency } = currencyInput;

export const NewApPaymentInput = z
  .strictObject({
    ...required(apPayment, 'vendorId'),
    paymentDate: IsoDate.describe('Date of the payment; the date in the general ledger.'),
    ...optional(apPayment, 'paymentMethod', 'bankAccountId', 'referenceNumber', 'description'),
    groupBy: apPayment.fields.groupBy.in
      .optional()
      .describe('Which bills share a payment: as the vendor prefers (the default), all, none, or by pay-to contact.'),
    ...paymentCurrency,
    bankAmount: Money.optional().describe('In the bank’s currency; only where the bank has another than the bills.'),
    state: z.enum(['draft', 'posted']).default('posted'),
    applications: z
      .array(Application)
      .min(1)
      .max(500)
      .describe('Which bills and credit memos are paid, and how much of each, in their currency.'),
    customFields: CustomFields.optional(),
  })
  .refine((payment) => totalOf(payment) === '0.00' || (payment.bankAccountId && payment.paymentMethod), {
    message: 'and paymentMethod are needed where money is paid',
    path: ['bankAccountId'],
  })
  .refine(({ paymentMethod, groupBy }) => paymentMethod !== 'Joint Check' || groupBy === 'bill', {
    message: 'must be "bill" for joint checks',
    path: ['groupBy'],
  });

export type NewApPayment = z.output<typeof NewApPaymentInput>;

/** Money that is paid; credits cost none. */
export function totalOf({
  applications,
}: {
  readonly applications: readonly { amount?: string | number | undefined }[];
}) {
  return applications.reduce((sum, { amount }) => sum.plus(amount ?? 0), new Big(0)).toFixed(2);
}

/** Generic `create` of APPYMT (facts/intacct-xml.md §4.7). */
export function toCreateApPayment(payment: NewApPayment): GatewayFunction {
  const { paymentDate, ...rest } = payment;
  return {
    name: 'create',
    body: {
      APPYMT: {
        ...apPayment.body({ ...rest, state: undefined }),
        PAYMENTDATE: toGatewayDate(paymentDate),
        ...currencyFields(payment),
        AMOUNTTOPAY: payment.bankAmount === undefined ? undefined : money(payment.bankAmount),
        ACTION: payment.state === 'draft' ? 'Draft' : undefined,
        ...customFieldSiblings(payment.customFields),
        APPYMTDETAILS: { APPYMTDETAIL: payment.applications.flatMap(toDetails) },
      },
    },
  };
}

/** One for the money, one for each credit: Intacct takes one type of credit at a time. */
function toDetails(application: NewApPayment['applications'][number]): XmlElement[] {
  const { billKey, creditMemoKey, lineKey, amount, discountDate, credits = [] } = application;
  const paid: XmlElement =
    billKey === undefined
      ? { POSADJKEY: creditMemoKey, POSADJENTRYKEY: lineKey }
      : { RECORDKEY: billKey, ENTRYKEY: lineKey };
  const cash =
    amount === undefined
      ? []
      : [{ TRX_PAYMENTAMOUNT: money(amount), DISCOUNTDATE: discountDate && toGatewayDate(discountDate) }];
  return [...cash, ...credits.map(toCredit)].map((settling) => ({ ...paid, ...settling }));
}

function toCredit({ type, key, lineKey, amount }: z.output<typeof Credit>): XmlElement {
  const names = apCreditNames[type];
  return { [names.key]: key, [names.lineKey]: lineKey, [names.amount]: money(amount) };
}
