import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, ask, call, customerXml, envelope, invoiceXml, one, post, statuses, written } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const READ = '<read><object>CUSTOMER</object><keys>1</keys></read>';

describe('a session', () => {
  test('is opened by a login, points to the sandbox itself, and slides with every use', async () => {
    const text = await call(sandbox, '<getAPISession/>');
    expect(one(text, 'endpoint')).toBe(sandbox.endpoint);
    const authentication = `<sessionid>${one(text, 'sessionid')}</sessionid>`;
    sandbox.clock.advance(11 * 3_600_000);
    expect(statuses((await ask(sandbox, { authentication, functions: { a: READ } })).text)).toEqual(['success']);
    sandbox.clock.advance(11 * 3_600_000);
    expect(statuses((await ask(sandbox, { authentication, functions: { b: READ } })).text)).toEqual(['success']);
  });

  test('that expired is refused at the authentication level, and nothing is executed', async () => {
    const authentication = `<sessionid>${one(await call(sandbox, '<getAPISession/>'), 'sessionid')}</sessionid>`;
    sandbox.clock.advance(13 * 3_600_000);
    // Only now, as the clock may have moved to another day, which shows in DUE_IN_DAYS.
    const before = written(sandbox);
    const { status, text } = await ask(sandbox, { authentication, functions: { a: customerXml('C900') } });
    expect(status).toBe(200);
    expect(one(one(text, 'control'), 'status')).toBe('success');
    expect(one(one(text, 'authentication'), 'status')).toBe('failure');
    expect(text).not.toContain('<result>');
    expect(one(text, 'errorno')).toBe('XL03000006');
    expect(written(sandbox)).toEqual(before);
  });

  test('cannot be asked for together with other functions', async () => {
    const { text } = await ask(sandbox, { functions: { a: '<getAPISession/>', b: READ } });
    expect(one(one(text, 'control'), 'status')).toBe('failure');
    expect(text).not.toContain('<operation>');
  });

  test('of an entity owns the records that it creates, and other entities do not see them', async () => {
    const open = await call(sandbox, '<getAPISession><locationid>E200</locationid></getAPISession>');
    const authentication = `<sessionid>${one(open, 'sessionid')}</sessionid>`;
    await ask(sandbox, { authentication, functions: { a: customerXml('C900') } });
    expect(sandbox.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === 'C900')?.MEGAENTITYID).toBe('E200');
    const query = (options: string) => `<query><object>CUSTOMER</object><select><field>CUSTOMERID</field></select>
      <filter><equalto><field>CUSTOMERID</field><value>C900</value></equalto></filter>${options}</query>`;
    expect(all(await call(sandbox, query('')), 'CUSTOMERID')).toEqual([]);
    const shown = await call(sandbox, query('<options><showprivate>true</showprivate></options>'));
    expect(all(shown, 'CUSTOMERID')).toEqual(['C900']);
  });
});

