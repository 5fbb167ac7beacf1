import { Big } from 'big.js';
import { z } from 'zod';
import { defineAction } from '../action.js';
import type { IntacctClient } from '../client.js';
import { toGatewayDate } from '../gateway/dates.js';
import type { GatewayFunction } from '../gateway/envelope.js';
import { allOf, equal } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import {
  Amount,
  adopted,
  CurrencyCode,
  CustomerId,
  documentation,
  IsoDate,
  Money,
  money,
  PositiveMoney,
  RecordKey,
  text,
} from './fields.js';
import { permissions } from './permissions.js';
import { createdSince, findAll } from './recognition.js';

const Input = z
  .strictObject({
    customerId: CustomerId,
    receiptDate: IsoDate.describe('Date of the receipt; the date in the general ledger.'),
    paymentDate: IsoDate.optional(),
    paymentMethod: z.enum(['Printed Check', 'Cash', 'EFT', 'Credit Card', 'Online Charge Card', 'Online ACH Debit']),
    bankAccountId: z
      .string()
      .optional()
      .describe('Checking or savings account. Give this or `undepositedFundsAccount`.'),
    undepositedFundsAccount: z.string().optional().describe('GL account of undeposited funds.'),
    referenceNumber: z.string().max(45).optional().describe('Check number or other reference; not unique in Intacct.'),
    description: z.string().max(80).optional(),
    currency: CurrencyCode.optional(),
    applications: z
      .array(z.strictObject({ invoiceKey: RecordKey, amount: PositiveMoney }))
      .min(1)
      .max(500)
      .describe('Which invoices are paid, and how much of each, in the invoice’s currency.'),
    overpayment: z
      .strictObject({ amount: Money, locationId: z.string().optional(), departmentId: z.string().optional() })
      .optional()
      .describe('What remains on account.'),
  })
  .refine((input) => (input.bankAccountId === undefined) !== (input.undepositedFundsAccount === undefined), {
    message: 'needs either bankAccountId or undepositedFundsAccount',
    path: ['bankAccountId'],
  });

type NewPayment = z.output<typeof Input>;

export const createArPayment = defineAction({
  summary: 'Record a payment and apply it to AR invoices.',
  details:
    'Find the invoices with listInvoices first; drafts cannot be paid. A second call records a second payment unless ' +
    'the request key is the same. Refuses more than what an invoice has due.',
  effect: 'create',
  source: `${documentation('accounts-receivable/ar-payments')}/`,
  permissions: permissions('Accounts Receivable', 'Receive payments')('Add', 'List'),
  example: {
    input: {
      customerId: 'C101',
      receiptDate: '2026-02-02',
      paymentMethod: 'EFT',
      bankAccountId: 'BANK1',
      applications: [{ invoiceKey: '2', amount: '10.00' }],
    },
  },
  input: Input,
  output: z.looseObject({ key: RecordKey, total: Amount, adopted }),
}).run(async (payment, intacct) => {
  const { record, adopted } = await intacct.write(toCreate(payment), {
    by: 'values',
    object: 'ARPYMT',
    find: (since) => findLike(payment, since, intacct),
  });
  return { key: text(record, 'RECORDNO'), total: totalOf(payment), adopted };
});

function totalOf({ applications, overpayment }: NewPayment): string {
  const applied = applications.reduce((sum, { amount }) => sum.plus(amount), new Big(0));
  return applied.plus(overpayment?.amount ?? 0).toFixed(2);
}

/** Generic `create` of ARPYMT (facts/intacct-xml.md §4.6). */
function toCreate(payment: NewPayment): GatewayFunction {
  return {
    name: 'create',
    body: {
      ARPYMT: {
        FINANCIALENTITY: payment.bankAccountId,
        UNDEPOSITEDACCOUNTNO: payment.undepositedFundsAccount,
        PAYMENTMETHOD: payment.paymentMethod,
        CUSTOMERID: payment.customerId,
        DOCNUMBER: payment.referenceNumber,
        DESCRIPTION: payment.description,
        RECEIPTDATE: toGatewayDate(payment.receiptDate),
        PAYMENTDATE: payment.paymentDate && toGatewayDate(payment.paymentDate),
        CURRENCY: payment.currency,
        OVERPAYMENTAMOUNT: payment.overpayment && money(payment.overpayment.amount),
        OVERPAYMENTLOCATIONID: payment.overpayment?.locationId,
        OVERPAYMENTDEPARTMENTID: payment.overpayment?.departmentId,
        ARPYMTDETAILS: {
          ARPYMTDETAIL: payment.applications.map(({ invoiceKey, amount }) => ({
            RECORDKEY: invoiceKey,
            TRX_PAYMENTAMOUNT: money(amount),
          })),
        },
      },
    },
  };
}

/** Payments with the same values. An equal payment may be another one's, so these are candidates, not proof. */
function findLike(payment: NewPayment, since: Date, intacct: IntacctClient): Promise<readonly IntacctRecord[]> {
  const filter = allOf(
    createdSince(since),
    equal('CUSTOMERID', payment.customerId),
    equal('RECEIPTDATE', toGatewayDate(payment.receiptDate)),
    equal('TRX_TOTALENTERED', totalOf(payment)),
    payment.referenceNumber ? equal('DOCNUMBER', payment.referenceNumber) : undefined,
  );
  return findAll(intacct, 'ARPYMT', ['RECORDNO'], filter);
}
