import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type EventRuleInput, type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { ask, call, customerXml, invoiceXml, one, paymentXml } from './ask.js';

interface Received {
  method: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Commits at the moment of arrival. */
  commits: number;
}

let sandbox: IntacctSandbox;
let server: Server;
let url: string;
let received: Received[];
/** Answers of the receiver, one after the other; 200 when none is left. */
let answers: number[];

beforeEach(async () => {
  sandbox = await startSandbox({ settings: { webhookRetryDelaysMs: [1, 1, 1] } });
  received = [];
  answers = [];
  server = createServer(async (request, response) => {
    const { method = '', headers } = request;
    received.push({ method, headers, body: await text(request), commits: sandbox.commits.length });
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/secret`;
});
afterEach(async () => {
  await sandbox.close();
  server.closeAllConnections();
  server.close();
});

function smartEvent(more: Partial<Extract<EventRuleInput, { kind: 'smart-event' }>> = {}): EventRuleInput {
  const fields = { object: 'CUSTOMER', id: '{!CUSTOMER.CUSTOMERID!}', recordno: '{!CUSTOMER.RECORDNO!}' };
  return { kind: 'smart-event', object: 'CUSTOMER', events: ['Add', 'Set'], url, arguments: fields, ...more };
}

function webhook(): EventRuleInput {
  const body = '{"object":"ARINVOICE","number":"{!ARINVOICE.RECORDID!}"}';
  const client = { clientId: 'client-7', clientSecret: 'shared-secret', name: 'Invoice added' };
  return { kind: 'webhook', object: 'ARINVOICE', events: ['Add'], url, body, ...client };
}

const rename = '<update><CUSTOMER><CUSTOMERID>NEW</CUSTOMERID><NAME>Renamed &amp; Co</NAME></CUSTOMER></update>';

describe('a smart event', () => {
  test('posts a form to its URL once the record is committed, with the headers of the real one', async () => {
    sandbox.events.add(smartEvent());
    await call(sandbox, customerXml('NEW'));
    await sandbox.events.settled();
    const recordno = sandbox.books.list('CUSTOMER').at(-1)?.RECORDNO;
    expect(received).toEqual([
      {
        method: 'POST',
        body: `object=CUSTOMER&id=NEW&recordno=${recordno}`,
        commits: 1,
        headers: expect.objectContaining({
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': 'Intacct Standard HTTP Agent',
          accept: '*/*',
        }),
      },
    ]);
  });

  test('fires on what it is set up for: adding, changing or deleting', async () => {
    for (const event of ['Add', 'Set', 'Delete'] as const) {
      sandbox.events.add(smartEvent({ events: [event], arguments: { event, name: '{!CUSTOMER.NAME!}' } }));
    }
    const added = await call(sandbox, customerXml('NEW'));
    await call(sandbox, rename);
    await call(sandbox, `<delete><object>CUSTOMER</object><keys>${one(added, 'RECORDNO')}</keys></delete>`);
    await sandbox.events.settled();
    expect(received.map(({ body }) => body).sort()).toEqual([
      'event=Add&name=Customer+NEW',
      'event=Delete&name=Renamed+%26+Co',
      'event=Set&name=Renamed+%26+Co',
    ]);
  });

  test('leaves out arguments whose fields are empty, and keeps constant ones', async () => {
    sandbox.events.add(smartEvent({ arguments: { key: 'constant', comments: '{!CUSTOMER.COMMENTS!}' } }));
    await call(sandbox, customerXml('NEW'));
    await sandbox.events.settled();
    expect(received.map(({ body }) => body)).toEqual(['key=constant']);
  });

  test('fires only when its condition holds, and follows links to other records', async () => {
    const fields = { number: '{!ARINVOICE.RECORDID!}', customer: '{!ARINVOICE.CUSTOMER.NAME!}' };
    const condition = `({!ARINVOICE.TOTALDUE!} > 100.00 && {!ARINVOICE.STATE!} == "Posted") || {!ARINVOICE.RECORDID!} == 'C'`;
    sandbox.events.add(smartEvent({ object: 'ARINVOICE', condition, arguments: fields }));
    await call(sandbox, invoiceXml({ number: 'A' }));
    await call(sandbox, invoiceXml({ number: 'B', line: '<glaccountno>4000</glaccountno><amount>99.99</amount>' }));
    await call(sandbox, invoiceXml({ number: 'C', action: 'Draft' }));
    await call(sandbox, invoiceXml({ number: 'D', action: 'Draft' }));
    await sandbox.events.settled();
    expect(received.map(({ body }) => body).sort()).toEqual([
      'number=A&customer=Brightwater+Foods',
      'number=C&customer=Brightwater+Foods',
    ]);
  });

  test('belongs to the object that is saved: a payment does not fire on the invoice it pays', async () => {
    const key = one(await call(sandbox, invoiceXml()), 'key');
    for (const object of ['ARINVOICE', 'ARPYMT']) sandbox.events.add(smartEvent({ object, arguments: { object } }));
    await call(sandbox, paymentXml(key, '20.00'));
    await sandbox.events.settled();
    expect(received.map(({ body }) => body)).toEqual(['object=ARPYMT']);
  });

  test('is silent about what was refused or rolled back', async () => {
    sandbox.events.add(smartEvent());
    await ask(sandbox, { transaction: true, functions: { a: customerXml('NEW'), b: customerXml('C101') } });
    await call(sandbox, customerXml('C101'));
    await sandbox.events.settled();
    expect(received).toEqual([]);
  });

  test('is tried once, whatever the receiver answers', async () => {
    sandbox.events.add(smartEvent());
    answers = [500];
    await call(sandbox, customerXml('NEW'));
    await sandbox.events.settled();
    expect(sandbox.events.deliveries).toMatchObject([{ kind: 'smart-event', attempt: 1, status: 500 }]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await call(sandbox, rename);
    await sandbox.events.settled();
    expect(sandbox.events.deliveries.at(-1)).toMatchObject({ attempt: 1, status: 0 });
  });

  test.each([
    [{ object: 'NOTHING' }, 'There is no object'],
    [{ arguments: { a: '{!CUSTOMER.NOTHING!}' } }, 'NOTHING was not found'],
    [{ arguments: { a: '{!VENDOR.NAME!}' } }, 'not a field of CUSTOMER'],
    [{ condition: '{!CUSTOMER.NAME!} ~ 1' }, 'cannot be read'],
    [{ condition: '(1 == 1' }, 'cannot be read'],
    [{ url: 'ftp://nowhere.example' }, 'url'],
    [{ events: [] }, 'events'],
  ])('is refused when it makes no sense: %j', (mistake, reason) => {
    expect(() => sandbox.events.add(smartEvent(mistake as object))).toThrow(reason);
  });
});

describe('a webhook', () => {
  test('is signed over its raw body and says what happened to what', async () => {
    sandbox.events.add(webhook());
    await call(sandbox, invoiceXml({ number: 'A-1' }));
    await sandbox.events.settled();
    const { headers, body } = received[0] ?? { headers: {} as IncomingHttpHeaders, body: '' };
    expect(JSON.parse(body)).toEqual({ object: 'ARINVOICE', number: 'A-1' });

    const token = String(headers['x-ia-sage-signature']);
    const [head = '', claims = '', signature] = token.split('.');
    expect(createHmac('sha256', 'shared-secret').update(`${head}.${claims}`).digest('base64url')).toBe(signature);
    const decoded = JSON.parse(Buffer.from(claims, 'base64url').toString());
    expect(decoded).toMatchObject({
      iss: 'Sage Intacct',
      tenant_id: sandbox.credentials.companyId,
      app_id: 'client-7',
      payload_signature: createHash('sha256').update(body).digest('hex'),
    });
    expect(decoded.exp - decoded.iat).toBe(3600);
    expect(headers.authorization).toBe(`Bearer ${token}`);

    const context = JSON.parse(Buffer.from(String(headers['x-clientcontext']), 'base64').toString());
    expect(context).toMatchObject({
      COMPANY: sandbox.credentials.companyId,
      USER: sandbox.credentials.userId,
      OBJECTNAME: 'ARINVOICE',
      RESTOBJECTNAME: 'accounts-receivable/invoice',
      ID: sandbox.commits[0]?.recordno,
      VID: 'A-1',
      EVENT: 'after_create',
      EVENTNAME: 'Invoice added',
    });
  });

  test('is tried up to four times under one key, after the delays of the setting', async () => {
    sandbox.events.add(webhook());
    answers = [503, 429, 500, 502];
    await call(sandbox, invoiceXml());
    await sandbox.events.settled();
    expect(sandbox.events.deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 503],
      [2, 429],
      [3, 500],
      [4, 502],
    ]);
    expect(new Set(received.map(({ headers }) => headers['x-idempotencykey'])).size).toBe(1);
    expect((await startAndClose()).webhookRetryDelaysMs).toEqual([10_000, 30_000, 90_000]);
  });

  test.each([
    [[200], 1],
    [[408, 200], 2],
    [[400], 1],
  ])('answered %j it is sent %i times', async (given, attempts) => {
    sandbox.events.add(webhook());
    answers = given;
    await call(sandbox, invoiceXml());
    await sandbox.events.settled();
    expect(received).toHaveLength(attempts);
  });

  test('can spell its headers the other way', async () => {
    Object.assign(sandbox.settings, {
      webhookContextHeader: 'X-Trusted-Context',
      webhookIdempotencyHeader: 'Idempotency-Key',
    });
    sandbox.events.add(webhook());
    await call(sandbox, invoiceXml());
    await sandbox.events.settled();
    expect(received[0]?.headers).toMatchObject({
      'x-trusted-context': expect.any(String),
      'idempotency-key': expect.any(String),
    });
    expect(received[0]?.headers).not.toHaveProperty('x-clientcontext');
  });

  test('that waits for its next attempt does not keep the sandbox from closing', async () => {
    sandbox.settings.webhookRetryDelaysMs = [600_000];
    sandbox.events.add(webhook());
    answers = [503];
    await call(sandbox, invoiceXml());
    const closing = sandbox.close();
    await expect(closing).resolves.toBeUndefined();
    sandbox = await startSandbox();
  });
});

test('events are set up, listed and removed through the control interface as well', async () => {
  const control = async (method: string, path: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
    const response = await fetch(sandbox.controlUrl + path, sent);
    const reply = await response.text();
    return { status: response.status, body: reply === '' ? undefined : JSON.parse(reply) };
  };
  const { body: added } = await control('POST', '/events', smartEvent());
  expect((await control('GET', '/events')).body).toMatchObject([{ id: added.id, condition: '1 == 1', url }]);
  await call(sandbox, customerXml('NEW'));
  await sandbox.events.settled();
  expect((await control('GET', '/events/deliveries')).body).toMatchObject([{ url, status: 200 }]);
  expect((await control('DELETE', `/events/${added.id}`)).status).toBe(204);
  expect((await control('DELETE', `/events/${added.id}`)).status).toBe(404);
  expect((await control('POST', '/events', { kind: 'smart-event' })).status).toBe(400);
});

async function startAndClose(): Promise<IntacctSandbox['settings']> {
  const other = await startSandbox();
  await other.close();
  return other.settings;
}