describe('the envelope', () => {
  test('is echoed: control ID, uniqueid and DTD version, and one result per function in order', async () => {
    const { text, contentType } = await ask(sandbox, { functions: { first: READ, second: READ } });
    expect(contentType).toBe('text/xml; encoding="UTF-8"');
    const control = one(text, 'control');
    expect([one(control, 'controlid'), one(control, 'uniqueid'), one(control, 'dtdversion')]).toEqual([
      'test-request',
      'false',
      '3.0',
    ]);
    expect(all(text, 'result').map((result) => one(result, 'controlid'))).toEqual(['first', 'second']);
    expect(all(text, 'result').map((result) => one(result, 'function'))).toEqual(['read', 'read']);
  });

  test('that is not well-formed is refused with line and column', async () => {
    const { status, text } = await post(sandbox, '<request>\n  <control></contrl>\n</request>');
    expect(status).toBe(200);
    expect(one(text, 'errorno')).toBe('XL03000003');
    expect(one(text, 'description2')).toContain('Line 2, column 12.');
    expect(text).not.toContain('<operation>');
  });

  test('with control elements in the wrong order is refused before anybody looks at the password', async () => {
    const control = '<password>x</password><senderid>y</senderid><controlid>z</controlid>';
    const { text } = await ask(sandbox, { control, functions: { a: READ } });
    expect(one(text, 'errorno')).toBe('XL03000003');
    expect(one(text, 'description2')).toContain('&#039;password&#039;: This element is not expected');
  });

  test('of an unknown sender is refused at the control level', async () => {
    const control = '<senderid>nobody</senderid><password>x</password><controlid>z</controlid>';
    const { status, text } = await ask(sandbox, { control, functions: { a: READ } });
    expect(status).toBe(200);
    expect(one(one(text, 'control'), 'status')).toBe('failure');
    expect(one(text, 'errorno')).toBe('XL03000006');
    expect(one(text, 'description2')).toMatch(/\[Support ID: \S+%7E\S+\]$/);
  });

  test('of a wrong user is refused at the authentication level, or by the front gateway when so configured', async () => {
    const authentication = '<login><userid>x</userid><companyid>SANDBOX</companyid><password>y</password></login>';
    const application = await ask(sandbox, { authentication, functions: { a: READ } });
    expect(application.status).toBe(200);
    expect(one(one(application.text, 'authentication'), 'status')).toBe('failure');
    sandbox.settings.credentialFailures = 'gateway';
    const front = await ask(sandbox, { authentication, functions: { a: READ } });
    expect(front.status).toBe(401);
    expect(one(front.text, 'errorno')).toBe('XMLGW_JPP0002');
    expect(front.text).not.toContain('description2');
  });

  test('of a sender that the company has not authorised is refused at the authentication level', async () => {
    sandbox.settings.senderAuthorised = false;
    const { text } = await ask(sandbox, { functions: { a: READ } });
    expect(one(one(text, 'authentication'), 'status')).toBe('failure');
    expect(one(text, 'description')).toBe('Invalid Web Services Authorization');
  });

  test('with a policy is refused, as no transport policy exists', async () => {
    const { senderId, senderPassword } = sandbox.credentials;
    const control = `<senderid>${senderId}</senderid><password>${senderPassword}</password><controlid>z</controlid>
      <policyid>async</policyid>`;
    const { text } = await ask(sandbox, { control, functions: { a: READ } });
    expect(one(text, 'description2')).toContain('async is not a valid transport policy');
  });
});

describe('the order of a legacy function', () => {
  test('is enforced: a misplaced element refuses the whole request and names the place', async () => {
    const before = written(sandbox);
    const misplaced = invoiceXml()
      .replace('<termname>N30</termname>', '')
      .replace('</create_invoice>', '<termname>N30</termname></create_invoice>');
    const { text } = await ask(sandbox, { functions: { a: customerXml('C900'), b: misplaced } });
    expect(one(one(text, 'control'), 'status')).toBe('failure');
    expect(one(text, 'errorno')).toBe('XL03000003');
    expect(one(text, 'description2')).toMatch(/termname.*Line \d+, column \d+\./);
    expect(written(sandbox)).toEqual(before);
  });

  test('does not bind generic functions, where case does not matter either', async () => {
    const text = await call(
      sandbox,
      '<create><customer><displaycontact><printas>Zed</printas></displaycontact><Name>Zed</Name><customerid>Z1</customerid></customer></create>',
    );
    expect(statuses(text)).toEqual(['success']);
    expect(one(text, 'CUSTOMERID')).toBe('Z1');
  });

  test('an element that does not exist, and a function that does not, are schema errors', async () => {
    const before = written(sandbox);
    for (const body of [
      invoiceXml({ line: '<glaccountno>4000</glaccountno><amount>1</amount><colour>x</colour>' }),
      '<create_everything/>',
    ]) {
      expect(one(await call(sandbox, body), 'errorno')).toBe('XL03000003');
    }
    expect(written(sandbox)).toEqual(before);
  });
});

