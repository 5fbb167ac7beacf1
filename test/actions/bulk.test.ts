import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { activitiesFrom } from '../../activities/from-catalogue.js';
import { ConnectorError } from '../../connectors/errors.js';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import type { CallContext } from '../../connectors/intacct/client.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { openStore, type Store } from '../../store/open.js';
import { type Connection, connectTo } from '../support/actions.js';

const { createCustomers, createInvoices, createJournalEntries } = intacctCatalogue;

let sandbox: IntacctSandbox;
let store: Store;
let connection: Connection;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 7, settings: { functionsPerRequest: 100 } });
  store = await openStore();
  connection = await connectTo(sandbox, { limitStore: store.limits, ledger: store.ledger, settleMs: 50 });
});
afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await store.close();
  await sandbox.close();
});
beforeEach(() => sandbox.faults.clear());

type Invoice = Parameters<typeof createInvoices.run>[0]['records'][number];

function anInvoice(changes: Partial<Invoice> = {}): Invoice {
  const line = { accountNumber: '4000', amount: '120.50', locationId: 'E100' };
  return {
    customerId: 'C100',
    invoiceDate: '2026-03-01',
    paymentTerm: 'N30',
    state: 'posted',
    lines: [line],
    ...changes,
  };
}

/** Repeats the whole call under the same key, as Temporal would. */
async function createAll(records: readonly Invoice[], context: Partial<CallContext> = {}) {
  const requestKey = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const call = { requestKey, repeated: attempt > 1, ...context };
      const input = { records: [...records] };
      return { attempt, ...(await connection.call('createInvoices', createInvoices, input, call)) };
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.retry === 'no') throw error;
    }
  }
}

/** What a call did to the books and how many requests it took. */
async function measured<Result>(work: () => Promise<Result>) {
  const [requests, invoices] = [sandbox.requests.length, sandbox.books.count('ARINVOICE')];
  const result = await work();
  return {
    result,
    requests: sandbox.requests.length - requests,
    made: sandbox.books.count('ARINVOICE') - invoices,
  };
}

describe('three hundred invoices in one call', () => {
  test('whose replies get lost are all written, each once, when the call is repeated under its key', async () => {
    sandbox.faults.add({ match: { function: 'create_invoice' }, kind: 'lost-reply', times: 3 });
    sandbox.faults.add({ match: { function: 'query' }, kind: 'http-502', times: 2 });

    const { result, requests, made } = await measured(() => createAll(Array.from({ length: 300 }, () => anInvoice())));

    expect(made).toBe(300);
    expect(result.results).toHaveLength(300);
    expect(new Set(result.results.map((each) => each.ok && each.key)).size).toBe(300);
    expect(result.attempt).toBeGreaterThan(1);
    expect(requests).toBeLessThan(30);
    expect(sandbox.books.trialBalance()).toBe('0.00');
  });

  test('without faults take a few requests', async () => {
    const { requests, made } = await measured(() => createAll(Array.from({ length: 300 }, () => anInvoice())));

    expect(made).toBe(300);
    expect(requests).toBeLessThanOrEqual(10);
  });
});

