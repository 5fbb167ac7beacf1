import { Big } from 'big.js';
import { z } from 'zod';
import type { IntacctClient } from '../client.js';
import { toGatewayDate } from '../gateway/dates.js';
import type { GatewayFunction } from '../gateway/envelope.js';
import { allOf, equal } from '../gateway/query.js';
import type { Recognition } from '../once.js';
import { bill } from '../shapes/bill.js';
import { optional, required } from '../shapes/shape.js';
import { BillLineInput, toBillLine } from './bill-lines.js';
import { currencyFields, currencyInput, oneExchangeRate, oneExchangeRateIssue } from './currency.js';
import { recogniseDocument } from './document.js';
import { CustomFields, customFieldSiblings } from './fields.js';

/** Of a bill's own fields, those that can be given at creation and changed later. */
export const billParticulars = [
  ...(['dueDate', 'postingDate', 'paymentTerm', 'number', 'referenceNumber', 'description'] as const),
  ...(['recommendedPaymentDate', 'priority', 'onHold', 'payToContact', 'returnToContact', 'attachmentId'] as const),
] as const;

export const NewBillInput = z
  .strictObject({
    ...required(bill, 'vendorId', 'billDate'),
    ...optional(bill, ...billParticulars, 'summary'),
    state: z.enum(['draft', 'posted']).default('posted'),
    ...currencyInput,
    taxSolutionId: z
      .string()
      .min(1)
      .optional()
      .describe('Needed at the top level of companies of several tax solutions.'),
    inclusiveTax: z.boolean().default(false).describe('Whether the amounts of the lines include their taxes.'),
    customFields: CustomFields.optional(),
    lines: z.array(BillLineInput).min(1).max(500),
  })
  .refine(({ state, dueDate }) => state === 'draft' || dueDate !== undefined, {
    message: 'is needed unless the bill is a draft: Intacct does not derive it from the payment term here',
    path: ['dueDate'],
  })
  .refine(({ postingDate, summary }) => postingDate === undefined || summary === undefined, {
    message: 'goes without a summary, whose date it takes',
    path: ['postingDate'],
  })
  .refine(oneExchangeRate, oneExchangeRateIssue);

export type NewBill = z.output<typeof NewBillInput>;

/** What the lines add up to; taxes that Intacct adds come on top. */
export function totalOf({ lines }: Pick<NewBill, 'lines'>): string {
  return lines.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2);
}

/** Generic `create` of APBILL (facts/intacct-xml.md §5.6). */
export function toCreateBill(input: NewBill): GatewayFunction {
  return {
    name: 'create',
    body: {
      APBILL: {
        ...bill.body({ ...input, state: undefined }),
        ...currencyFields(input),
        TAXSOLUTIONID: input.taxSolutionId,
        INCLUSIVETAX: input.inclusiveTax ? 'true' : undefined,
        ACTION: input.state === 'draft' ? 'Draft' : 'Submit',
        ...customFieldSiblings(input.customFields),
        APBILLITEMS: { APBILLITEM: input.lines.map((line) => toBillLine(line, input.inclusiveTax)) },
      },
    },
  };
}

/** By its number, which is unique among the vendor's bills, where it has one; else same vendor, date and total. */
export function recogniseBill(input: NewBill, intacct: IntacctClient): Recognition {
  const like = allOf(
    equal('VENDORID', input.vendorId),
    equal('WHENCREATED', toGatewayDate(input.billDate)),
    isTaxed(input) ? undefined : equal('TRX_TOTALENTERED', totalOf(input)),
    input.referenceNumber === undefined ? undefined : equal('DOCNUMBER', input.referenceNumber),
  );
  return recogniseDocument(intacct, 'APBILL', { number: input.number, like });
}

/** Intacct then enters another total than was sent. */
function isTaxed({ taxSolutionId, inclusiveTax, lines }: NewBill): boolean {
  return taxSolutionId !== undefined || inclusiveTax || lines.some(({ taxEntries }) => taxEntries !== undefined);
}
