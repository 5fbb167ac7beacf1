import { z } from 'zod';
import { defineAction } from '../action.js';
import { toDateElement, toGatewayDate } from '../gateway/dates.js';
import { allOf, equal } from '../gateway/query.js';
import { adopted, CustomFields, customFieldsElement, documentation, IsoDate, RecordKey, text } from './fields.js';
import { permissions } from './permissions.js';
import { findAll } from './recognition.js';

export const recordDeposit = defineAction({
  summary: 'Bring receipts from undeposited funds to the bank.',
  details:
    'Find the receipts with listArPayments and their `undepositedFundsAccount`. Refuses receipts that are drafts, ' +
    'reversed, deposited already, or not in undeposited funds, so a second call deposits nothing twice.',
  effect: 'create',
  source: `${documentation('cash-management/deposits')}/`,
  permissions: permissions('Cash Management', 'Deposits')('Add', 'List'),
  errors: ['state_forbids', 'reference_unknown', 'period_closed'],
  example: {
    given: [
      {
        as: 'receipt',
        action: 'createArAdvance',
        input: {
          customerId: 'C103',
          receiptDate: '2026-02-05',
          paymentMethod: 'Printed Check',
          undepositedFundsAccount: '1050',
          lines: [{ accountNumber: '2000', amount: '75.00', locationId: 'E100' }],
        },
      },
    ],
    input: {
      bankAccountId: 'BANK1',
      date: '2026-02-06',
      number: 'DEP-2026-02-06',
      receiptKeys: ['{{receipt.key}}'],
    },
  },
  input: z.strictObject({
    bankAccountId: z.string().min(1).max(20).describe('Checking or savings account.'),
    date: IsoDate,
    number: z.string().min(1).max(45).describe('Deposit ID: a number of yours that no other deposit has.'),
    receiptKeys: z.array(RecordKey).min(1).max(500).describe('Record numbers of payments and advances.'),
    description: z.string().max(1000).optional(),
    attachmentId: z.string().optional(),
    customFields: CustomFields.optional(),
  }),
  output: z.looseObject({ key: RecordKey, number: z.string(), adopted }),
}).run(async (deposit, intacct) => {
  const { bankAccountId, date, number, receiptKeys, description, attachmentId, customFields } = deposit;
  const same = allOf(
    equal('DEPOSITID', number),
    equal('FINANCIALENTITY', bankAccountId),
    equal('DEPOSITDATE', toGatewayDate(date)),
  );
  const body = {
    bankaccountid: bankAccountId,
    depositdate: toDateElement(date),
    depositid: number,
    receiptkeys: { receiptkey: receiptKeys },
    description,
    supdocid: attachmentId,
    customfields: customFieldsElement(customFields),
  };
  const { record, adopted } = await intacct.write(
    { name: 'record_deposit', body },
    { by: 'number', object: 'DEPOSIT', find: () => findAll(intacct, 'DEPOSIT', ['RECORDNO'], same) },
  );
  return { key: text(record, 'RECORDNO'), number, adopted };
});
