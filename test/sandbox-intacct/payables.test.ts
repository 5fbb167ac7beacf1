import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { ask, call, login, one } from './ask.js';
import {
  billLine,
  billXml,
  cash,
  day,
  done,
  moved,
  newBill,
  newPayment,
  readOne,
  refusedBy,
  vendorXml,
} from './payables-ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  expect(sandbox.books.trialBalance()).toBe('0.00');
  return sandbox.close();
});

const refused = (body: string) => refusedBy(sandbox, body);
const vendor = (id: string) => sandbox.books.list('VENDOR').find(({ VENDORID }) => VENDORID === id);

describe('a vendor', () => {
  test('is created with the contact that the system names after it', async () => {
    const text = await done(sandbox, vendorXml('V900'));
    expect(one(text, 'VENDORID')).toBe('V900');
    expect(await readOne(sandbox, 'VENDOR', one(text, 'RECORDNO'))).toContain('Vendor V900(VV900)');
  });

  test('gets an ID when none is given, unless the company does not number vendors', async () => {
    const anonymous = vendorXml('').replace('<VENDORID></VENDORID>', '');
    expect(one(await done(sandbox, anonymous), 'VENDORID')).toBe('20001');
    sandbox.settings.autoNumberVendors = false;
    expect((await refused(anonymous)).text).toContain('Vendor ID');
  });

  test('with an ID or a contact name that exists is refused', async () => {
    const { codes, text } = await refused(vendorXml('V100'));
    expect(codes).toEqual(['BL34000061', 'BL01001973']);
    expect(text).toContain('Another Vendor with the given value(s) V100 already exists');
    const taken = vendorXml('V900').replace('<PRINTAS>', '<CONTACTNAME>Aldgate Books(CC100)</CONTACTNAME><PRINTAS>');
    expect((await refused(taken)).codes).toEqual(['BL34000061', 'BL01001973']);
  });

  test('is owed what its posted bills and credit memos say, less its debit memos', async () => {
    await done(sandbox, vendorXml('V900'));
    await newBill(sandbox, { vendor: 'V900' });
    await newBill(sandbox, { vendor: 'V900', header: '<ACTION>Draft</ACTION>' });
    await done(sandbox, adjustment('-20.50', 'V900'));
    expect(vendor('V900')?.TOTALDUE).toBe('100.00');
  });

  test('that is inactive gets no bills; one on hold gets no payments, or no bills either, as the company is set', async () => {
    const set = (more: string) => done(sandbox, `<update><VENDOR><VENDORID>V102</VENDORID>${more}</VENDOR></update>`);
    await set('<ONHOLD>true</ONHOLD>');
    const bill = await newBill(sandbox);
    const payment = `<create><APPYMT><FINANCIALENTITY>BANK1</FINANCIALENTITY><PAYMENTMETHOD>EFT</PAYMENTMETHOD>
      <VENDORID>V102</VENDORID><PAYMENTDATE>02/20/2026</PAYMENTDATE><APPYMTDETAILS>${cash(bill, '1')}</APPYMTDETAILS></APPYMT></create>`;
    expect((await refused(payment)).text).toContain("Vendor 'V102' is on hold.");
    sandbox.settings.vendorOnHold = 'bills-and-payments';
    expect((await refused(billXml())).text).toContain("Vendor 'V102' is on hold.");
    await set('<ONHOLD>false</ONHOLD><STATUS>inactive</STATUS>');
    expect((await refused(billXml())).text).toContain('Activate the vendor V102, then try again.');
  });

  test('with transactions cannot be deleted; one without can, and its contact goes with it', async () => {
    const key = one(await done(sandbox, vendorXml('V900')), 'RECORDNO');
    const remove = (recordno = '') => `<delete><object>VENDOR</object><keys>${recordno}</keys></delete>`;
    await refused(remove(vendor('V100')?.RECORDNO));
    await done(sandbox, remove(key));
    await done(sandbox, vendorXml('V900'));
  });
});

