import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FaultKind, type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Asked, all, ask, attribute, call, customerXml, envelope, invoiceXml, one, statuses } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ company: 'small' });
});
afterEach(() => sandbox.close());

const READ = '<read><object>CUSTOMER</object><keys>1</keys></read>';

/** What the client saw of one create_invoice; `broken` when the connection ended without a whole reply. */
async function struck(
  asked: Parameters<typeof ask>[1] = { functions: { a: invoiceXml() } },
): Promise<Asked | 'broken'> {
  return ask(sandbox, asked).catch(() => 'broken' as const);
}

async function session(): Promise<string> {
  return `<sessionid>${one(await call(sandbox, '<getAPISession/>'), 'sessionid')}</sessionid>`;
}

/** Kind, then what of the request is committed, HTTP status, and a part of the body that tells it from others. */
const REPLIES: readonly [FaultKind, number, number | undefined, string][] = [
  ['lost-reply', 1, undefined, ''],
  ['reset', 0, undefined, ''],
  ['slow', 1, 200, '<status>success</status><function>create_invoice</function>'],
  ['slow-body', 1, 200, '<status>success</status><function>create_invoice</function>'],
  ['truncated', 1, undefined, ''],
  ['incomplete', 1, 200, '<response><control><status>success'],
  ['malformed', 1, 200, '</contrl>'],
  ['empty', 1, 200, ''],
  ['http-401', 0, 401, '<errorno>XMLGW_JPP0002</errorno>'],
  ['http-502', 0, 502, '<title>502 Bad Gateway</title>'],
  ['http-503', 0, 503, '<title>503 Service Temporarily Unavailable</title>'],
  ['http-504', 0, 504, '<title>504 Gateway Time-out</title>'],
  ['rate-limited', 0, 429, '<errorno>GW-0010</errorno>'],
  ['rate-limit-text', 0, 200, 'API rate limit exceeded'],
  ['jpp0001', 0, 200, '<errorno>XMLGW_JPP0001</errorno>'],
  ['restart', 0, undefined, ''],
];

test.each(REPLIES)('%s commits %i documents and answers %s', async (kind, committed, status, part) => {
  sandbox.faults.add({ kind, times: 1, delayMs: 40 });
  const outcome = await struck();
  expect(outcome === 'broken' ? undefined : outcome.status).toBe(status);
  expect(outcome === 'broken' ? '' : outcome.text).toContain(part);
  expect(sandbox.commits).toHaveLength(committed);
  expect(sandbox.books.count('ARINVOICE') - 3).toBe(committed);
  expect(sandbox.requests.at(-1)).toMatchObject({ outcome: kind, slots: 1 });
});

test.each(['lost-reply', 'http-504', 'http-503', 'empty', 'rate-limited', 'restart', 'reset'] as const)(
  '%s can strike on either side of the commit',
  async (kind) => {
    for (const stage of ['before', 'after'] as const) {
      const before = sandbox.commits.length;
      sandbox.faults.add({ kind, stage, times: 1 });
      await struck();
      expect(sandbox.commits.length - before).toBe(stage === 'after' ? 1 : 0);
    }
  },
);

test('an incomplete reply ends in the middle, although HTTP says that all of it came', async () => {
  sandbox.faults.add({ kind: 'incomplete', times: 1 });
  const { text } = await ask(sandbox, { functions: { a: invoiceXml() } });
  expect(text).not.toContain('</response>');
  expect(sandbox.commits).toHaveLength(1);
});

test('a slow body sends its headers at once and its end late', async () => {
  sandbox.faults.add({ kind: 'slow-body', times: 1, delayMs: 1_500 });
  const started = performance.now();
  const headers = { 'content-type': 'application/xml' };
  const body = envelope(sandbox, { functions: { a: READ } });
  const response = await fetch(sandbox.endpoint, { method: 'POST', headers, body });
  const headersAfter = performance.now() - started;
  expect(await response.text()).toContain('</response>');
  expect(performance.now() - started).toBeGreaterThanOrEqual(1_300);
  expect(headersAfter).toBeLessThan(1_000);
});

