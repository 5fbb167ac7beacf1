import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pagesOf, recordsOf } from '../../connectors/intacct/iterate.js';
import { listCustomers } from '../../connectors/intacct/objects/customer.js';
import { listVendors } from '../../connectors/intacct/objects/vendor.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { everyPage } from '../../workflows/every-page.js';
import { type Connection, connectTo } from '../support/actions.js';
import { callOn } from '../support/examples.js';

let sandbox: IntacctSandbox;
let connection: Connection;

beforeAll(async () => {
  sandbox = await startSandbox({ generate: { customers: 80, invoices: 0 } });
  connection = await connectTo(sandbox);
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

type Input = Parameters<typeof connection.call<(typeof listCustomers)['input'], (typeof listCustomers)['output']>>[2];

const list = (input: Input) => connection.call('listCustomers', listCustomers, input);
const update = (id: string, comments: string) => callOn(connection.company, 'updateCustomer', { id, comments });
const inBooks = () => sandbox.books.list('CUSTOMER').map(({ CUSTOMERID = '' }) => CUSTOMERID);

/** Reads all pages; `between` happens after each. */
async function idsOf(input: Input, between: (page: number) => Promise<unknown> = async () => undefined) {
  const ids: string[] = [];
  let pages = 0;
  for await (const { records } of pagesOf(connection.company.client(), listCustomers, input)) {
    ids.push(...records.map(({ id }) => id));
    pages += 1;
    await between(pages);
  }
  return ids;
}

describe('a list', () => {
  test('takes a filter as text or JSON, beside its own fields', async () => {
    const wanted = ['C101', 'C102'];
    const text = await list({ status: 'active', filter: "id IN ('C101', 'C102', 'nobody')" });
    const json = await list({ status: 'active', filter: { field: 'CUSTOMERID', in: ['C101', 'C102', 'nobody'] } });

    expect(text.records.map(({ id }) => id)).toEqual(wanted);
    expect(json.records.map(({ id }) => id)).toEqual(wanted);
  });

  test('refuses a mistaken filter before anything is sent', async () => {
    const sent = sandbox.requests.length;

    await expect(list({ filter: "nmae = 'A'" })).rejects.toMatchObject({
      kind: 'invalid_input',
      message: expect.stringContaining("  nmae = 'A'\n  ^"),
      advice: expect.stringContaining('Did you mean name'),
    });
    await expect(list({ filter: { all: [{ field: 'name', equls: 'A' } as never] } })).rejects.toMatchObject({
      message: expect.stringContaining('filter.all[0]: Unrecognized key: "equls"'),
    });
    expect(sandbox.requests).toHaveLength(sent);
  });

  test('refuses JSON that nests thousands of levels deep, without crashing', async () => {
    let filter: unknown = { field: 'name', equals: 'A' };
    for (let level = 0; level < 100_000; level += 1) filter = { not: filter };

    await expect(list({ filter: filter as string })).rejects.toMatchObject({
      kind: 'invalid_input',
      message: expect.stringContaining('nests too deep'),
    });
  });

  test('in key order returns every record once, though records change and come meanwhile', async () => {
    const before = inBooks();
    const found = await idsOf({ limit: 17 }, async (page) => {
      await update('C100', `page ${page}`);
      await callOn(connection.company, 'createCustomer', { id: `L-${page}`, name: 'Latecomer' });
    });

    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(expect.arrayContaining(before));
  });

  test('gives a plain record number as the cursor of key order', async () => {
    const { records, next } = await list({ limit: 3 });

    expect(next).toBe(records[2]?.key);
    expect((await list({ limit: 1, after: next ?? '' })).records[0]?.key).not.toBe(next);
  });

  test('refuses a cursor of the other order', async () => {
    const { next } = await list({ limit: 3 });

    await expect(list({ order: 'modified', after: next ?? '' })).rejects.toMatchObject({ details: { field: 'after' } });
    await expect(list({ after: 'DROP' })).rejects.toMatchObject({ details: { field: 'after' } });
  });
});

describe('a list in the order of changes', () => {
  let own: IntacctSandbox;
  let there: Connection;

  beforeAll(async () => {
    own = await startSandbox({ company: 'small', settings: { whenModifiedOnCreate: false } });
    there = await connectTo(own);
    const records = Array.from({ length: 30 }, (_, index) => ({ id: `M-${index}`, name: `Customer ${index}` }));
    await callOn(there.company, 'createCustomers', { records });
    // Half of them are modified, many in the same second.
    const changed = records.filter((_, index) => index % 2 === 0);
    await Promise.all(changed.map(({ id }) => callOn(there.company, 'updateCustomer', { id, comments: 'changed' })));
  });

  afterAll(async () => {
    await there[Symbol.asyncDispose]();
    await own.close();
  });

  const stampOf = (id: string) => own.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === id)?.WHENMODIFIED;

  test.each([1, 4, 7, 2000])('shows never modified ones and ties once each, %i at a time', async (limit) => {
    const records = recordsOf(there.company.client(), listCustomers, { order: 'modified', limit });
    const found: string[] = [];
    for await (const { id } of records) found.push(id);

    const stamps = found.map((id) => stampOf(id) ?? '');
    expect(new Set(found).size).toBe(own.books.count('CUSTOMER'));
    expect(found).toHaveLength(own.books.count('CUSTOMER'));
    expect(stamps).toEqual([...stamps].sort());
    expect(stamps.filter((stamp) => stamp === '').length).toBeGreaterThan(10);
  });

  test('shows a record that is modified meanwhile again, and loses none', async () => {
    const all = own.books.list('CUSTOMER').map(({ CUSTOMERID }) => CUSTOMERID);
    const touched = ['M-29', 'M-27', 'M-1'];
    const found: string[] = [];
    for await (const page of pagesOf(there.company.client(), listCustomers, { order: 'modified', limit: 5 })) {
      found.push(...page.records.map(({ id }) => id));
      own.clock.advance(2000);
      const id = touched.pop();
      if (id) await callOn(there.company, 'updateCustomer', { id, comments: 'again' });
    }

    expect(found).toEqual(expect.arrayContaining(all));
    expect(found.filter((id) => id === 'M-1')).toHaveLength(2);
  });

  test('modifiedSince finds what was changed or, if never changed, created since', async () => {
    own.clock.advance(3_600_000);
    const since = new Date(own.clock.now()).toISOString();
    await callOn(there.company, 'createCustomer', { id: 'NEW', name: 'New' });
    await callOn(there.company, 'updateCustomer', { id: 'M-3', comments: 'late' });
    const { records } = await there.call('listCustomers', listCustomers, { modifiedSince: since, order: 'modified' });

    expect(records.map(({ id }) => id)).toEqual(['NEW', 'M-3']);
  });
});

describe('everyPage', () => {
  test('yields each page of a list, as a workflow would read it', async () => {
    const calls: unknown[] = [];
    const listed = (input: { limit?: number; after?: string }) => {
      calls.push(input);
      return connection.call('listVendors', listVendors, input);
    };
    const keys: string[] = [];
    for await (const { records } of everyPage(listed, { limit: 2 })) keys.push(...records.map(({ key }) => key));

    expect(keys).toEqual(sandbox.books.list('VENDOR').map(({ RECORDNO }) => RECORDNO));
    expect(calls[0]).toEqual({ limit: 2 });
    expect(calls[1]).toEqual({ limit: 2, after: keys[1] });
  });
});