const adjustment = (
  amount: string,
  vendorId = 'V102',
  more = '',
) => `<create_apadjustment><vendorid>${vendorId}</vendorid>
  ${day('datecreated', '2026-02-04')}${more}<apadjustmentitems><lineitem><glaccountno>6200</glaccountno>
  <amount>${amount}</amount></lineitem></apadjustmentitems></create_apadjustment>`;

describe('a bill', () => {
  test('is posted: expenses debited, payables credited, and reads back as it was sent', async () => {
    const before = sandbox.books.balances();
    const header = '<DOCNUMBER>PO-7</DOCNUMBER><PAYMENTPRIORITY>high</PAYMENTPRIORITY>';
    const key = await newBill(sandbox, { number: 'A-1', header });
    const text = await readOne(sandbox, 'APBILL', key);
    const fields = { RECORDID: 'A-1', STATE: 'Posted', RAWSTATE: 'A', VENDORNAME: 'Pelham Office Supply' };
    for (const [name, value] of Object.entries(fields)) expect(one(text, name)).toBe(value);
    expect(sandbox.books.get('APBILL', key)).toMatchObject({
      WHENCREATED: '02/03/2026',
      WHENDUE: '03/05/2026',
      TOTALDUE: '120.50',
      TRX_TOTALDUE: '120.50',
      DOCNUMBER: 'PO-7',
      PAYMENTPRIORITY: 'high',
      BILLTOPAYTOCONTACTNAME: 'Pelham Office Supply(VV102)',
      MODULEKEY: '3.AP',
    });
    expect(text).toContain('<APBILLITEMS><apbillitem>');
    expect(moved(sandbox, before)).toEqual({ 2000: '-120.50', 6200: '120.50' });
  });

  test('is found by its state: display values in query, letters in readByQuery', async () => {
    await newBill(sandbox, { number: 'D-1', header: '<ACTION>Draft</ACTION>' });
    const byQuery = await call(
      sandbox,
      `<query><object>APBILL</object><select><field>RECORDID</field><field>VENDOR.NAME</field></select>
      <filter><equalto><field>STATE</field><value>Draft</value></equalto></filter></query>`,
    );
    expect(one(byQuery, 'RECORDID')).toBe('D-1');
    expect(one(byQuery, 'VENDOR.NAME')).toBe('Pelham Office Supply');
    const byLetter = await call(
      sandbox,
      `<readByQuery><object>APBILL</object><query>STATE = 'D'</query><fields>RECORDID</fields></readByQuery>`,
    );
    expect(one(byLetter, 'RECORDID')).toBe('D-1');
  });

  test('as a draft may lack vendor and dates, leaves the ledger alone, and is posted by an update', async () => {
    const before = sandbox.books.balances();
    const draft = `<create><APBILL><ACTION>Draft</ACTION><APBILLITEMS>${billLine('9.00')}</APBILLITEMS></APBILL></create>`;
    const key = one(await done(sandbox, draft), 'RECORDNO');
    const update = (more: string) => `<update><APBILL><RECORDNO>${key}</RECORDNO>${more}</APBILL></update>`;
    expect(moved(sandbox, before)).toEqual({});
    expect((await refused(update('<ACTION>Submit</ACTION>'))).text).toContain('Vendor ID');
    await done(sandbox, update('<VENDORID>V102</VENDORID><DESCRIPTION>Half done</DESCRIPTION>'));
    expect(sandbox.books.get('APBILL', key)).toMatchObject({ STATE: 'Draft', DESCRIPTION: 'Half done' });
    const dates = '<WHENCREATED>02/03/2026</WHENCREATED><WHENDUE>02/28/2026</WHENDUE>';
    await done(sandbox, update(`${dates}<ACTION>Submit</ACTION>`));
    expect(sandbox.books.get('APBILL', key)?.STATE).toBe('Posted');
    expect(moved(sandbox, before)).toEqual({ 2000: '-9.00', 6200: '9.00' });
    await refused(update('<ACTION>Submit</ACTION>'));
  });

  test('has, after an update with lines, those lines and no others; LINE_NO keeps a line', async () => {
    const key = await newBill(sandbox, {
      lines: billLine('10.00') + billLine('20.00'),
      header: '<ACTION>Draft</ACTION>',
    });
    const lines = () => sandbox.books.list('APBILLITEM').filter(({ RECORDKEY }) => RECORDKEY === key);
    const [first] = lines();
    const sent = billLine('11.00', '<LINE_NO>1</LINE_NO>') + billLine('5.00', '', '6300');
    await done(
      sandbox,
      `<update><APBILL><RECORDNO>${key}</RECORDNO><APBILLITEMS>${sent}</APBILLITEMS></APBILL></update>`,
    );
    expect(lines().map(({ TRX_AMOUNT }) => TRX_AMOUNT)).toEqual(['11.00', '5.00']);
    expect(lines()[0]?.RECORDNO).toBe(first?.RECORDNO);
    expect(sandbox.books.get('APBILL', key)?.TOTALDUE).toBe('16.00');
  });

  test('with a number its vendor has used is refused; another vendor may use it too', async () => {
    await newBill(sandbox, { number: 'A-1' });
    const { codes, text } = await refused(billXml({ number: 'A-1' }));
    expect(codes).toEqual(['BL03002185', 'BL01001973']);
    expect(text).toContain("A transaction with the number 'A-1' already exists.");
    await newBill(sandbox, { number: 'A-1', vendor: 'V100' });
  });

  test('without a number goes without, or gets one where the company numbers bills', async () => {
    expect(sandbox.books.get('APBILL', await newBill(sandbox))).not.toHaveProperty('RECORDID');
    sandbox.settings.autoNumberBills = true;
    expect(sandbox.books.get('APBILL', await newBill(sandbox))?.RECORDID).toBe('BILL-000001');
  });

  test('in a foreign currency is kept in both; a rate and a rate type together are refused', async () => {
    const key = await newBill(sandbox, { header: '<CURRENCY>EUR</CURRENCY>' });
    expect(sandbox.books.get('APBILL', key)).toMatchObject({
      TRX_TOTALDUE: '120.50',
      TOTALDUE: '130.14',
      CURRENCY: 'EUR',
    });
    const both =
      '<CURRENCY>EUR</CURRENCY><EXCHANGE_RATE>1.1</EXCHANGE_RATE><EXCH_RATE_TYPE_ID>Intacct Daily Rate</EXCH_RATE_TYPE_ID>';
    await refused(billXml({ header: both }));
    expect((await refused(billXml({ header: '<CURRENCY>JPY</CURRENCY>' }))).codes.at(-1)).toBe('BL01001973');
  });

  test('must name labels where the company uses them, accounts where not, and never both', async () => {
    const label = '<APBILLITEM><ACCOUNTLABEL>Rent</ACCOUNTLABEL><TRX_AMOUNT>1</TRX_AMOUNT></APBILLITEM>';
    await refused(billXml({ lines: label }));
    await refused(billXml({ lines: billLine('1', '<ACCOUNTLABEL>Rent</ACCOUNTLABEL>') }));
    sandbox.settings.apAccountLabels = true;
    await refused(billXml());
    const before = sandbox.books.balances();
    await newBill(sandbox, { lines: label });
    expect(moved(sandbox, before)).toEqual({ 2000: '-1.00', 6300: '1.00' });
  });

  test('in a closed period, without a required dimension or without a location is refused', async () => {
    sandbox.settings.closedThrough = '2026-02-28';
    expect((await refused(billXml())).text).toContain('Date must be on or after 03/01/2026');
    sandbox.settings.closedThrough = '';
    const { text } = await refused(billXml({ lines: billLine('1', '', '6100') }));
    expect(text).toContain('This transaction is missing the Department dimension for the Account 6100.');
    sandbox.settings.requireLineLocation = true;
    expect((await refused(billXml())).text).toContain('Location');
    await newBill(sandbox, { lines: billLine('1', '<LOCATIONID>E100</LOCATIONID>') });
  });

  test('names a summary where users choose it, and only there', async () => {
    await refused(billXml({ header: '<PRBATCH>Bills</PRBATCH>' }));
    sandbox.settings.apBillSummaries = 'user-specified';
    await refused(billXml());
    await refused(billXml({ header: '<PRBATCH>Bills</PRBATCH><WHENPOSTED>02/03/2026</WHENPOSTED>' }));
    await newBill(sandbox, { header: '<PRBATCH>Bills</PRBATCH>' });
  });

  test('belongs to the entity that entered it, with its ledger entries', async () => {
    const { text } = await ask(sandbox, { authentication: login(sandbox, 'E200'), functions: { a: billXml() } });
    const key = one(text, 'RECORDNO');
    expect(sandbox.books.get('APBILL', key)).toMatchObject({
      MEGAENTITYID: 'E200',
      MEGAENTITYNAME: 'Sandbox Ltd. (UK)',
    });
    const details = sandbox.books.list('GLDETAIL').filter(({ MEGAENTITYID }) => MEGAENTITYID === 'E200');
    expect(details.map(({ LOCATIONID }) => LOCATIONID)).toEqual(['E200', 'E200']);
  });
});