describe('one result per record', () => {
  test('in its place: a refused record leaves the others alone and says why', async () => {
    const records = [anInvoice(), anInvoice({ customerId: 'NOBODY' }), anInvoice({ invoiceNumber: 'BULK-3' })];

    const { results, created, refused } = await createAll(records);

    expect(results).toMatchObject([
      { ok: true, state: 'posted', total: '120.50', adopted: false },
      { ok: false, error: { code: 'customer_refused', kind: 'rejected', advice: expect.any(String) } },
      { ok: true, number: 'BULK-3' },
    ]);
    expect({ created, refused }).toEqual({ created: 2, refused: 1 });
  });

  test('is only there when every input is sound: else all mistakes are named and nothing leaves', async () => {
    const wrong = { ...anInvoice(), invoiceDate: '1 March' };
    const { requests } = await measured(async () => {
      const call = createAll([anInvoice(), wrong, { ...anInvoice(), lines: [] }]);
      await expect(call).rejects.toMatchObject({
        kind: 'invalid_input',
        details: { issues: [{ path: 'records[1].invoiceDate' }, { path: 'records[2].lines' }] },
      });
    });

    expect(requests).toBe(0);
  });

  test('is not there for entries that do not balance: none of the others is written', async () => {
    const line = (type: 'debit' | 'credit', amount: string) =>
      ({ type, amount, accountNumber: '6300', locationId: 'E100', departmentId: 'D30' }) as const;
    const entry = (credit: string) => ({
      journal: 'GJ',
      postingDate: '2026-03-31',
      description: 'Many',
      lines: [line('debit', '5.00'), line('credit', credit)],
    });
    const { requests } = await measured(async () => {
      const records = [entry('5.00'), entry('4.99')];
      const call = connection.call('createJournalEntries', createJournalEntries, { records });
      await expect(call).rejects.toMatchObject({ kind: 'invalid_input', details: { field: 'records[1]' } });
    });

    expect(requests).toBe(0);
  });

  test('may name its references, which are looked up together', async () => {
    const named = { ...anInvoice(), customerId: 'Aldgate Books', resolve: 'name' as const };

    const { results } = await createAll([anInvoice(), named]);

    const made = results.map((each) => each.ok && sandbox.books.get('ARINVOICE', each.key)?.CUSTOMERID);
    expect(made).toEqual(['C100', 'C100']);
  });

  test('comes for other objects as well', async () => {
    const records = Array.from({ length: 20 }, (_, index) => ({ id: `C-BULK-${index}`, name: `Customer ${index}` }));

    const { results } = await connection.call('createCustomers', createCustomers, { records });

    expect(results.map((each) => each.ok && each.id)).toEqual(records.map(({ id }) => id));
  });
});

describe('a call on many records', () => {
  test('tells how far it has come', async () => {
    const told: unknown[] = [];
    await createAll([anInvoice(), anInvoice()], { onProgress: (progress) => told.push(progress) });

    expect(told).toEqual([
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ]);
  });

  test('works in the lane of bulk work unless the caller chose another', async () => {
    const lanes: unknown[] = [];
    const acquire = store.limits.acquire.bind(store.limits);
    store.limits.acquire = (name, settings, lane, lease) => {
      lanes.push(lane);
      return acquire(name, settings, lane, lease);
    };
    await createAll([anInvoice()]);
    await createAll([anInvoice()], { lane: 'interactive' });

    expect(lanes).toEqual(['bulk', 'interactive']);
  });

  test('that was cancelled before anything left counts as never made', async () => {
    const settling = createAll([anInvoice()], { settle: true });

    await expect(settling).rejects.toMatchObject({ code: 'not_sent' });
  });
});

describe('as an activity', () => {
  /** Runs the activity and returns the details of its heartbeats. */
  async function heartbeatsOf(records: readonly Invoice[], info: { heartbeatDetails?: unknown } = {}) {
    const beats: unknown[] = [];
    const environment = new MockActivityEnvironment({ heartbeatTimeoutMs: 30, ...info });
    environment.on('heartbeat', (details) => beats.push(details));
    const activities = activitiesFrom('intacct', { createInvoices }, async (_, attempt) =>
      connection.company.client(attempt),
    );
    const activity = activities['intacct.createInvoices'];
    const call = { connection: 'default', input: { records }, requestKey: randomUUID() };
    await environment.run(activity as never, call as never);
    return beats;
  }

  test('its progress is the details of its heartbeats, and stays so between two records', async () => {
    sandbox.faults.add({
      match: { function: 'create_invoice', customer: 'C101' },
      kind: 'slow',
      delayMs: 60,
      times: 1,
    });

    const beats = await heartbeatsOf([anInvoice({ customerId: 'C101' })], { heartbeatDetails: { done: 7, total: 9 } });

    expect(beats).toContainEqual({ done: 7, total: 9 });
    expect(beats.at(-1)).toEqual({ done: 1, total: 1 });
    expect(beats).not.toContain(undefined);
  });
});