describe('function control IDs', () => {
  test('with uniqueid true a completed one cannot be used again, and the code is a setting', async () => {
    const send = () => ask(sandbox, { uniqueid: true, functions: { once: invoiceXml() } });
    expect(statuses((await send()).text)).toEqual(['success']);
    const before = written(sandbox);
    const { text } = await send();
    expect(statuses(text)).toEqual(['failure']);
    expect(one(text, 'errorno')).toBe('XL03000008');
    expect(one(text, 'description2')).toContain('already used');
    sandbox.settings.duplicateControlIdCode = 'XL99999999';
    expect(one((await send()).text, 'errorno')).toBe('XL99999999');
    expect(written(sandbox)).toEqual(before);
  });

  test('of a refused function stay free', async () => {
    const send = (customer: string) => ask(sandbox, { uniqueid: true, functions: { again: invoiceXml({ customer }) } });
    expect(statuses((await send('NOBODY')).text)).toEqual(['failure']);
    expect(statuses((await send('C101')).text)).toEqual(['success']);
  });

  test('are checked when uniqueid is left out, as true is the default', async () => {
    const { senderId, senderPassword } = sandbox.credentials;
    const control = `<senderid>${senderId}</senderid><password>${senderPassword}</password><controlid>z</controlid>`;
    const send = () => ask(sandbox, { control, functions: { once: READ } });
    expect(statuses((await send()).text)).toEqual(['success']);
    expect(statuses((await send()).text)).toEqual(['failure']);
  });

  test('two requests with the same one at the same time write once', async () => {
    const bodies = Array.from({ length: 8 }, () =>
      envelope(sandbox, { uniqueid: true, functions: { same: invoiceXml() } }),
    );
    const replies = await Promise.all(bodies.map((body) => post(sandbox, body)));
    expect(replies.flatMap(({ text }) => statuses(text)).sort()).toEqual([...Array(7).fill('failure'), 'success']);
    expect(sandbox.commits).toHaveLength(1);
  });
});

describe('a transaction', () => {
  test('keeps nothing when one of its functions is refused', async () => {
    const before = written(sandbox);
    const { text } = await ask(sandbox, {
      transaction: true,
      functions: {
        a: customerXml('C900'),
        b: invoiceXml({ customer: 'C900' }),
        c: invoiceXml({ customer: 'NOBODY' }),
        d: invoiceXml(),
      },
    });
    expect(statuses(text)).toEqual(['aborted', 'aborted', 'failure']);
    expect(all(all(text, 'result')[0] ?? '', 'errorno')).toEqual(['XL03000009']);
    expect(written(sandbox)).toEqual(before);
  });

  test('of a single refused function is aborted with its own error first', async () => {
    const { text } = await ask(sandbox, { transaction: true, functions: { a: invoiceXml({ customer: 'NOBODY' }) } });
    expect(statuses(text)).toEqual(['aborted']);
    expect(all(text, 'errorno')).toEqual(['BL01001973', 'BL01001973', 'XL03000009']);
  });

  test('that is waiting between two functions is never seen half done', async () => {
    let release = () => {};
    const waiting = new Promise<void>((resolve) => {
      release = resolve;
    });
    let reached = () => {};
    const atSecond = new Promise<void>((resolve) => {
      reached = resolve;
    });
    sandbox.intercept(async ({ controlId, stage }) => {
      if (controlId !== 'second' || stage !== 'before') return;
      reached();
      await waiting;
    });
    const transaction = ask(sandbox, {
      transaction: true,
      functions: { first: customerXml('C900'), second: invoiceXml({ customer: 'NOBODY' }) },
    });
    await atSecond;
    const other = call(sandbox, '<readByName><object>CUSTOMER</object><keys>C900</keys></readByName>', 'other');
    release();
    expect(statuses((await transaction).text)).toEqual(['aborted', 'failure']);
    expect(await other).toContain('count="0"');
  });
});

