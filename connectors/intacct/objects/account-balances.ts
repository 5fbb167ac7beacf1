import { Big } from 'big.js';
import { z } from 'zod';
import type { IntacctClient } from '../client.js';
import { toGatewayDate } from '../gateway/dates.js';
import { allOf, equal, type Filter } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { account } from '../shapes/account.js';
import { Amount, IsoDate, text } from './fields.js';
import { everyRecord, withinLocation } from './whole-list.js';

const places = { location: 'LOCATIONID', department: 'DEPARTMENTID' } as const;

export const balancesInput = z
  .strictObject({
    from: IsoDate.describe('First day of the period.'),
    to: IsoDate.describe('Last day of the period.'),
    accountNumbers: z.array(z.string().min(1).max(24)).min(1).max(1000).optional().describe('Only these; else all.'),
    entityId: z.string().min(1).max(20).optional().describe('Entity, or location, with all below it.'),
    departmentId: z.string().min(1).max(20).optional().describe('Exactly this department.'),
    by: z
      .array(z.enum(['location', 'department']))
      .default([])
      .describe('One row for each of them, too.'),
    book: z.string().min(1).max(40).default('ACCRUAL').describe('Reporting book.'),
  })
  .refine(({ from, to }) => from <= to, { message: 'must not be before from', path: ['to'] });

const Balance = z.looseObject({
  accountNumber: z.string(),
  name: z.string(),
  accountType: z.string().nullish(),
  normalBalance: z.string().nullish(),
  locationId: z.string().nullish().describe('When asked for; null for what has none.'),
  departmentId: z.string().nullish().describe('When asked for; null for what has none.'),
  opening: Amount.describe('Before the period; 0.00 for accounts of the income statement.'),
  debits: Amount,
  credits: Amount,
  net: Amount.describe('Debits less credits of the period.'),
  closing: Amount.describe('Opening plus net.'),
});

export const balancesOutput = z.looseObject({
  accounts: z.array(Balance).describe('By account number; those without any amount are left out.'),
  totals: z.looseObject({ opening: Amount, debits: Amount, credits: Amount, net: Amount, closing: Amount }),
});

type Asked = z.output<typeof balancesInput>;

/** One row of the report: sums of one account, at one place. */
interface Row {
  readonly record: IntacctRecord;
  opening: Big;
  debits: Big;
  credits: Big;
}

export async function balancesOf(asked: Asked, intacct: IntacctClient): Promise<z.input<typeof balancesOutput>> {
  const scope = await scopeOf(asked, intacct);
  const day = (compare: 'lessthan' | 'greaterthanorequalto' | 'lessthanorequalto', date: string): Filter => ({
    compare,
    field: 'ENTRY_DATE',
    value: toGatewayDate(date),
  });
  const [accounts, before, during] = await Promise.all([
    everyRecord(intacct, { object: 'GLACCOUNT', fields: ['ACCOUNTNO', 'TITLE', 'ACCOUNTTYPE', 'NORMALBALANCE'] }),
    sums(intacct, asked, allOf(scope, day('lessthan', asked.from))),
    sums(intacct, asked, allOf(scope, day('greaterthanorequalto', asked.from), day('lessthanorequalto', asked.to))),
  ]);
  const known = new Map(accounts.map((record) => [text(record, 'ACCOUNTNO'), account.from(record)] as const));
  const carried = before.filter((record) => known.get(text(record, 'ACCOUNTNO'))?.accountType !== 'incomestatement');
  const rows = rowsOf(carried, during, keyOf(asked));
  return {
    accounts: rows.map((row) => balanceOf(row, known.get(text(row.record, 'ACCOUNTNO')), asked)),
    totals: amountsOf(rows.reduce(added, emptyRow({}))),
  };
}

async function scopeOf({ accountNumbers, entityId, departmentId, book }: Asked, intacct: IntacctClient) {
  return allOf(
    equal('BOOKID', book),
    accountNumbers && { field: 'ACCOUNTNO', oneOf: accountNumbers },
    departmentId === undefined ? undefined : equal('DEPARTMENTID', departmentId),
    entityId === undefined ? undefined : { field: 'LOCATIONID', oneOf: await withinLocation(intacct, entityId) },
  );
}

/** Fields that make a row. */
const groupOf = ({ by }: Asked) => ['ACCOUNTNO', ...new Set(by.map((place) => places[place]))];

function sums(intacct: IntacctClient, asked: Asked, filter: Filter | undefined): Promise<readonly IntacctRecord[]> {
  const fields = groupOf(asked);
  return everyRecord(intacct, {
    object: 'GLDETAIL',
    fields,
    sums: ['DEBITAMOUNT', 'CREDITAMOUNT'],
    orderBy: fields.map((field) => ({ field })),
    ...(filter ? { filter } : {}),
  });
}

const keyOf = (asked: Asked) => (record: IntacctRecord) =>
  JSON.stringify(groupOf(asked).map((field) => text(record, field)));

function rowsOf(
  before: readonly IntacctRecord[],
  during: readonly IntacctRecord[],
  key: (record: IntacctRecord) => string,
): Row[] {
  const rows = new Map<string, Row>();
  const rowFor = (record: IntacctRecord) => {
    const row = rows.get(key(record)) ?? emptyRow(record);
    rows.set(key(record), row);
    return row;
  };
  for (const record of before) rowFor(record).opening = sum(record, 'DEBITAMOUNT').minus(sum(record, 'CREDITAMOUNT'));
  for (const record of during) {
    const row = rowFor(record);
    row.debits = sum(record, 'DEBITAMOUNT');
    row.credits = sum(record, 'CREDITAMOUNT');
  }
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

const emptyRow = (record: IntacctRecord): Row => ({
  record,
  opening: new Big(0),
  debits: new Big(0),
  credits: new Big(0),
});

/** The gateway names a sum by its field, or with `SUM.` before it (facts/intacct-xml.md §4.3). */
const sum = (record: IntacctRecord, field: string) => new Big(text(record, field) || text(record, `SUM.${field}`) || 0);

const added = (total: Row, { opening, debits, credits }: Row): Row => ({
  ...total,
  opening: total.opening.plus(opening),
  debits: total.debits.plus(debits),
  credits: total.credits.plus(credits),
});

function amountsOf({ opening, debits, credits }: Row) {
  const net = debits.minus(credits);
  const amounts = { opening, debits, credits, net, closing: opening.plus(net) };
  return Object.fromEntries(Object.entries(amounts).map(([name, value]) => [name, value.toFixed(2)])) as {
    [Name in keyof typeof amounts]: string;
  };
}

function balanceOf(row: Row, known: ReturnType<typeof account.from> | undefined, { by }: Asked) {
  return {
    accountNumber: text(row.record, 'ACCOUNTNO'),
    name: known?.name ?? '',
    accountType: known?.accountType ?? null,
    normalBalance: known?.normalBalance ?? null,
    ...(by.includes('location') ? { locationId: text(row.record, 'LOCATIONID') || null } : {}),
    ...(by.includes('department') ? { departmentId: text(row.record, 'DEPARTMENTID') || null } : {}),
    ...amountsOf(row),
  };
}