describe('the legacy functions of a bill', () => {
  const line = '<lineitem><glaccountno>6200</glaccountno><amount>10.00</amount></lineitem>';
  const create = (more = '') => `<create_bill><vendorid>V102</vendorid>${day('datecreated', '2026-02-03')}
    <termname>N30</termname>${more}<billitems>${line}</billitems></create_bill>`;
  const newLegacy = async (more = '') => one(await done(sandbox, create(more)), 'key');

  test('create it, due by its term', async () => {
    const key = await newLegacy('<billno>L-1</billno><externalid>ext-1</externalid>');
    expect(sandbox.books.get('APBILL', key)).toMatchObject({ WHENDUE: '03/05/2026', STATE: 'Posted', RECORDID: 'L-1' });
  });

  test('change it line by line, by number or external ID, and the ledger follows', async () => {
    const before = sandbox.books.balances();
    const key = await newLegacy('<externalid>ext-1</externalid>');
    await done(
      sandbox,
      `<update_bill key="ext-1" externalkey="true"><description>More</description><updatebillitems>
        <updatelineitem line_num="1"><amount>8.00</amount></updatelineitem>${line}</updatebillitems></update_bill>`,
    );
    expect(sandbox.books.get('APBILL', key)).toMatchObject({ TOTALDUE: '18.00', DESCRIPTION: 'More' });
    expect(moved(sandbox, before)).toEqual({ 2000: '-18.00', 6200: '18.00' });
  });

  test('post a draft, and delete only what is one', async () => {
    const key = await newLegacy('<action>Draft</action>');
    const other = await newLegacy('<action>Draft</action>');
    await done(sandbox, `<update_bill key="${key}"><action>Submit</action></update_bill>`);
    expect(sandbox.books.get('APBILL', key)?.STATE).toBe('Posted');
    await refused(`<delete_bill key="${key}"/>`);
    await refused(`<delete><object>APBILL</object><keys>${key}</keys></delete>`);
    await done(sandbox, `<delete_bill key="${other}"/>`);
    expect(sandbox.books.get('APBILL', other)).toBeUndefined();
    expect(sandbox.books.list('APBILLITEM').some(({ RECORDKEY }) => RECORDKEY === other)).toBe(false);
  });

  test('reverse it: nothing is due, the ledger is as before; a paid one cannot be reversed', async () => {
    const before = sandbox.books.balances();
    const key = await newLegacy();
    const reversal = (bill: string) =>
      `<reverse_bill key="${bill}">${day('datereversed', '2026-02-10')}</reverse_bill>`;
    await done(sandbox, reversal(key));
    expect(sandbox.books.get('APBILL', key)).toMatchObject({ STATE: 'Reversed', TOTALDUE: '0.00' });
    expect(sandbox.books.list('APBILL').at(-1)).toMatchObject({
      STATE: 'Reversal',
      TOTALENTERED: '-10.00',
      TOTALDUE: '0.00',
    });
    expect(moved(sandbox, before)).toEqual({});
    await refused(reversal(key));
    const paid = await newLegacy();
    await newPayment(sandbox, cash(paid, '1.00'));
    await refused(reversal(paid));
  });
});

