import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { intacctCatalogue } from '../../../connectors/intacct/catalogue.js';
import { trustedEndpoint } from '../../../connectors/intacct/gateway/session.js';
import { type IntacctSandbox, startSandbox } from '../../../sandbox/intacct/index.js';
import { openStore, type Store } from '../../../store/open.js';
import { callIntacct, connectTo } from '../../support/actions.js';

const { createInvoice, createCustomer, createArPayment, deleteInvoice, postInvoice, getInvoice } = intacctCatalogue;

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const line = { accountNumber: '4000', amount: '120.50' };

function anInvoice(changes: Partial<Parameters<typeof createInvoice.run>[0]> = {}) {
  const customerId = sandbox.books.list('CUSTOMER')[0]?.CUSTOMERID ?? '';
  return {
    customerId,
    invoiceDate: '2026-11-20',
    paymentTerm: 'N30',
    invoiceNumber: 'INV-900',
    lines: [line],
    ...changes,
  };
}

const numbered = (number: string) => sandbox.books.list('ARINVOICE').filter(({ RECORDID }) => RECORDID === number);
const key = { requestKey: 'one-write' };

describe('a write whose reply is lost', () => {
  test.each(['lost-reply', 'truncated', 'empty'] as const)(
    'after it was committed (%s) is found by its number and adopted, in the same attempt',
    async (kind) => {
      sandbox.faults.add({ match: { function: 'create_invoice' }, kind, times: 1 });

      const made = await callIntacct(sandbox, 'createInvoice', createInvoice, anInvoice(), key);

      expect(made).toMatchObject({ number: 'INV-900', adopted: true, total: '120.50', state: 'posted' });
      expect(numbered('INV-900')).toMatchObject([{ RECORDNO: made.key }]);
    },
  );

  test('before it was executed is to be repeated, and the repetition writes it once', async () => {
    sandbox.faults.add({ match: { function: 'create_invoice' }, kind: 'reset', times: 1 });

    const first = callIntacct(sandbox, 'createInvoice', createInvoice, anInvoice(), key);
    await expect(first).rejects.toMatchObject({ kind: 'unknown_outcome', retry: 'soon' });
    expect(numbered('INV-900')).toEqual([]);

    const again = { ...key, repeated: true };
    const made = await callIntacct(sandbox, 'createInvoice', createInvoice, anInvoice(), again);
    expect(made).toMatchObject({ adopted: false });
    expect(numbered('INV-900')).toHaveLength(1);
  });

  test('is looked for by the next attempt before anything is sent', async () => {
    const first = await callIntacct(sandbox, 'createInvoice', createInvoice, anInvoice(), key);

    const next = await callIntacct(sandbox, 'createInvoice', createInvoice, anInvoice(), { ...key, repeated: true });

    expect(next).toMatchObject({ key: first.key, adopted: true });
    expect(sandbox.requests.flatMap(({ functions }) => functions.map((called) => called.name))).toEqual([
      'getAPISession',
      'create_invoice',
      'getAPISession',
      'query',
    ]);
  });

  test('and has no number asks for a decision when an equal record exists', async () => {
    const { invoiceNumber: _, ...unnumbered } = anInvoice();
    await callIntacct(sandbox, 'createInvoice', createInvoice, unnumbered, key);

    const next = callIntacct(sandbox, 'createInvoice', createInvoice, unnumbered, { ...key, repeated: true });

    await expect(next).rejects.toMatchObject({ kind: 'unknown_outcome', code: 'outcome_needs_decision', retry: 'no' });
  });

  test('is not posted twice', async () => {
    const { key: invoiceKey } = await callIntacct(
      sandbox,
      'createInvoice',
      createInvoice,
      anInvoice({ state: 'draft' }),
    );
    sandbox.faults.add({ match: { function: 'update_invoice' }, kind: 'lost-reply', times: 1 });

    const posted = await callIntacct(sandbox, 'postInvoice', postInvoice, { key: invoiceKey });

    expect(posted).toMatchObject({ state: 'Posted', alreadyPosted: true });
    expect(sandbox.commits.filter((commit) => commit.function === 'update_invoice')).toHaveLength(1);
  });

  test('is a payment that is not made twice, but asks for a decision', async () => {
    const { key: invoiceKey } = await callIntacct(sandbox, 'createInvoice', createInvoice, anInvoice());
    sandbox.faults.add({ match: { object: 'ARPYMT' }, kind: 'lost-reply', times: 1 });

    const payment = callIntacct(sandbox, 'createArPayment', createArPayment, {
      customerId: anInvoice().customerId,
      receiptDate: '2026-11-20',
      paymentMethod: 'EFT',
      bankAccountId: 'BANK1',
      applications: [{ invoiceKey, amount: '20.50' }],
    });

    await expect(payment).rejects.toMatchObject({ code: 'outcome_needs_decision', retry: 'no' });
    await expect(callIntacct(sandbox, 'getInvoice', getInvoice, { key: invoiceKey })).resolves.toMatchObject({
      state: 'Partially Paid',
      totalDue: '100.00',
    });
  });
});

