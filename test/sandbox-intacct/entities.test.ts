import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, ask, customerXml, invoiceXml, login, one, statuses, written } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ company: 'small' });
});
afterEach(() => sandbox.close());

const within = async (entity: string, body: string) =>
  (await ask(sandbox, { authentication: login(sandbox, entity), functions: { a: body } })).text;
const ids = (options = '') =>
  `<query><object>CUSTOMER</object><select><field>CUSTOMERID</field></select>${options}</query>`;
const update = (id: string) =>
  `<update><CUSTOMER><CUSTOMERID>${id}</CUSTOMERID><COMMENTS>x</COMMENTS></CUSTOMER></update>`;

async function refused(entity: string, body: string): Promise<string> {
  const before = written(sandbox);
  const text = await within(entity, body);
  expect(statuses(text)).toEqual(['failure']);
  expect(written(sandbox)).toEqual(before);
  return text.replaceAll('&#039;', "'");
}

describe('a record made in an entity', () => {
  beforeEach(() => within('E100', customerXml('C900')));

  test('belongs to it, by ID, name and key', () => {
    const record = sandbox.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === 'C900');
    expect(record).toMatchObject({ MEGAENTITYID: 'E100', MEGAENTITYNAME: 'Sandbox Inc. (US)', MEGAENTITYKEY: '1' });
  });

  test('is seen there beside shared ones, at top level only on request, and in no other entity', async () => {
    expect(all(await within('E100', ids()), 'CUSTOMERID')).toEqual(['C100', 'C101', 'C102', 'C103', 'C104', 'C900']);
    expect(all(await within('', ids()), 'CUSTOMERID')).not.toContain('C900');
    const shown = ids('<options><showprivate>true</showprivate></options>');
    expect(all(await within('', shown), 'CUSTOMERID')).toContain('C900');
    expect(all(await within('E200', shown), 'CUSTOMERID')).not.toContain('C900');
    const list = '<get_list object="customer" showprivate="true"/>';
    expect(all(await within('', list), 'customerid')).toContain('C900');
  });

  test('is changed and deleted only there', async () => {
    expect(await refused('', update('C900'))).toContain('can only be changed in the entity E100');
    expect(await refused('E200', update('C900'))).toContain("Cannot find Customer with key 'C900' to update.");
    expect(statuses(await within('E100', update('C900')))).toEqual(['success']);
    const key = sandbox.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === 'C900')?.RECORDNO;
    const remove = `<delete><object>CUSTOMER</object><keys>${key}</keys></delete>`;
    await refused('', remove);
    await refused('E200', remove);
    expect(statuses(await within('E100', remove))).toEqual(['success']);
  });

  test('does not exist for the documents of another entity', async () => {
    expect(await refused('E200', invoiceXml({ customer: 'C900' }))).toContain("Invalid Customer 'C900' specified.");
    expect(statuses(await within('E100', invoiceXml({ customer: 'C900' })))).toEqual(['success']);
  });
});

test('a shared record is changed at top level, unless the company is set otherwise', async () => {
  expect(await refused('E100', update('C101'))).toContain('can only be changed at top level');
  sandbox.settings.changesFrom = 'anywhere';
  expect(statuses(await within('E100', update('C101')))).toEqual(['success']);
});

test('an invoice of an entity is not reversed from elsewhere', async () => {
  const key = one(await within('E100', invoiceXml()), 'key');
  const reverse = `<reverse_invoice key="${key}"><datereversed><year>2026</year><month>03</month><day>01</day></datereversed></reverse_invoice>`;
  await refused('', reverse);
  expect(statuses(await within('E100', reverse))).toEqual(['success']);
});

describe('a user', () => {
  test('who is bound to an entity cannot sign in elsewhere', async () => {
    sandbox.settings.userEntities = ['E100'];
    sandbox.settings.topLevelAccess = false;
    for (const entity of ['', 'E200']) {
      const text = await within(entity, ids());
      expect(one(one(text, 'authentication'), 'status')).toBe('failure');
      expect(one(text, 'errorno')).toBe('XL03000006');
    }
    expect(statuses(await within('E100', ids()))).toEqual(['success']);
  });

  test('moves between entities by getAPISession, and only where it may', async () => {
    sandbox.settings.topLevelAccess = false;
    const moved = await within('E100', '<getAPISession><locationid>E200</locationid></getAPISession>');
    expect(one(one(moved, 'api'), 'locationid')).toBe('E200');
    const refusedTop = await within('E100', '<getAPISession><locationid></locationid></getAPISession>');
    expect(statuses(refusedTop)).toEqual(['failure']);
  });
});

describe('a private record read by its key', () => {
  const asked = ['<read><object>CUSTOMER</object><keys>KEY</keys></read>'];
  asked.push('<readByName><object>CUSTOMER</object><keys>C900</keys></readByName>');

  test.each(asked)(
    'is shown in its entity, not in another, and at top level only where that is allowed: %s',
    async (body) => {
      await within('E100', customerXml('C900'));
      const key = sandbox.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === 'C900')?.RECORDNO ?? '';
      const seen = async (entity: string) => all(await within(entity, body.replace('KEY', key)), 'CUSTOMERID');
      expect([await seen('E100'), await seen('E200'), await seen('')]).toEqual([['C900'], [], []]);
      sandbox.settings.readShowsPrivate = true;
      expect([await seen('E100'), await seen('E200'), await seen('')]).toEqual([['C900'], [], ['C900']]);
    },
  );

  test('is no part of an answer that has shared ones as well', async () => {
    await within('E100', customerXml('C900'));
    const text = await within('', '<readByName><object>CUSTOMER</object><keys>C101,C900</keys></readByName>');
    expect(all(text, 'CUSTOMERID')).toEqual(['C101']);
  });
});