test('a reset arrives as a reset, not as an orderly end', async () => {
  sandbox.faults.add({ kind: 'reset', times: 1 });
  const body = envelope(sandbox, { functions: { a: READ } });
  const { port, pathname } = new URL(sandbox.endpoint);
  const code = await new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        `POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-type: text/xml\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    socket.once('end', () => resolve('end'));
    socket.resume();
  });
  expect(code).toBe('ECONNRESET');
});

describe('faults of one function', () => {
  test('a duplicate control ID refuses the function that matches and leaves the others of the request alone', async () => {
    sandbox.faults.add({ match: { object: 'CUSTOMER' }, kind: 'duplicate-control-id', times: 1 });
    const { text } = await ask(sandbox, {
      functions: { a: invoiceXml(), b: customerXml('NEW'), c: invoiceXml() },
    });
    expect(statuses(text)).toEqual(['success', 'failure', 'success']);
    expect(one(text, 'errorno')).toBe(sandbox.settings.duplicateControlIdCode);
    expect(one(text, 'description2')).toContain('was already used');
    expect(sandbox.commits.map(({ controlId }) => controlId)).toEqual(['a', 'c']);
  });

  test('an aborted transaction keeps nothing, and only transactions can be aborted', async () => {
    sandbox.faults.add({ match: { object: 'CUSTOMER' }, kind: 'aborted', times: 1 });
    const functions = { a: invoiceXml(), b: customerXml('NEW') };
    const { text } = await ask(sandbox, { transaction: true, functions });
    expect(statuses(text)).toEqual(['aborted', 'failure']);
    expect(all(text, 'errorno')).toEqual(['XL03000009', 'DL02000001']);
    expect(sandbox.commits).toEqual([]);
    expect(sandbox.books.trialBalance()).toBe('0.00');

    sandbox.faults.add({ kind: 'aborted', times: 1 });
    expect(statuses((await ask(sandbox, { functions })).text)).toEqual(['success', 'success']);
    expect(sandbox.faults.list()).toHaveLength(1);
  });

  test('a function can be refused with any error', async () => {
    const error = { errorno: 'XX-1', text: 'The Service is Temporarily Off-line' };
    sandbox.faults.add({ kind: 'refused', error, times: 1 });
    const reply = await call(sandbox, invoiceXml());
    expect(one(reply, 'errorno')).toBe('XX-1');
    expect(one(reply, 'description2')).toContain('Temporarily Off-line');
    expect(sandbox.commits).toEqual([]);
  });
});

test('a fault can be limited to a customer', async () => {
  sandbox.faults.add({ match: { customer: 'C104', function: 'create_invoice' }, kind: 'http-502' });
  expect(await struck({ functions: { a: invoiceXml({ customer: 'C101' }) } })).toMatchObject({ status: 200 });
  expect(await struck({ functions: { a: invoiceXml({ customer: 'C104' }) } })).toMatchObject({ status: 502 });
  expect(sandbox.commits).toHaveLength(1);
});

describe('late rows', () => {
  const QUERY = `<query><object>CUSTOMER</object><select><field>CUSTOMERID</field><field>NAME</field></select>
    <filter><in><field>CUSTOMERID</field><value>NEW</value><value>C104</value></in></filter></query>`;
  const BY_QUERY = `<readByQuery><object>CUSTOMER</object><query>CUSTOMERID = 'NEW'</query></readByQuery>`;
  const BY_NAME = '<readByName><object>CUSTOMER</object><keys>NEW</keys><fields>CUSTOMERID</fields></readByName>';
  const counts = async () => {
    const replies = [await call(sandbox, QUERY), await call(sandbox, BY_QUERY), await call(sandbox, BY_NAME)];
    return replies.map((reply) => attribute(reply, 'data', 'count'));
  };

  test('a new record is in the books at once and seen by reads only when it is old enough', async () => {
    sandbox.faults.add({ kind: 'late-rows', delayMs: 60_000, match: { object: 'customer' } });
    await call(sandbox, customerXml('NEW'));
    expect(sandbox.books.list('CUSTOMER').at(-1)).toMatchObject({ CUSTOMERID: 'NEW' });
    expect(await counts()).toEqual(['1', '0', '0']);
    sandbox.clock.advance(60_000);
    expect(await counts()).toEqual(['2', '1', '1']);
  });

  test('changes and deletions are seen late, too', async () => {
    await call(sandbox, customerXml('NEW'));
    const recordno = sandbox.books.list('CUSTOMER').at(-1)?.RECORDNO ?? '';
    sandbox.faults.add({ kind: 'late-rows', delayMs: 60_000 });
    await call(sandbox, '<update><CUSTOMER><CUSTOMERID>C104</CUSTOMERID><NAME>Renamed</NAME></CUSTOMER></update>');
    await call(sandbox, `<delete><object>CUSTOMER</object><keys>${recordno}</keys></delete>`);
    expect(await counts()).toEqual(['2', '1', '1']);
    expect(all(await call(sandbox, QUERY), 'NAME')).not.toContain('Renamed');
    sandbox.clock.advance(60_000);
    expect(await counts()).toEqual(['1', '0', '0']);
    expect(all(await call(sandbox, QUERY), 'NAME')).toEqual(['Renamed']);
  });

  test('objects without the fault are read as they are', async () => {
    sandbox.faults.add({ kind: 'late-rows', delayMs: 60_000, match: { object: 'ARINVOICE' } });
    await call(sandbox, customerXml('NEW'));
    expect(await counts()).toEqual(['2', '1', '1']);
  });
});

/** The connections that were open before are dead, which the client may not have noticed yet. */
async function overNewConnection(body: string): Promise<string> {
  const headers = { 'content-type': 'application/xml' };
  const sent = request(sandbox.endpoint, { method: 'POST', agent: false, headers }).end(body);
  const [response] = await once(sent, 'response');
  return text(response);
}

describe('a restart', () => {
  test('ends sessions and connections, and keeps the books', async () => {
    const authentication = await session();
    await call(sandbox, invoiceXml());
    sandbox.restart();
    const text = await overNewConnection(envelope(sandbox, { authentication, functions: { a: READ } }));
    expect(one(one(text, 'authentication'), 'status')).toBe('failure');
    expect(sandbox.commits).toHaveLength(1);
    const again = await overNewConnection(envelope(sandbox, { functions: { a: invoiceXml() } }));
    expect(statuses(again)).toEqual(['success']);
  });

  test('in the middle of a request keeps the functions that were committed and forgets the rest', async () => {
    sandbox.intercept(({ controlId, stage }) => {
      if (controlId === 'a' && stage === 'committed') sandbox.restart();
    });
    const outcome = await struck({ functions: { a: invoiceXml(), b: invoiceXml() } });
    expect(outcome).toBe('broken');
    expect(sandbox.commits.map(({ controlId }) => controlId)).toEqual(['a']);
    expect(sandbox.requests.at(-1)?.outcome).toBe('dropped');
  });

  test('in the middle of a transaction keeps nothing of it', async () => {
    sandbox.intercept(({ controlId, stage }) => {
      if (controlId === 'b' && stage === 'before') sandbox.restart();
    });
    expect(await struck({ transaction: true, functions: { a: invoiceXml(), b: invoiceXml() } })).toBe('broken');
    expect(sandbox.commits).toEqual([]);
    expect(sandbox.books.count('ARINVOICE')).toBe(3);
  });

  test('can take a while, during which nobody is answered', async () => {
    sandbox.restart(60_000);
    expect(await struck()).toBe('broken');
    sandbox.restart(0);
    expect(statuses(await overNewConnection(envelope(sandbox, { functions: { a: READ } })))).toEqual(['success']);
  });
});

test('rules can be listed with what they did, and those that cannot work are refused', () => {
  const remove = sandbox.faults.add({ kind: 'slow', times: 2 });
  expect(sandbox.faults.list()).toEqual([{ id: remove.id, kind: 'slow', times: 2, struck: 0 }]);
  expect(() => sandbox.faults.add({ kind: 'truncated', stage: 'before' })).toThrow('cannot strike before');
  expect(() => sandbox.faults.add({ kind: 'late-rows', match: { customer: 'C1' } })).toThrow('object only');
  expect(sandbox.faults.remove(remove.id)).toBe(true);
  expect(sandbox.faults.remove(remove.id)).toBe(false);
});