test('many transactions at once, each waiting inside and failing at its end, leave nothing behind', async () => {
  sandbox.intercept(({ stage }) => (stage === 'before' ? new Promise((resolve) => setImmediate(resolve)) : undefined));
  const failing = (n: number) =>
    ask(sandbox, {
      transaction: true,
      functions: { [`a${n}`]: customerXml(`T${n}`), [`b${n}`]: invoiceXml({ customer: 'NOBODY' }) },
    });
  const single = (n: number) => call(sandbox, customerXml(`S${n}`), `s${n}`);
  await Promise.all(Array.from({ length: 20 }, (_, n) => [failing(n), single(n)]).flat());
  const ids = sandbox.books.list('CUSTOMER').map(({ CUSTOMERID = '' }) => CUSTOMERID);
  expect(ids.filter((id) => id.startsWith('T'))).toEqual([]);
  expect(ids.filter((id) => id.startsWith('S'))).toHaveLength(20);
  expect(sandbox.commits).toHaveLength(20);
});

test('a value that the sandbox could only drop is refused openly', async () => {
  const before = written(sandbox);
  const line = '<glaccountno>4000</glaccountno><amount>1</amount><billable>true</billable>';
  expect(one(await call(sandbox, invoiceXml({ line })), 'errorno')).toBe('SANDBOX-001');
  expect(written(sandbox)).toEqual(before);
});

test('an empty company has accounts and its currency, but nobody to bill', async () => {
  const empty = await startSandbox({ company: 'empty' });
  try {
    expect(empty.books.count('CUSTOMER')).toBe(0);
    expect(empty.books.list('TRXCURRENCIES').map(({ CODE }) => CODE)).toEqual(['USD']);
    await call(empty, customerXml('C1'));
    expect(statuses(await call(empty, invoiceXml({ customer: 'C1' })))).toEqual(['success']);
    expect(empty.books.trialBalance()).toBe('0.00');
  } finally {
    await empty.close();
  }
});

test('whitespace between elements is there by default and changes no value', async () => {
  const dense = envelope(sandbox, { functions: { a: READ } });
  const spaced = (await post(sandbox, dense.replace('<includewhitespace>false</includewhitespace>', ''))).text;
  const strip = (text: string) => text.replace(/<session.*?>.*?<\/session.*?>/g, '');
  expect(spaced).toContain('<status>success</status>\n<senderid>');
  expect(strip(spaced.replaceAll('>\n<', '><'))).toBe(
    strip((await post(sandbox, dense)).text.replaceAll('>\n<', '><')),
  );
});

test('a permission that the user lacks refuses the function and writes nothing', async () => {
  sandbox.settings.deniedOperations = ['CREATE CUSTOMER'];
  const before = written(sandbox);
  const text = await call(sandbox, customerXml('C900'));
  expect(statuses(text)).toEqual(['failure']);
  expect(one(text, 'errorno')).toBe('PL04000005');
  expect(written(sandbox)).toEqual(before);
});

test('more requests at once than allowed are answered 429 in the gateway dialect', async () => {
  sandbox.settings.concurrentRequests = 2;
  let release = () => {};
  const open = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived = 0;
  let full = () => {};
  const both = new Promise<void>((resolve) => {
    full = resolve;
  });
  sandbox.intercept(async ({ stage }) => {
    if (stage !== 'before') return;
    arrived += 1;
    if (arrived === 2) full();
    await open;
  });
  const held = [call(sandbox, READ, 'a'), call(sandbox, READ, 'b')];
  await both;
  const refused = await ask(sandbox, { functions: { c: READ } });
  release();
  expect(refused.status).toBe(429);
  expect(one(refused.text, 'errorno')).toBe('GW-0010');
  expect((await Promise.all(held)).flatMap(statuses)).toEqual(['success', 'success']);
});
