import { Big } from 'big.js';
import { z } from 'zod';
import { toGatewayDate } from '../gateway/dates.js';
import type { GatewayFunction, XmlElement } from '../gateway/envelope.js';
import { arPayment } from '../shapes/ar-payment.js';
import { creditNames, creditTypes } from '../shapes/ar-payment-detail.js';
import { optional } from '../shapes/shape.js';
import { currencyFields, currencyInput, oneExchangeRate, oneExchangeRateIssue } from './currency.js';
import { CustomFields, customFieldSiblings, IsoDate, money, PositiveMoney, RecordKey } from './fields.js';

const Credit = z.strictObject({
  type: z.enum(creditTypes).describe('`inline` is a negative line of an invoice, which `lineKey` names.'),
  key: RecordKey.describe('Record number of the credit memo, advance, overpaid payment or invoice that is used up.'),
  lineKey: RecordKey.optional().describe('One line of it; the first lines first when left out.'),
  amount: PositiveMoney,
});

/** What is settled: `invoiceKey` or `debitMemoKey`. */
export const settledDocument = {
  invoiceKey: RecordKey.optional().describe('Record number of an invoice. Give this or `debitMemoKey`.'),
  debitMemoKey: RecordKey.optional().describe('Record number of a debit memo.'),
};

/** For `refine`. */
export const oneDocument = (settled: { invoiceKey?: string | undefined; debitMemoKey?: string | undefined }) =>
  (settled.invoiceKey === undefined) !== (settled.debitMemoKey === undefined);

export const oneDocumentIssue = { message: 'needs either invoiceKey or debitMemoKey', path: ['invoiceKey'] };

const Application = z
  .strictObject({
    ...settledDocument,
    lineKey: RecordKey.optional().describe('One line of it; the first lines first when left out.'),
    amount: PositiveMoney.optional().describe('Money; left out where only credits or a discount settle.'),
    credits: z.array(Credit).min(1).max(100).optional(),
    discount: PositiveMoney.optional().describe('A discount of your own; only where AR allows custom discounts.'),
    discountDate: IsoDate.optional().describe(
      'Takes the discounts of the term as of this day; `amount` is then all that is due, less the discount.',
    ),
  })
  .refine(oneDocument, oneDocumentIssue)
  .refine(({ discount, discountDate }) => discount === undefined || discountDate === undefined, {
    message: 'goes with discount or discountDate, never both',
    path: ['discount'],
  })
  .refine(({ amount, credits, discount, discountDate }) => amount ?? credits ?? discount ?? discountDate, {
    message: 'needs an amount, credits or a discount',
    path: ['amount'],
  });

const { exchangeRateDate: _dateOfPayment, ...paymentCurrency } = currencyInput;

interface Places {
  readonly bankAccountId?: string | undefined;
  readonly undepositedFundsAccount?: string | undefined;
  readonly summary?: string | undefined;
}

const placesOf = ({ bankAccountId, undepositedFundsAccount, summary }: Places) =>
  [bankAccountId, undepositedFundsAccount, summary].filter((place) => place !== undefined);

/** For `refine`: where the money goes. */
export const onePlace = (receipt: Places) => placesOf(receipt).length === 1;

export const onePlaceIssue = {
  message: 'needs exactly one of bankAccountId, undepositedFundsAccount and summary',
  path: ['bankAccountId'],
};

const noPlace = (receipt: Places) => placesOf(receipt).length === 0;