describe('where bills need approval', () => {
  beforeEach(() => {
    sandbox.settings.billApproval = true;
  });

  test('a submitted one is not in the ledger, cannot be paid, and may be recalled to a draft', async () => {
    const before = sandbox.books.balances();
    const key = await newBill(sandbox);
    expect(sandbox.books.get('APBILL', key)).toMatchObject({ STATE: 'Submitted', RAWSTATE: 'S' });
    expect(moved(sandbox, before)).toEqual({});
    const pay = `<create><APPYMT><FINANCIALENTITY>BANK1</FINANCIALENTITY><PAYMENTMETHOD>EFT</PAYMENTMETHOD><VENDORID>V102</VENDORID>
      <PAYMENTDATE>02/20/2026</PAYMENTDATE><APPYMTDETAILS>${cash(key, '1')}</APPYMTDETAILS></APPYMT></create>`;
    await refused(pay);
    await done(sandbox, `<recallApBill><recordno>${key}</recordno></recallApBill>`);
    expect(sandbox.books.get('APBILL', key)?.STATE).toBe('Draft');
    await refused(`<recallApBill><recordno>${key}</recordno></recallApBill>`);
  });

  test('approving it posts it; declining leaves it to be changed and submitted again', async () => {
    const before = sandbox.books.balances();
    const approved = await newBill(sandbox);
    const declined = await newBill(sandbox);
    await sandbox.decideBill(approved, 'approve');
    await sandbox.decideBill(declined, 'decline');
    expect(sandbox.books.get('APBILL', approved)?.STATE).toBe('Posted');
    expect(sandbox.books.get('APBILL', declined)).toMatchObject({ STATE: 'Declined', RAWSTATE: 'U' });
    expect(moved(sandbox, before)).toEqual({ 2000: '-120.50', 6200: '120.50' });
    await expect(sandbox.decideBill(approved, 'approve')).rejects.toThrow('is Posted and cannot be approved');
    await done(sandbox, `<update_bill key="${declined}"><action>Submit</action></update_bill>`);
    expect(sandbox.books.get('APBILL', declined)?.STATE).toBe('Submitted');
  });
});

test('an AP adjustment is a credit memo with positive lines, a debit memo with negative ones', async () => {
  const before = sandbox.books.balances();
  const credit = one(await done(sandbox, adjustment('30.00', 'V102', '<adjustmentno>ADJ-1</adjustmentno>')), 'key');
  const debit = one(await done(sandbox, adjustment('-12.00')), 'key');
  expect(sandbox.books.get('APADJUSTMENT', credit)).toMatchObject({
    RECORDID: 'ADJ-1',
    TOTALDUE: '30.00',
    STATE: 'Posted',
  });
  expect(sandbox.books.get('APADJUSTMENT', debit)?.TOTALDUE).toBe('-12.00');
  expect(moved(sandbox, before)).toEqual({ 2000: '-18.00', 6200: '18.00' });
  expect((await refused(adjustment('1.00', 'V102', '<adjustmentno>ADJ-1</adjustmentno>'))).codes[0]).toBe('BL03002185');
  await refused(`<delete><object>APADJUSTMENT</object><keys>${debit}</keys></delete>`);
});
