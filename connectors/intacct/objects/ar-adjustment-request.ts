import { Big } from 'big.js';
import { z } from 'zod';
import { toDateElement } from '../gateway/dates.js';
import type { GatewayFunction, XmlElement } from '../gateway/envelope.js';
import { arAdjustment } from '../shapes/ar-adjustment.js';
import { dimensionInput, legacyDimensions } from '../shapes/dimensions.js';
import { optional } from '../shapes/shape.js';
import { currencyElements, currencyInput, oneExchangeRate, oneExchangeRateIssue } from './currency.js';
import { CustomerId, CustomFields, customFieldsElement, IsoDate, PositiveMoney, RecordKey } from './fields.js';

const Line = z
  .strictObject({
    accountNumber: z.string().max(24).optional().describe('GL account. Give this or `accountLabel`.'),
    accountLabel: z.string().max(80).optional().describe('AR account label, where the company uses labels.'),
    offsetAccountNumber: z.string().max(24).optional().describe('Receivables account; the customer’s when left out.'),
    amount: PositiveMoney.describe('Positive; `kind` tells whether it is credited or debited.'),
    memo: z.string().max(500).optional(),
    ...dimensionInput,
    customFields: CustomFields.optional(),
  })
  .refine((line) => (line.accountNumber === undefined) !== (line.accountLabel === undefined), {
    message: 'needs either accountNumber or accountLabel',
    path: ['accountNumber'],
  });

export const NewAdjustmentInput = z
  .strictObject({
    customerId: CustomerId,
    kind: arAdjustment.fields.kind.in,
    date: IsoDate,
    postingDate: IsoDate.optional().describe('Date in the general ledger; `date` when left out.'),
    number: z.string().min(1).max(45).optional().describe('Intacct numbers the memo when left out.'),
    ...optional(arAdjustment, 'invoiceNumber', 'description'),
    state: z.enum(['draft', 'posted']).default('posted'),
    ...currencyInput,
    summaryKey: RecordKey.optional().describe('Only where AR summaries are user-specified.'),
    lines: z.array(Line).min(1).max(500),
  })
  .refine(oneExchangeRate, oneExchangeRateIssue);

export type NewAdjustment = z.output<typeof NewAdjustmentInput>;

export function totalOf({ lines }: NewAdjustment): string {
  return lines.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2);
}

/** Positive for a debit memo, negative for a credit memo. */
export function signed(kind: NewAdjustment['kind'], amount: string | number): string {
  return new Big(amount).times(kind === 'credit' ? -1 : 1).toFixed(2);
}

/** `create_aradjustment`; the order of elements is the schema's (facts/intacct-xml.md §4.6). */
export function toCreateAdjustment(adjustment: NewAdjustment): GatewayFunction {
  return {
    name: 'create_aradjustment',
    body: {
      customerid: adjustment.customerId,
      datecreated: toDateElement(adjustment.date),
      dateposted: adjustment.postingDate && toDateElement(adjustment.postingDate),
      batchkey: adjustment.summaryKey,
      adjustmentno: adjustment.number,
      action: adjustment.state === 'draft' ? 'Draft' : 'Submit',
      invoiceno: adjustment.invoiceNumber,
      description: adjustment.description,
      ...currencyElements(adjustment),
      aradjustmentitems: { lineitem: adjustment.lines.map((line) => toLine(adjustment.kind, line)) },
    },
  };
}

function toLine(kind: NewAdjustment['kind'], line: NewAdjustment['lines'][number]): XmlElement {
  const added = { ...line.dimensions, ...line.customFields };
  return {
    accountlabel: line.accountLabel,
    glaccountno: line.accountNumber,
    offsetglaccountno: line.offsetAccountNumber,
    amount: signed(kind, line.amount),
    memo: line.memo,
    locationid: line.locationId,
    departmentid: line.departmentId,
    customfields: Object.keys(added).length > 0 ? customFieldsElement(added) : undefined,
    ...legacyDimensions(line),
  };
}
