import { z } from 'zod';
import { defineAction } from '../action.js';
import type { IntacctClient } from '../client.js';
import { allOf, equal } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { checkingAccount, savingsAccount } from '../shapes/lists.js';
import { optional, required } from '../shapes/shape.js';
import { documentation } from './fields.js';
import { pageOutput } from './paging.js';
import { permissions } from './permissions.js';
import { findAll } from './recognition.js';
import { notFound } from './record-actions.js';

const source = `${documentation('cash-management/checking-accounts')}/`;
const may = permissions('Cash Management', 'Bank accounts');

const kinds = ['checking', 'savings'] as const;
type Kind = (typeof kinds)[number];
const shapes = { checking: checkingAccount, savings: savingsAccount };

const BankAccount = checkingAccount.output.extend({ kind: z.enum(kinds) });

export const getBankAccount = defineAction({
  summary: 'Read a bank account, checking or savings, by its ID.',
  effect: 'read',
  source,
  permissions: may('View'),
  errors: ['record_not_found'],
  input: z.strictObject(required(checkingAccount, 'id')),
  output: BankAccount,
  example: { input: { id: 'BANK1' } },
}).run(async ({ id }, intacct) => {
  for (const kind of kinds) {
    const record = await intacct.readByName(shapes[kind].object, id);
    if (record) return accountFrom(kind, record);
  }
  throw notFound('CHECKINGACCOUNT', 'id', id);
});

export const listBankAccounts = defineAction({
  summary: 'List bank accounts, checking and savings, all at once.',
  details: 'Both kinds unless `kind` says which. At most 2000 of each.',
  effect: 'read',
  source,
  permissions: may('List'),
  input: z.strictObject({
    kind: z.enum(kinds).optional(),
    ...optional(checkingAccount, 'status', 'currency', 'locationId'),
  }),
  output: pageOutput(BankAccount),
  example: { input: { status: 'active' } },
}).run(async ({ kind, ...asked }, intacct) => {
  const wanted = kind === undefined ? kinds : [kind];
  const found = await Promise.all(wanted.map((each) => accountsOf(intacct, each, asked)));
  return { records: found.flat(), next: null };
});

async function accountsOf(intacct: IntacctClient, kind: Kind, asked: Readonly<Record<string, string | undefined>>) {
  const { object, paths, fields } = shapes[kind];
  const filters = Object.entries(asked).map(([name, value]) => {
    const path = fields[name as keyof typeof fields].wire?.path;
    return path && value !== undefined ? equal(path, value) : undefined;
  });
  const records = await findAll(intacct, object, paths, allOf(...filters));
  return records.map((record) => accountFrom(kind, record));
}

const accountFrom = (kind: Kind, record: IntacctRecord) => ({ ...shapes[kind].from(record), kind });
