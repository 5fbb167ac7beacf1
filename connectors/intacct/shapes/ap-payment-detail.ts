import { z } from 'zod';
import type { IntacctRecord } from '../gateway/reply.js';
import { Amount, amountOrNull, dateOrNull, RecordKey, text, textOrNull } from '../objects/fields.js';

/** What can settle a bill besides money. */
export const apCreditTypes = ['debitMemo', 'advance', 'negativeBill'] as const;

/** How a payment detail names each. */
export const apCreditNames = {
  debitMemo: { key: 'ADJUSTMENTKEY', lineKey: 'ADJUSTMENTENTRYKEY', amount: 'TRX_ADJUSTMENTAMOUNT' },
  advance: { key: 'ADVANCEKEY', lineKey: 'ADVANCEENTRYKEY', amount: 'TRX_POSTEDADVANCEAMOUNT' },
  negativeBill: { key: 'INLINEKEY', lineKey: 'INLINEENTRYKEY', amount: 'TRX_INLINEAMOUNT' },
} as const;

/** One row of a payment: what it settles, and by what. Amounts are in the payment's currency. */
export const SettledPayable = z.looseObject({
  key: RecordKey,
  billKey: RecordKey.nullable(),
  creditMemoKey: RecordKey.nullable(),
  lineKey: RecordKey.nullable().describe('Line of the bill or credit memo.'),
  amount: Amount.describe('Money; 0.00 where a credit settles.'),
  credit: z
    .looseObject({ type: z.enum(apCreditTypes), key: RecordKey, lineKey: RecordKey.nullable(), amount: Amount })
    .nullable(),
  date: z.string().nullable(),
});

export function settledPayableFrom(detail: IntacctRecord): z.input<typeof SettledPayable> {
  return {
    key: text(detail, 'RECORDNO'),
    billKey: textOrNull(detail, 'RECORDKEY'),
    creditMemoKey: textOrNull(detail, 'POSADJKEY'),
    lineKey: textOrNull(detail, 'ENTRYKEY') ?? textOrNull(detail, 'POSADJENTRYKEY'),
    amount: amountOrNull(detail, 'TRX_PAYMENTAMOUNT') ?? '0.00',
    credit: creditFrom(detail),
    date: dateOrNull(detail, 'PAYMENTDATE'),
  };
}

function creditFrom(detail: IntacctRecord): z.input<typeof SettledPayable>['credit'] {
  const type = apCreditTypes.find((each) => text(detail, apCreditNames[each].key) !== '');
  if (!type) return null;
  const { key, lineKey, amount } = apCreditNames[type];
  return {
    type,
    key: text(detail, key),
    lineKey: textOrNull(detail, lineKey),
    amount: amountOrNull(detail, amount) ?? '0.00',
  };
}
