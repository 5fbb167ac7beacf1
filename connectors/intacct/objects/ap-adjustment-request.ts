import { Big } from 'big.js';
import { z } from 'zod';
import type { IntacctClient } from '../client.js';
import { toDateElement, toGatewayDate } from '../gateway/dates.js';
import type { GatewayFunction, XmlElement } from '../gateway/envelope.js';
import { allOf, equal } from '../gateway/query.js';
import type { Recognition } from '../once.js';
import { apAdjustment, apAdjustmentLine } from '../shapes/ap-adjustment.js';
import { dimensionInput, legacyDimensions } from '../shapes/dimensions.js';
import { optional } from '../shapes/shape.js';
import { oneAccount, oneAccountIssue } from './bill-lines.js';
import { currencyElements, currencyInput, oneExchangeRate, oneExchangeRateIssue } from './currency.js';
import { recogniseDocument } from './document.js';
import { CustomFields, customFieldsElement, IsoDate, money, PositiveMoney, RecordKey } from './fields.js';
import { legacyTaxEntries, taxEntriesInput } from './tax-entries.js';

const LineInput = z
  .strictObject({
    amount: PositiveMoney.describe('In the adjustment’s currency; `kind` says which way it goes.'),
    ...optional(apAdjustmentLine, 'accountNumber', 'accountLabel', 'offsetAccountNumber', 'memo', 'allocationId'),
    ...dimensionInput,
    taxEntries: taxEntriesInput,
    customFields: CustomFields.optional(),
  })
  .refine(oneAccount, oneAccountIssue);

export const NewApAdjustmentInput = z
  .strictObject({
    vendorId: apAdjustment.fields.vendorId.in,
    kind: apAdjustment.fields.kind.in.describe(
      '`debit` takes off what is owed to the vendor and can pay its bills; `credit` adds to it and is paid like a bill.',
    ),
    date: IsoDate.describe('Date of the adjustment.'),
    ...optional(apAdjustment, 'postingDate', 'number', 'billNumber', 'description'),
    state: z.enum(['draft', 'posted']).default('posted'),
    summaryKey: RecordKey.optional().describe('Only where summaries are user-specified.'),
    ...currencyInput,
    taxSolutionId: z
      .string()
      .min(1)
      .optional()
      .describe('Needed at the top level of companies of several tax solutions.'),
    customFields: CustomFields.optional(),
    lines: z.array(LineInput).min(1).max(500),
  })
  .refine(oneExchangeRate, oneExchangeRateIssue);

export type NewApAdjustment = z.output<typeof NewApAdjustmentInput>;

/** What the lines add up to, without sign. */
export function totalOf({ lines }: Pick<NewApAdjustment, 'lines'>): string {
  return lines.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2);
}

/** `create_apadjustment`; the order of elements is the schema's. */
export function toCreateApAdjustment(adjustment: NewApAdjustment): GatewayFunction {
  return {
    name: 'create_apadjustment',
    body: {
      vendorid: adjustment.vendorId,
      datecreated: toDateElement(adjustment.date),
      dateposted: adjustment.postingDate && toDateElement(adjustment.postingDate),
      batchkey: adjustment.summaryKey,
      adjustmentno: adjustment.number,
      action: adjustment.state === 'draft' ? 'Draft' : 'Submit',
      billno: adjustment.billNumber,
      description: adjustment.description,
      ...currencyElements(adjustment),
      customfields: customFieldsElement(adjustment.customFields),
      taxsolutionid: adjustment.taxSolutionId,
      apadjustmentitems: { lineitem: adjustment.lines.map((line) => toLine(line, adjustment.kind)) },
    },
  };
}

function toLine(line: NewApAdjustment['lines'][number], kind: NewApAdjustment['kind']): XmlElement {
  return {
    accountlabel: line.accountLabel,
    glaccountno: line.accountNumber,
    offsetglaccountno: line.offsetAccountNumber,
    amount: kind === 'debit' ? `-${money(line.amount)}` : money(line.amount),
    allocationid: line.allocationId,
    memo: line.memo,
    locationid: line.locationId,
    departmentid: line.departmentId,
    customfields: customFieldsElement(
      line.dimensions ? { ...line.dimensions, ...line.customFields } : line.customFields,
    ),
    ...legacyDimensions(line),
    taxentries: legacyTaxEntries(line.taxEntries),
  };
}

/** By its number, unique among the vendor's adjustments, where it has one; else same vendor, date and total. */
export function recogniseApAdjustment(adjustment: NewApAdjustment, intacct: IntacctClient): Recognition {
  const total = totalOf(adjustment);
  const isTaxed = adjustment.taxSolutionId !== undefined || adjustment.lines.some(({ taxEntries }) => taxEntries);
  const like = allOf(
    equal('VENDORID', adjustment.vendorId),
    equal('WHENCREATED', toGatewayDate(adjustment.date)),
    isTaxed ? undefined : equal('TRX_TOTALENTERED', adjustment.kind === 'debit' ? `-${total}` : total),
  );
  return recogniseDocument(intacct, 'APADJUSTMENT', { number: adjustment.number, like });
}
