import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConnectorError } from '../../../connectors/errors.js';
import { intacctCatalogue } from '../../../connectors/intacct/catalogue.js';
import { type IntacctSandbox, startSandbox } from '../../../sandbox/intacct/index.js';
import { openStore, type Store } from '../../../store/open.js';
import { type Connection, connectTo } from '../../support/actions.js';

const { createInvoice } = intacctCatalogue;
const many = 2_000;

let sandbox: IntacctSandbox;
let store: Store;
let connection: Connection;
beforeEach(async () => {
  sandbox = await startSandbox({
    seed: 7,
    settings: { requestsPerMinute: 300, concurrentRequests: 5, functionsPerRequest: 100 },
  });
  store = await openStore();
  connection = await connectTo(sandbox, { limitStore: store.limits, ledger: store.ledger, settleMs: 500 });
});
afterEach(async () => {
  await connection[Symbol.asyncDispose]();
  await store.close();
  await sandbox.close();
});

type Invoice = Parameters<typeof createInvoice.run>[0];

/** Calls until it succeeds, as Temporal would: the same request key, after the wait that the error asks for. */
async function once(invoice: Invoice): Promise<string> {
  const requestKey = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const context = { requestKey, repeated: attempt > 1, leaveBy: Date.now() + 60_000 };
      return (await connection.call('createInvoice', createInvoice, invoice, context)).key;
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.retry === 'no') throw error;
      await setTimeout(error.retry === 'soon' ? 100 : error.retry.afterMs);
    }
  }
}

/** Sends them all at once, with replies lost after commit and refusals for haste. */
async function createAll(invoices: readonly Invoice[]) {
  const before = sandbox.books.count('ARINVOICE');
  sandbox.faults.add({ match: { function: 'create_invoice' }, kind: 'lost-reply', probability: 0.05 });
  sandbox.faults.add({ match: { function: 'create_invoice' }, kind: 'rate-limited', probability: 0.05 });
  // The dice may spare a run of so few requests: one of each strikes for certain.
  sandbox.faults.add({ match: { function: 'create_invoice' }, kind: 'lost-reply', times: 1 });
  sandbox.faults.add({ match: { function: 'create_invoice' }, kind: 'rate-limited', times: 1 });
  const keys = await Promise.all(invoices.map(once));
  return { keys, made: sandbox.books.count('ARINVOICE') - before };
}

function anInvoice(changes: Partial<Invoice> = {}): Invoice {
  const customerId = sandbox.books.list('CUSTOMER')[0]?.CUSTOMERID ?? '';
  const line = { accountNumber: '4000', amount: '120.50' };
  return { customerId, invoiceDate: '2026-11-20', paymentTerm: 'N30', state: 'posted', lines: [line], ...changes };
}

describe('two thousand invoices at once, with lost replies and refusals for haste', () => {
  test('of different numbers are all written, each once, in well under a hundred requests', async () => {
    const invoices = Array.from({ length: many }, (_, index) => anInvoice({ invoiceNumber: `INV-L-${index}` }));

    const { keys, made } = await createAll(invoices);

    expect(made).toBe(many);
    expect(new Set(keys).size).toBe(many);
    expect(sandbox.requests.length).toBeLessThan(100);
    expect(sandbox.books.trialBalance()).toBe('0.00');
  }, 120_000);

  test('that are equal and have no numbers are all written, each once', async () => {
    const { keys, made } = await createAll(Array.from({ length: many }, () => anInvoice()));

    expect(made).toBe(many);
    expect(new Set(keys).size).toBe(many);
    expect(sandbox.requests.length).toBeLessThan(150);
  }, 120_000);
});
