import { z } from 'zod';
import type { IntacctRecord } from '../gateway/reply.js';
import { Amount, amountOrNull, dateOrNull, RecordKey, text, textOrNull } from '../objects/fields.js';

/** What can settle an invoice besides money. */
export const creditTypes = ['creditMemo', 'advance', 'overpayment', 'negativeInvoice', 'inline'] as const;

export type CreditType = (typeof creditTypes)[number];

/** How a payment detail names a type of credit. */
interface CreditNames {
  readonly key: string;
  readonly lineKey: string;
  readonly amount: string;
  /** Where Intacct may keep the key of one that is posted. */
  readonly postedKey: string;
}

export const creditNames: Readonly<Record<CreditType, CreditNames>> = {
  creditMemo: names('ADJUSTMENT'),
  advance: names('ADVANCE', 'POSTEDADVANCE'),
  overpayment: names('OVERPAYMENT', 'POSTEDOVERPAYMENT'),
  negativeInvoice: names('NEGATIVEINVOICE'),
  inline: names('INLINE'),
};

function names(credit: string, posted = credit): CreditNames {
  return {
    key: `${credit}KEY`,
    lineKey: `${credit}ENTRYKEY`,
    amount: `TRX_${posted}AMOUNT`,
    postedKey: `${posted}KEY`,
  };
}

/** One row of a payment: what it settles, and by what. Amounts are in the payment's currency. */
export const AppliedPayment = z.looseObject({
  key: RecordKey,
  invoiceKey: RecordKey.nullable(),
  debitMemoKey: RecordKey.nullable(),
  lineKey: RecordKey.nullable().describe('Line of the invoice or debit memo.'),
  amount: Amount.describe('Money; 0.00 where a credit or a discount settles.'),
  credit: z
    .looseObject({ type: z.enum(creditTypes), key: RecordKey, lineKey: RecordKey.nullable(), amount: Amount })
    .nullable(),
  discount: Amount.nullable(),
  date: z.string().nullable(),
  state: z.string().nullable(),
});

const creditPaths = Object.values(creditNames).flatMap((credit) => Object.values(credit));

/** What a query of ARPYMTDETAIL selects. */
export const paymentDetailPaths = [
  ...['RECORDNO', 'PAYMENTKEY', 'RECORDKEY', 'ENTRYKEY', 'POSADJKEY', 'POSADJENTRYKEY'],
  ...['TRX_PAYMENTAMOUNT', 'TRX_DISCOUNTAMOUNT', 'PAYMENTDATE', 'STATE'],
  ...new Set(creditPaths),
];

export function appliedPaymentFrom(detail: IntacctRecord): z.input<typeof AppliedPayment> {
  return {
    key: text(detail, 'RECORDNO'),
    invoiceKey: textOrNull(detail, 'RECORDKEY'),
    debitMemoKey: textOrNull(detail, 'POSADJKEY'),
    lineKey: textOrNull(detail, 'ENTRYKEY') ?? textOrNull(detail, 'POSADJENTRYKEY'),
    amount: amountOrNull(detail, 'TRX_PAYMENTAMOUNT') ?? '0.00',
    credit: creditFrom(detail),
    discount: amountOrNull(detail, 'TRX_DISCOUNTAMOUNT'),
    date: dateOrNull(detail, 'PAYMENTDATE'),
    state: textOrNull(detail, 'STATE'),
  };
}

function creditFrom(detail: IntacctRecord): z.input<typeof AppliedPayment>['credit'] {
  for (const type of creditTypes) {
    const { key, lineKey, amount, postedKey } = creditNames[type];
    const used = text(detail, key) || text(detail, postedKey);
    if (used) {
      const line = textOrNull(detail, lineKey);
      return { type, key: used, lineKey: line, amount: amountOrNull(detail, amount) ?? '0.00' };
    }
  }
  return null;
}
