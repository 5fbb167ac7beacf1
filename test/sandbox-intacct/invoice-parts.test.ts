import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { invoiceXml, one, paymentXml } from './ask.js';
import { booksAddUp, dateXml, keyFrom, recordFrom, refusedCall, succeeds } from './bookkeeping.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ company: 'small' });
});
afterEach(() => {
  booksAddUp(sandbox);
  return sandbox.close();
});

const withPart = (part: string, number = 'P-1') =>
  invoiceXml({ number }).replace('<invoiceitems>', `${part}<invoiceitems>`);
const titles = () => sandbox.books.list('GLBATCH').map(({ BATCH_TITLE }) => BATCH_TITLE);

describe('an invoice with nogl', () => {
  test('is owed and posts nothing to the ledger', async () => {
    const before = { balances: sandbox.books.balances(), titles: titles() };
    const key = await keyFrom(sandbox, withPart('<nogl>true</nogl>'));
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({ STATE: 'Posted', TOTALDUE: '120.50' });
    expect({ balances: sandbox.books.balances(), titles: titles() }).toEqual(before);
  });

  test('stays out of the ledger when it is changed or reversed', async () => {
    const before = { balances: sandbox.books.balances(), titles: titles() };
    const key = await keyFrom(sandbox, withPart('<nogl>true</nogl>'));
    const line = '<updatelineitem line_num="1"><amount>99.00</amount></updatelineitem>';
    await keyFrom(
      sandbox,
      `<update_invoice key="${key}"><updateinvoiceitems>${line}</updateinvoiceitems></update_invoice>`,
    );
    await keyFrom(sandbox, `<reverse_invoice key="${key}">${dateXml('datereversed', '2026-03-01')}</reverse_invoice>`);
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({ STATE: 'Reversed', TOTALENTERED: '99.00' });
    expect({ balances: sandbox.books.balances(), titles: titles() }).toEqual(before);
  });

  test('is paid by money that the ledger does see', async () => {
    const key = await keyFrom(sandbox, withPart('<nogl>true</nogl>'));
    const payment = await recordFrom(sandbox, paymentXml(key, '120.50'));
    expect(titles()).toContain(`Payment ${payment}`);
    expect(sandbox.books.get('ARINVOICE', key)?.STATE).toBe('Paid');
  });

  test('takes true and false and nothing else', async () => {
    await keyFrom(sandbox, withPart('<nogl>false</nogl>'));
    expect(titles()).toContain('Invoice P-1');
    expect((await refusedCall(sandbox, withPart('<nogl>maybe</nogl>', 'P-2'))).text).toContain("Invalid value 'maybe'");
  });
});

test('a memo with nogl posts nothing to the ledger either', async () => {
  const before = titles();
  await keyFrom(
    sandbox,
    `<create_aradjustment><customerid>C101</customerid>${dateXml('datecreated', '2026-02-04')}<nogl>true</nogl>
      <aradjustmentitems><lineitem><glaccountno>4000</glaccountno><amount>-5.00</amount></lineitem></aradjustmentitems>
      </create_aradjustment>`,
  );
  expect(titles()).toEqual(before);
});

describe('a whole contact in an invoice', () => {
  const CONTACT = `<contact><contactname>Orla Finch</contactname><printas>Orla Finch</printas><email1>orla@finch.example</email1>
    <mailaddress><address1>1 Mill Lane</address1><city>Leeds</city><country>United Kingdom</country></mailaddress></contact>`;

  test('is created and stands on the invoice', async () => {
    const key = await keyFrom(sandbox, withPart(`<billto>${CONTACT}</billto>`));
    expect(sandbox.books.get('ARINVOICE', key)?.BILLTOPAYTOCONTACTNAME).toBe('Orla Finch');
    const text = await succeeds(sandbox, '<readByName><object>CONTACT</object><keys>Orla Finch</keys></readByName>');
    expect([one(text, 'EMAIL1'), one(text, 'CITY')]).toEqual(['orla@finch.example', 'Leeds']);
  });

  test('is used as it is when its name exists, unless the company is set to refuse it', async () => {
    await keyFrom(sandbox, withPart(`<billto>${CONTACT}</billto>`));
    const other = CONTACT.replace('Leeds', 'York');
    const key = await keyFrom(sandbox, withPart(`<shipto>${other}</shipto>`, 'P-2'));
    expect(sandbox.books.get('ARINVOICE', key)?.SHIPTORETURNTOCONTACTNAME).toBe('Orla Finch');
    const found = sandbox.books.list('CONTACT').filter(({ CONTACTNAME }) => CONTACTNAME === 'Orla Finch');
    expect(found.map((contact) => contact['MAILADDRESS.CITY'])).toEqual(['Leeds']);
    sandbox.settings.existingContacts = 'refuse';
    const { codes } = await refusedCall(sandbox, withPart(`<shipto>${other}</shipto>`, 'P-3'));
    expect(codes).toEqual(['BL34000061', 'BL01001973']);
  });

  test('is not left behind by an invoice that is refused', async () => {
    const contacts = sandbox.books.count('CONTACT');
    await refusedCall(sandbox, withPart(`<billto>${CONTACT}</billto>`).replace('C101', 'C999'));
    expect(sandbox.books.count('CONTACT')).toBe(contacts);
  });

  test.each([
    ['without the name to print', CONTACT.replace(/<printas>.*?<\/printas>/, ''), 'Print as'],
    ['with a wrong e-mail address', CONTACT.replace('orla@finch.example', 'orla'), 'Illegal format'],
    [
      'with a field that contacts lack',
      CONTACT.replace('email1', 'shoesize').replace('email1', 'shoesize'),
      'SHOESIZE',
    ],
  ])('%s is refused', async (_what, contact, words) => {
    expect((await refusedCall(sandbox, withPart(`<billto>${contact}</billto>`))).text).toContain(words);
  });

  test('is taken by bills as well', async () => {
    const key = await keyFrom(
      sandbox,
      `<create_bill><vendorid>V100</vendorid>${dateXml('datecreated', '2026-02-03')}<termname>N30</termname>
        <payto>${CONTACT}</payto><billitems><lineitem><glaccountno>6200</glaccountno><amount>7.00</amount></lineitem></billitems></create_bill>`,
    );
    expect(sandbox.books.get('APBILL', key)?.BILLTOPAYTOCONTACTNAME).toBe('Orla Finch');
  });
});

test.each([
  ['allocations', '<allocationid>A1</allocationid>', ''],
  ['tax entries', '', '<taxentries><taxentry><detailid>UK Standard 20</detailid></taxentry></taxentries>'],
])('%s of a line are refused as not simulated', async (_what, allocation, taxes) => {
  const line = `<glaccountno>4000</glaccountno><amount>10.00</amount>${allocation}${taxes}`;
  expect((await refusedCall(sandbox, invoiceXml({ line }))).codes[0]).toBe('SANDBOX-001');
});
