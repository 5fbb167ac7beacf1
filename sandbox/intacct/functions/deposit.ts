import { fieldOf } from '../books/record.js';
import { recordDeposit } from '../receivables/deposit.js';
import { withWrapper } from '../refusals.js';
import { child } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import type { FunctionDefinition } from './definition.js';
import { dateOf, refuseUnread, textOf } from './legacy.js';

/** Brings receipts from undeposited funds to the bank. */
export const recordDepositFunction: FunctionDefinition = {
  name: 'record_deposit',
  schema: {
    record_deposit: 'bankaccountid, depositdate, depositid, receiptkeys, description?, supdocid?, customfields?',
    depositdate: 'year, month, day',
    receiptkeys: 'receiptkey+',
  },
  objects: () => ['DEPOSIT'],
  run: ({ element, work }) =>
    withWrapper('Could not create Deposit record!', () => {
      const read = ['bankaccountid', 'depositdate', 'depositid', 'receiptkeys', 'description', 'supdocid'];
      refuseUnread(element, read);
      const deposit = recordDeposit(
        {
          bankAccountId: textOf(element, 'bankaccountid'),
          date: dateOf(element, 'depositdate'),
          depositId: textOf(element, 'depositid'),
          receiptKeys: (child(element, 'receiptkeys')?.children ?? []).map(({ text }) => text.trim()),
          description: textOf(element, 'description'),
          supdocId: textOf(element, 'supdocid'),
        },
        work,
      );
      return leaf('key', fieldOf(deposit, 'RECORDNO'));
    }),
};
