import { z } from 'zod';
import type { XmlElement } from '../gateway/envelope.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { billLine } from '../shapes/bill.js';
import { type DimensionValues, dimensionInput, genericDimensions, userDimensions } from '../shapes/dimensions.js';
import { optional, required } from '../shapes/shape.js';
import { CustomFields, customFieldSiblings, money } from './fields.js';
import { ownedLines } from './owned-lines.js';
import { customFieldNames, customFieldsOf, customFieldValues } from './record-actions.js';
import { genericTaxEntries, type TaxEntries, taxEntriesInput } from './tax-entries.js';

const fields = {
  ...required(billLine, 'amount'),
  ...optional(billLine, 'accountNumber', 'accountLabel', 'offsetAccountNumber', 'memo', 'allocationId'),
  ...optional(billLine, 'form1099', 'billable'),
  ...dimensionInput,
  taxEntries: taxEntriesInput,
  customFields: CustomFields.optional(),
};

interface Accounts {
  readonly accountNumber?: string | undefined;
  readonly accountLabel?: string | undefined;
}

/** For `refine`: a line of a bill or adjustment names its account in one way. */
export const oneAccount = ({ accountNumber, accountLabel }: Accounts) =>
  (accountNumber === undefined) !== (accountLabel === undefined);

export const oneAccountIssue = { message: 'needs either accountNumber or accountLabel', path: ['accountNumber'] };

export const BillLineInput = z.strictObject(fields).refine(oneAccount, oneAccountIssue);

/** A line of a bill that exists: with its number it stays, without it is added. */
export const ChangedBillLineInput = z
  .strictObject({ ...optional(billLine, 'lineNumber'), ...fields })
  .refine(oneAccount, oneAccountIssue);

export interface BillLineValues extends DimensionValues {
  readonly amount: string | number;
  readonly taxEntries?: TaxEntries;
  readonly customFields?: z.output<typeof CustomFields> | undefined;
}

/** @param inclusiveTax The line's amount includes its taxes, which Intacct takes out by itself. */
export function toBillLine(line: BillLineValues, inclusiveTax = false): XmlElement {
  return {
    ...billLine.body(line),
    ...(inclusiveTax ? { TRX_AMOUNT: undefined, TOTALTRXAMOUNT: money(line.amount) } : {}),
    ...genericDimensions(line),
    ...customFieldSiblings(line.customFields),
    TAXENTRIES: genericTaxEntries(line.taxEntries),
  };
}

/** Input of a read of a document with lines. */
export const lineCustomFieldNames = customFieldNames.describe(
  'Integration names of custom fields of the lines to return.',
);

/** What a read shows of a line besides its shape's fields. */
export const lineExtras = {
  dimensions: z.record(z.string(), z.string()).describe('User-defined ones that the line has.'),
  customFields: customFieldValues,
};

export function lineExtrasOf(line: IntacctRecord, customFields: readonly string[] | undefined) {
  return { dimensions: userDimensions(line), ...customFieldsOf(line, customFields) };
}

/** Whether a bill's lines are exactly these, in their order, as far as their standard fields tell. */
export function holdsLines(bill: IntacctRecord, lines: readonly BillLineValues[]): boolean {
  const held = ownedLines(bill, 'APBILLITEMS');
  return held.length === lines.length && held.every((record, index) => billLine.holds(record, lines[index] ?? {}));
}