describe('a change whose effect has been undone since', () => {
  test('happens again under the same key: a record that was deleted and created anew is posted and deleted anew', async () => {
    await using store = await disposableStore();
    await using connection = await connectTo(sandbox, { ledger: store.ledger, settleMs: 0 });
    const draft = () => connection.call('createInvoice', createInvoice, anInvoice({ state: 'draft' }), key);
    const remove = (invoiceKey: string) =>
      connection.call('deleteInvoice', deleteInvoice, { key: invoiceKey }, { requestKey: 'one-deletion' });
    const first = await draft();
    await remove(first.key);

    const second = await draft();
    await expect(remove(second.key)).resolves.toEqual({ deleted: true });

    expect(second.key).not.toBe(first.key);
    expect(numbered('INV-900')).toEqual([]);
  });

  test('is not repeated while its effect lasts', async () => {
    await using store = await disposableStore();
    await using connection = await connectTo(sandbox, { ledger: store.ledger, settleMs: 0 });
    const { key: invoiceKey } = await connection.call(
      'createInvoice',
      createInvoice,
      anInvoice({ state: 'draft' }),
      key,
    );
    const post = () => connection.call('postInvoice', postInvoice, { key: invoiceKey }, { requestKey: 'one-posting' });

    await post();
    await expect(post()).resolves.toMatchObject({ alreadyPosted: true });

    expect(
      sandbox.requests.flatMap(({ functions }) => functions).filter(({ name }) => name === 'update_invoice'),
    ).toHaveLength(1);
  });
});

async function disposableStore(): Promise<Store & AsyncDisposable> {
  const store = await openStore();
  return { ...store, [Symbol.asyncDispose]: () => store.close() };
}

describe('a number that is taken', () => {
  test('by another invoice is a refusal: a foreign record is never taken for ours', async () => {
    await callIntacct(sandbox, 'createInvoice', createInvoice, anInvoice());

    const other = callIntacct(
      sandbox,
      'createInvoice',
      createInvoice,
      anInvoice({ lines: [{ ...line, amount: '7.00' }] }),
    );

    await expect(other).rejects.toMatchObject({
      kind: 'duplicate',
      code: 'number_taken',
      details: { field: 'invoiceNumber' },
    });
    expect(numbered('INV-900')).toHaveLength(1);
  });

  test('by the very same invoice means that it is there already', async () => {
    const first = await callIntacct(sandbox, 'createInvoice', createInvoice, anInvoice());

    await expect(callIntacct(sandbox, 'createInvoice', createInvoice, anInvoice())).resolves.toMatchObject({
      key: first.key,
      adopted: true,
    });
  });

  test('by a customer of another name is a refusal', async () => {
    await callIntacct(sandbox, 'createCustomer', createCustomer, { id: 'C-900', name: 'Quay Works' });

    const other = callIntacct(sandbox, 'createCustomer', createCustomer, { id: 'C-900', name: 'Harbor Labs' });

    await expect(other).rejects.toMatchObject({ kind: 'duplicate', code: 'record_exists' });
  });
});

