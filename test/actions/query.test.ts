import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { count, query } from '../../connectors/intacct/objects/any-object.js';
import { isShape, shapes } from '../../connectors/intacct/shapes/index.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';

let sandbox: IntacctSandbox;
let connection: Connection;

beforeAll(async () => {
  sandbox = await startSandbox({ generate: { customers: 2500, invoices: 0 } });
  connection = await connectTo(sandbox);
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

const ask = (input: Parameters<typeof connection.call<typeof query.input, typeof query.output>>[2]) =>
  connection.call('query', query, input);
const countOf = async (input: Parameters<typeof connection.call<typeof count.input, typeof count.output>>[2]) =>
  (await connection.call('count', count, input)).count;

describe('query', () => {
  test('answers by our names as actions do, by Intacct’s names as Intacct does', async () => {
    const { records } = await ask({
      object: 'ARINVOICE',
      fields: ['number', 'dueDate', 'WHENDUE', 'CUSTOMER.NAME'],
      filter: "number = 'SEED-1' AND dueDate >= '2026-01-01'",
    });

    expect(records).toEqual([
      { number: 'SEED-1', dueDate: '2026-02-04', WHENDUE: '02/04/2026', 'CUSTOMER.NAME': expect.any(String) },
    ]);
  });

  test('knows an object without actions by Intacct’s names alone, in any case', async () => {
    const filter = "reporttype LIKE '%' OR reporttype IS NULL";

    await expect(ask({ object: 'USERINFO', fields: ['loginid'] })).resolves.toMatchObject({
      records: expect.arrayContaining([{ loginid: expect.any(String) }]),
    });
    await expect(ask({ object: 'USERINFO', fields: ['loginid'], filter })).rejects.toMatchObject({
      message: expect.stringContaining('REPORTTYPE'),
    });
  });

  test('names the nearest fields for a misspelt one, in fields and in the order', async () => {
    const sent = sandbox.requests.length;
    const object = 'CUSTOMER';

    await expect(ask({ object, fields: ['id', 'nmae'] })).rejects.toMatchObject({
      kind: 'invalid_input',
      message: 'fields[1]: CUSTOMER has no field “nmae”.',
      advice: expect.stringContaining('Did you mean name'),
    });
    await expect(ask({ object, fields: ['id'], orderBy: [{ field: 'totalDeu' }] })).rejects.toMatchObject({
      details: { field: 'orderBy[0].field' },
    });
    expect(sandbox.requests).toHaveLength(sent);
  });

  test('goes from page to page by record number', async () => {
    const first = await ask({ object: 'CUSTOMER', fields: ['id'], pageSize: 2000 });
    const rest = await ask({ object: 'CUSTOMER', fields: ['id'], pageSize: 2000, after: first.next ?? '' });
    const ids = [...first.records, ...rest.records].map(({ id }) => id);

    expect(ids).toEqual(sandbox.books.list('CUSTOMER').map(({ CUSTOMERID }) => CUSTOMERID));
    expect(rest).toMatchObject({ remaining: 0, next: null, total: rest.records.length });
  });

  test('returns all records at once, in record order or another', async () => {
    const request = { object: 'CUSTOMER', fields: ['id'], filter: "id LIKE 'G%'", all: true };
    const byKey = await ask(request);
    const byId = await ask({ ...request, orderBy: [{ field: 'id', descending: true }] });

    expect(byKey.records).toHaveLength(2500);
    expect(byId.records.map(({ id }) => id)).toEqual(
      byKey.records
        .map(({ id }) => String(id))
        .sort()
        .reverse(),
    );
  });

  test('refuses to return more than 5,000 records at once, after one page', async () => {
    const big = await startSandbox({ company: 'small', generate: { customers: 5001, invoices: 0 } });
    await using there = await connectTo(big);
    const asked = there.call('query', query, { object: 'CUSTOMER', fields: ['id'], all: true });

    await expect(asked).rejects.toMatchObject({ code: 'too_many_records', kind: 'invalid_input', retry: 'no' });
    await big.close();
  });
});

describe('count', () => {
  test('tells how many records meet a filter', async () => {
    const books = sandbox.books.list('CUSTOMER');

    expect(await countOf({ object: 'CUSTOMER' })).toBe(books.length);
    expect(await countOf({ object: 'customer', filter: "NAME > 'M'" })).toBe(
      books.filter(({ NAME = '' }) => NAME > 'M').length,
    );
    expect(await countOf({ object: 'CUSTOMER', filter: { field: 'name', isNull: true } })).toBe(0);
  });
});

test('every shape is known to filters and queries', async () => {
  const folder = new URL('../../connectors/intacct/shapes/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file !== 'index.ts');
  const found = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  const objects = found.flatMap((file) => Object.values(file)).filter(isShape);

  expect(objects.map(({ object }) => object).filter((object) => !shapes.has(object))).toEqual([]);
});