export const NewPaymentInput = z
  .strictObject({
    ...optional(arPayment, 'customerId', 'payerName'),
    receiptDate: IsoDate.describe('Date of the receipt; the date in the general ledger.'),
    paymentDate: IsoDate.optional().describe('Date on the charge card’s statement; today when left out.'),
    paymentMethod: arPayment.fields.paymentMethod.in,
    ...optional(arPayment, 'bankAccountId', 'undepositedFundsAccount', 'summary', 'referenceNumber', 'description'),
    ...paymentCurrency,
    state: z.enum(['draft', 'posted']).default('posted'),
    applications: z
      .array(Application)
      .min(1)
      .max(500)
      .describe('Which invoices and debit memos are settled, and how much of each, in their currency.'),
    overpayment: z
      .strictObject({ amount: PositiveMoney, locationId: z.string().optional(), departmentId: z.string().optional() })
      .optional()
      .describe('What remains on account, and where it belongs.'),
    customFields: CustomFields.optional(),
  })
  .refine(({ customerId, payerName }) => (customerId === undefined) !== (payerName === undefined), {
    message: 'needs either customerId or payerName',
    path: ['customerId'],
  })
  .refine((payment) => onePlace(payment) || (noPlace(payment) && totalOf(payment) === '0.00'), {
    message: `${onePlaceIssue.message} (none where only credits are applied)`,
    path: onePlaceIssue.path,
  })
  .refine(oneExchangeRate, oneExchangeRateIssue);

export type NewPayment = z.output<typeof NewPaymentInput>;

interface Received {
  readonly applications: readonly { readonly amount?: string | number | undefined }[];
  readonly overpayment?: { readonly amount: string | number } | undefined;
}

/** Money received; credits bring none. */
export function totalOf({ applications, overpayment }: Received): string {
  const applied = applications.reduce((sum, { amount }) => sum.plus(amount ?? 0), new Big(0));
  return applied.plus(overpayment?.amount ?? 0).toFixed(2);
}

/** Generic `create` of ARPYMT (facts/intacct-xml.md §4.6). */
export function toCreatePayment(payment: NewPayment): GatewayFunction {
  const { overpayment } = payment;
  return {
    name: 'create',
    body: {
      ARPYMT: {
        FINANCIALENTITY: payment.bankAccountId,
        UNDEPOSITEDACCOUNTNO: payment.undepositedFundsAccount,
        PRBATCH: payment.summary,
        PAYMENTMETHOD: payment.paymentMethod,
        CUSTOMERID: payment.customerId,
        PAYERNAME: payment.payerName,
        DOCNUMBER: payment.referenceNumber,
        DESCRIPTION: payment.description,
        RECEIPTDATE: toGatewayDate(payment.receiptDate),
        PAYMENTDATE: payment.paymentDate && toGatewayDate(payment.paymentDate),
        ...currencyFields(payment),
        ACTION: payment.state === 'draft' ? 'Draft' : undefined,
        OVERPAYMENTAMOUNT: overpayment && money(overpayment.amount),
        OVERPAYMENTLOCATIONID: overpayment?.locationId,
        OVERPAYMENTDEPARTMENTID: overpayment?.departmentId,
        ...customFieldSiblings(payment.customFields),
        ARPYMTDETAILS: { ARPYMTDETAIL: payment.applications.flatMap(toDetails) },
      },
    },
  };
}

/** One for the money with its discount, one for each credit: Intacct takes one type of credit at a time. */
function toDetails(application: NewPayment['applications'][number]): XmlElement[] {
  const { invoiceKey, debitMemoKey, lineKey, amount, discount, discountDate, credits = [] } = application;
  const settled: XmlElement =
    debitMemoKey === undefined
      ? { RECORDKEY: invoiceKey, ENTRYKEY: lineKey }
      : { POSADJKEY: debitMemoKey, POSADJENTRYKEY: lineKey };
  const own = {
    TRX_PAYMENTAMOUNT: amount === undefined ? undefined : money(amount),
    DISCOUNTDATE: discountDate && toGatewayDate(discountDate),
    TRX_TOTALDISCOUNTTOAPPLY: discount === undefined ? undefined : money(discount),
  };
  const hasOwn = Object.values(own).some((value) => value !== undefined);
  return [...(hasOwn ? [own] : []), ...credits.map(toCredit)].map((settling) => ({ ...settled, ...settling }));
}

function toCredit({ type, key, lineKey, amount }: z.output<typeof Credit>): XmlElement {
  const names = creditNames[type];
  return { [names.key]: key, [names.lineKey]: lineKey, [names.amount]: money(amount) };
}