describe('a session', () => {
  test('that has expired is opened again, once, and the call goes through', async () => {
    await using connection = await connectTo(sandbox);
    await connection.call('createCustomer', createCustomer, { id: 'C-1', name: 'One' });
    sandbox.expireSessions();

    await connection.call('createCustomer', createCustomer, { id: 'C-2', name: 'Two' });

    const names = sandbox.requests.flatMap(({ functions }) => functions.map((called) => called.name));
    expect(names).toEqual(['getAPISession', 'create', 'create', 'getAPISession', 'create']);
  });

  test('is opened anew before it ends of old age', async () => {
    // Half a minute is kept as a margin, so this one is as good as over.
    sandbox.settings.sessionMinutes = 0.48;
    await using connection = await connectTo(sandbox);
    await connection.call('createCustomer', createCustomer, { id: 'C-1', name: 'One' });
    await setTimeout(5);

    await connection.call('createCustomer', createCustomer, { id: 'C-2', name: 'Two' });

    const names = sandbox.requests.flatMap(({ functions }) => functions.map((called) => called.name));
    expect(names).toEqual(['getAPISession', 'create', 'getAPISession', 'create']);
    expect(sandbox.requests.every(({ outcome }) => outcome === 'success')).toBe(true);
  });

  test('is shared by calls that begin at the same moment', async () => {
    await using connection = await connectTo(sandbox);

    await Promise.all(
      ['1', '2', '3'].map((id) => connection.call('createCustomer', createCustomer, { id: `C-${id}`, name: id })),
    );

    const logins = sandbox.requests.filter(({ functions }) => functions[0]?.name === 'getAPISession');
    expect(logins).toHaveLength(1);
  });

  test('that is refused again and again is a matter of credentials', async () => {
    sandbox.faults.add({ kind: 'session-expired' });

    await expect(
      callIntacct(sandbox, 'createCustomer', createCustomer, { id: 'C-1', name: 'One' }),
    ).rejects.toMatchObject({ kind: 'credentials', retry: 'no' });
  });

  test('that cannot be opened for want of an answer leaves the write unsent', async () => {
    sandbox.faults.add({ match: { function: 'getAPISession' }, kind: 'lost-reply', times: 1 });

    await expect(
      callIntacct(sandbox, 'createCustomer', createCustomer, { id: 'C-1', name: 'One' }),
    ).rejects.toMatchObject({ kind: 'unavailable', retry: 'soon' });
  });
});

describe('an endpoint that a reply names', () => {
  test.each([
    ['https://na42.intacct.com/ia/xml/xmlgw.phtml', 'https://api.intacct.com/ia/xml/xmlgw.phtml'],
    ['http://127.0.0.1:8090/other', 'http://127.0.0.1:8090/ia/xml/xmlgw.phtml'],
  ])('is used when it is Intacct’s or the configured host: %s', (returned, configured) => {
    expect(trustedEndpoint(returned, configured)).toBe(returned);
  });

  test.each([
    'https://intacct.com.evil.example/ia/xml/xmlgw.phtml',
    'https://evilintacct.com/ia/xml/xmlgw.phtml',
    'http://api.intacct.com/ia/xml/xmlgw.phtml',
    'http://169.254.169.254/latest',
    'not a URL',
  ])('never gets credentials when it is another one: %s', (returned) => {
    expect(() => trustedEndpoint(returned, 'https://api.intacct.com/ia/xml/xmlgw.phtml')).toThrow(
      expect.objectContaining({ code: 'endpoint_not_trusted', retry: 'no' }),
    );
  });
});

describe('the log of a connection', () => {
  test('names requests, functions and durations, and never a credential, whatever fails', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
    await using connection = await connectTo(sandbox, { logger });
    sandbox.faults.add({ match: { function: 'create' }, kind: 'lost-reply', times: 1 });
    await connection.call('createCustomer', createCustomer, { id: 'C-1', name: 'One' });
    sandbox.expireSessions();
    await connection.call('createCustomer', createCustomer, { id: 'C-2', name: 'Two' });

    const log = lines.join('');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      connection: 'default',
      requestId: expect.any(String),
      functions: [expect.stringMatching(/^getAPISession /)],
      durationMs: expect.any(Number),
      failures: 0,
    });
    expect(log).toContain('Intacct did not answer');
    const { senderPassword, userPassword } = sandbox.credentials;
    for (const secret of [senderPassword, userPassword]) expect(log).not.toContain(secret);
  });
});

describe('credentials that are wrong', () => {
  test.each([
    ['sender password', { INTACCT_SENDER_PASSWORD: 'wrong' }, 'sender_refused'],
    ['user password', { INTACCT_USER_PASSWORD: 'wrong' }, 'sign_in_refused'],
    ['company', { INTACCT_COMPANY_ID: 'NOSUCH' }, 'sign_in_refused'],
  ])('in the %s are named and not tried again', async (_, wrong, code) => {
    const call = callIntacct(
      sandbox,
      'createCustomer',
      createCustomer,
      { id: 'C-1', name: 'One' },
      { environment: wrong },
    );

    await expect(call).rejects.toMatchObject({ kind: 'credentials', code, retry: 'no' });
  });
});
