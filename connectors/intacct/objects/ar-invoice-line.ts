import { Big } from 'big.js';
import { z } from 'zod';
import { toDateElement } from '../gateway/dates.js';
import type { XmlElement } from '../gateway/envelope.js';
import { dimensionInput, legacyDimensions } from '../shapes/dimensions.js';
import { invoiceLine } from '../shapes/invoice.js';
import { changes, optional } from '../shapes/shape.js';
import { CustomFields, customFieldsElement, IsoDate, Money, money } from './fields.js';
import { legacyTaxEntries, taxEntriesInput } from './tax-entries.js';

/** Lines of receivables as legacy functions take them: `create_invoice`, `update_invoice`, `create_aradjustment`. */

const Decimal = z
  .union([z.string(), z.number()])
  .refine((value) => /^-?\d{1,15}(\.\d{1,10})?$/.test(String(value)), 'must be a decimal, such as "12.5"');

const values = {
  amount: Money.optional().describe(
    'Line total in the document’s currency; a negative line is a credit. Give this or `quantity` and `price`.',
  ),
  quantity: Decimal.optional().describe('Times `price`, rounded half up to the cent, gives the amount.'),
  price: Decimal.optional().describe('Price of one, with as many decimals as it has.'),
  revenueRecognition: z
    .strictObject({
      template: z.string().min(1).max(100).describe('Revenue recognition template.'),
      deferredAccountNumber: z.string().min(1).max(24).optional().describe('GL account of the deferred revenue.'),
      startDate: IsoDate.optional(),
      endDate: IsoDate.optional(),
    })
    .optional(),
  billable: z.boolean().optional(),
  taxEntries: taxEntriesInput,
  customFields: CustomFields.optional(),
};

const accounts = ['accountNumber', 'accountLabel'] as const;
const texts = ['offsetAccountNumber', 'memo', 'allocationId'] as const;

type Account = { readonly [Name in (typeof accounts)[number]]?: string | undefined };
type Priced = { readonly [Name in 'amount' | 'quantity' | 'price']?: string | number | undefined };

export const oneAccount = ({ accountNumber, accountLabel }: Account) =>
  (accountNumber === undefined) !== (accountLabel === undefined);

const isPriced = ({ amount, quantity, price }: Priced) =>
  amount === undefined ? quantity !== undefined && price !== undefined : quantity === undefined && price === undefined;

const pricedIssue = { message: 'needs either amount, or quantity and price', path: ['amount'] };

export const NewLine = z
  .strictObject({ ...optional(invoiceLine, ...accounts, ...texts), ...values, ...dimensionInput })
  .refine(oneAccount, 'needs either accountNumber or accountLabel')
  .refine(isPriced, pricedIssue);

/** A line of an update: absent values stay, null empties a field. */
export const ChangedLine = z
  .strictObject({
    lineNumber: z.int().min(1).describe('Counts from 1. The number after the last one adds a line.'),
    ...optional(invoiceLine, ...accounts),
    ...changes(invoiceLine, ...texts, 'locationId', 'departmentId', 'projectId', 'taskId', 'customerId', 'vendorId'),
    ...changes(invoiceLine, 'employeeId', 'itemId', 'classId', 'contractId', 'warehouseId'),
    ...values,
    dimensions: dimensionInput.dimensions,
  })
  .refine((line) => line.accountNumber === undefined || line.accountLabel === undefined, {
    message: 'goes with accountNumber or accountLabel, never both',
    path: ['accountLabel'],
  })
  .refine((line) => isPriced(line) || (line.quantity ?? line.price) === undefined, pricedIssue);

/** Values of a line that is sent; an empty text empties a field. */
export type LineValues = Partial<z.output<typeof NewLine>>;

/** Of a line that states it; undefined when an update leaves it as it is. */
export function amountOf({ amount, quantity, price }: Priced): string | undefined {
  if (amount !== undefined) return money(amount);
  if (quantity === undefined || price === undefined) return undefined;
  return new Big(quantity).times(price).toFixed(2, Big.roundHalfUp);
}

/** What the lines come to. */
export function totalOf(lines: readonly Priced[]): string {
  return lines.reduce((sum, line) => sum.plus(amountOf(line) ?? 0), new Big(0)).toFixed(2);
}

/** A `lineitem` or `updatelineitem`; the order of elements is the schema's (facts/intacct-xml.md §4.6). */
export function lineElement(line: LineValues): XmlElement {
  const { template, deferredAccountNumber, startDate, endDate } = line.revenueRecognition ?? {};
  return {
    accountlabel: line.accountLabel,
    glaccountno: line.accountNumber,
    offsetglaccountno: line.offsetAccountNumber,
    amount: amountOf(line),
    allocationid: line.allocationId,
    memo: line.memo,
    locationid: line.locationId,
    departmentid: line.departmentId,
    customfields: customFieldsOf(line),
    revrectemplate: template,
    defrevaccount: deferredAccountNumber,
    revrecstartdate: startDate && toDateElement(startDate),
    revrecenddate: endDate && toDateElement(endDate),
    ...legacyDimensions(line),
    billable: line.billable === undefined ? undefined : String(line.billable),
    taxentries: legacyTaxEntries(line.taxEntries),
  };
}

/** User-defined dimensions stand among the custom fields there. */
function customFieldsOf({ customFields, dimensions }: LineValues): XmlElement | undefined {
  return customFieldsElement(customFields || dimensions ? { ...customFields, ...dimensions } : undefined);
}
