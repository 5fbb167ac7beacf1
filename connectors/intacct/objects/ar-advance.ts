import { Big } from 'big.js';
import { z } from 'zod';
import { defineAction } from '../action.js';
import { toGatewayDate } from '../gateway/dates.js';
import type { GatewayFunction } from '../gateway/envelope.js';
import { allOf, equal } from '../gateway/query.js';
import { arPayment } from '../shapes/ar-payment.js';
import { dimensionInput, genericDimensions } from '../shapes/dimensions.js';
import { optional, required } from '../shapes/shape.js';
import { onePlace, onePlaceIssue } from './ar-payment-request.js';
import { currencyFields, currencyInput, oneExchangeRate, oneExchangeRateIssue } from './currency.js';
import {
  Amount,
  adopted,
  CustomerId,
  CustomFields,
  customFieldSiblings,
  documentation,
  IsoDate,
  money,
  PositiveMoney,
  RecordKey,
  text,
} from './fields.js';
import { permissions } from './permissions.js';
import { createdSince, findAll } from './recognition.js';

const Line = z
  .strictObject({
    accountNumber: z.string().max(24).optional().describe('Account of customer advances. Give this or `accountLabel`.'),
    accountLabel: z.string().max(80).optional().describe('Where the company uses AR account labels.'),
    amount: PositiveMoney,
    memo: z.string().max(500).optional(),
    ...dimensionInput,
    customFields: CustomFields.optional(),
  })
  .refine((line) => (line.accountNumber === undefined) !== (line.accountLabel === undefined), {
    message: 'needs either accountNumber or accountLabel',
    path: ['accountNumber'],
  });

const Input = z
  .strictObject({
    customerId: CustomerId,
    receiptDate: IsoDate.describe('Date of the receipt; the date in the general ledger.'),
    paymentDate: IsoDate.optional().describe('`receiptDate` when left out.'),
    ...required(arPayment, 'paymentMethod'),
    ...optional(arPayment, 'bankAccountId', 'undepositedFundsAccount', 'summary', 'referenceNumber', 'description'),
    ...currencyInput,
    attachmentId: z.string().optional(),
    state: z.enum(['draft', 'posted']).default('posted'),
    customFields: CustomFields.optional(),
    lines: z.array(Line).min(1).max(500),
  })
  .refine(onePlace, onePlaceIssue)
  .refine(oneExchangeRate, oneExchangeRateIssue);

type NewAdvance = z.output<typeof Input>;

export const createArAdvance = defineAction({
  summary: 'Record money of a customer before there is anything to pay.',
  details:
    'Apply it later with applyArCredits, or as a credit of createArPayment; void it with voidArPayment. A second call ' +
    'records a second advance unless the request key is the same.',
  effect: 'create',
  source: `${documentation('accounts-receivable/ar-advances')}/`,
  permissions: permissions('Accounts Receivable', 'Advances')('Add', 'List'),
  errors: ['reference_unknown', 'customer_inactive', 'period_closed', 'undeposited_funds_currency'],
  example: {
    input: {
      customerId: 'C103',
      receiptDate: '2026-02-04',
      paymentMethod: 'EFT',
      bankAccountId: 'BANK1',
      referenceNumber: 'DEPOSIT-1',
      lines: [{ accountNumber: '2000', amount: '500.00', locationId: 'E100' }],
    },
  },
  input: Input,
  output: z.looseObject({ key: RecordKey, total: Amount, adopted }),
}).run(async (advance, intacct) => {
  const { record, adopted } = await intacct.write(toCreate(advance), {
    by: 'values',
    object: 'ARADVANCE',
    find: (since) =>
      findAll(
        intacct,
        'ARADVANCE',
        ['RECORDNO'],
        allOf(
          createdSince(since),
          equal('CUSTOMERID', advance.customerId),
          equal('RECEIPTDATE', toGatewayDate(advance.receiptDate)),
          equal('TRX_TOTALENTERED', totalOf(advance)),
          advance.referenceNumber ? equal('DOCNUMBER', advance.referenceNumber) : undefined,
        ),
      ),
  });
  return { key: text(record, 'RECORDNO'), total: totalOf(advance), adopted };
});

function totalOf({ lines }: NewAdvance): string {
  return lines.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2);
}

/** Generic `create` of ARADVANCE (facts/intacct-xml.md §4.6). */
function toCreate(advance: NewAdvance): GatewayFunction {
  return {
    name: 'create',
    body: {
      ARADVANCE: {
        CUSTOMERID: advance.customerId,
        PAYMENTMETHOD: advance.paymentMethod,
        PAYMENTDATE: toGatewayDate(advance.paymentDate ?? advance.receiptDate),
        RECEIPTDATE: toGatewayDate(advance.receiptDate),
        FINANCIALENTITY: advance.bankAccountId,
        UNDEPOSITEDACCOUNTNO: advance.undepositedFundsAccount,
        PRBATCH: advance.summary,
        DOCNUMBER: advance.referenceNumber,
        DESCRIPTION: advance.description,
        ...currencyFields(advance),
        SUPDOCID: advance.attachmentId,
        ACTION: advance.state === 'draft' ? 'Draft' : undefined,
        ...customFieldSiblings(advance.customFields),
        ARADVANCEITEMS: { ARADVANCEITEM: advance.lines.map(toLine) },
      },
    },
  };
}

const toLine = (line: NewAdvance['lines'][number]) => ({
  ACCOUNTNO: line.accountNumber,
  ACCOUNTLABEL: line.accountLabel,
  TRX_AMOUNT: money(line.amount),
  ENTRYDESCRIPTION: line.memo,
  ...genericDimensions(line),
  ...customFieldSiblings(line.customFields),
});
