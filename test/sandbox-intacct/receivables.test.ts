import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, ask, call, customerXml, invoiceXml, one, paymentXml, statuses, written } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  expect(sandbox.books.trialBalance()).toBe('0.00');
  return sandbox.close();
});

/** Sends a write that must be refused; returns its errors after checking that nothing changed. */
async function refused(body: string): Promise<{ codes: string[]; text: string }> {
  const before = written(sandbox);
  const text = await call(sandbox, body);
  expect(statuses(text)).toEqual(['failure']);
  expect(written(sandbox)).toEqual(before);
  return { codes: all(text, 'errorno'), text: text.replaceAll('&#039;', "'") };
}

async function invoiceKey(options = {}): Promise<string> {
  return one(await call(sandbox, invoiceXml(options)), 'key');
}

describe('a customer', () => {
  test('is created with the contact that the system names after it', async () => {
    const text = await call(sandbox, customerXml('C900'));
    expect(text).toContain('<data listtype="objects" count="1"><customer><RECORDNO>');
    expect(sandbox.books.list('CONTACT').map(({ CONTACTNAME }) => CONTACTNAME)).toContain('Customer C900(CC900)');
    expect(sandbox.commits.at(-1)).toMatchObject({ function: 'create', object: 'CUSTOMER', controlId: 'fn-1' });
  });

  test('gets an ID when none is given, unless the company does not number customers', async () => {
    const anonymous = customerXml('').replace('<CUSTOMERID></CUSTOMERID>', '');
    expect(one(await call(sandbox, anonymous), 'CUSTOMERID')).toBe('10001');
    sandbox.settings.autoNumberCustomers = false;
    expect((await refused(anonymous)).text).toContain('Customer ID');
  });

  test('with an ID that exists is refused: the specific error, then the wrapper, behind an empty list', async () => {
    const { codes, text } = await refused(customerXml('C101'));
    expect(codes).toEqual(['BL34000061', 'BL01001973']);
    expect(text).toContain('Another Customer with the given value(s) C101 already exists [Support ID: ');
    expect(text).toContain('<data listtype="objects" count="0"></data><errormessage>');
  });

  test('whose contact name is taken is refused, and the customer is not created', async () => {
    const taken = customerXml('C900').replace('<PRINTAS>', '<CONTACTNAME>Aldgate Books(CC100)</CONTACTNAME><PRINTAS>');
    expect((await refused(taken)).text).toContain('Another Contact with the given value(s) Aldgate Books(CC100)');
  });

  test.each([
    ['an unknown field', '<COLOUR>red</COLOUR>', 'DL02000001', 'COLOUR'],
    ['a term that does not exist', '<TERMNAME>N99</TERMNAME>', 'BL01001973', "Invalid Term 'N99' specified."],
    ['a credit limit that is no number', '<CREDITLIMIT>much</CREDITLIMIT>', 'BL03000018', 'much'],
    ['a currency that is not enabled', '<CURRENCY>JPY</CURRENCY>', 'BL01001973', 'JPY'],
  ])('with %s is refused', async (_what, field, code, words) => {
    const { codes, text } = await refused(customerXml('C900', field));
    expect(codes).toEqual([code, 'BL01001973']);
    expect(text).toContain(words);
  });

  test('with a malformed e-mail address is refused', async () => {
    const { text } = await refused(customerXml('C900').replace('<PRINTAS>', '<EMAIL1>nope</EMAIL1><PRINTAS>'));
    expect(text).toContain('Illegal format for Contactversion : Primary Email Address nope');
  });

  test('is updated by its ID; what is not sent stays and an empty element clears', async () => {
    const update = (fields: string) =>
      call(sandbox, `<update><CUSTOMER><CUSTOMERID>C101</CUSTOMERID>${fields}</CUSTOMER></update>`);
    await update('<COMMENTS>Handle with care</COMMENTS>');
    await update('<TERMNAME></TERMNAME>');
    const customer = sandbox.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === 'C101');
    expect(customer).toMatchObject({ COMMENTS: 'Handle with care', NAME: 'Brightwater Foods' });
    expect(customer).not.toHaveProperty('TERMNAME');
  });

  test('with transactions cannot be deleted; one without can', async () => {
    const created = one(await call(sandbox, customerXml('C900')), 'RECORDNO');
    const busy = sandbox.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === 'C101')?.RECORDNO;
    const remove = (key: string | undefined) => `<delete><object>CUSTOMER</object><keys>${key}</keys></delete>`;
    expect((await refused(remove(busy))).codes).toEqual(['BL03000018', 'BL01001973']);
    expect(statuses(await call(sandbox, remove(created)))).toEqual(['success']);
    expect(sandbox.books.get('CUSTOMER', created)).toBeUndefined();
    expect((await refused(remove(created))).text).toContain(`Cannot find Customer with key '${created}' to delete.`);
  });

  test('owes what its posted invoices say', async () => {
    await call(sandbox, invoiceXml({ customer: 'C102' }));
    await call(sandbox, invoiceXml({ customer: 'C102', action: 'Draft' }));
    expect(sandbox.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === 'C102')?.TOTALDUE).toBe('120.50');
  });
});

test('a contact is created, changed and deleted by the generic functions', async () => {
  const created = await call(
    sandbox,
    '<create><CONTACT><CONTACTNAME>Ann</CONTACTNAME><PRINTAS>Ann Ode</PRINTAS></CONTACT></create>',
  );
  const key = one(created, 'RECORDNO');
  await call(
    sandbox,
    `<update><CONTACT><RECORDNO>${key}</RECORDNO><EMAIL1>ann@ode.example</EMAIL1></CONTACT></update>`,
  );
  expect(sandbox.books.get('CONTACT', key)).toMatchObject({ PRINTAS: 'Ann Ode', EMAIL1: 'ann@ode.example' });
  await call(sandbox, `<delete><object>CONTACT</object><keys>${key}</keys></delete>`);
  expect(sandbox.books.get('CONTACT', key)).toBeUndefined();
  expect(sandbox.commits.map((commit) => commit.function)).toEqual(['create', 'update', 'delete']);
});

describe('an invoice', () => {
  test('is posted: due by its term, receivables debited and sales credited', async () => {
    const before = sandbox.books.balances();
    const key = await invoiceKey({ number: 'A-1' });
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({
      RECORDID: 'A-1',
      STATE: 'Posted',
      RAWSTATE: 'A',
      WHENCREATED: '02/03/2026',
      WHENDUE: '03/05/2026',
      TOTALDUE: '120.50',
      TRX_TOTALDUE: '120.50',
      CUSTOMERNAME: 'Brightwater Foods',
      BILLTOPAYTOCONTACTNAME: 'Brightwater Foods(CC101)',
    });
    const after = sandbox.books.balances();
    expect(Number(after['1100']) - Number(before['1100'])).toBeCloseTo(120.5, 6);
    expect(Number(after['4000']) - Number(before['4000'])).toBeCloseTo(-120.5, 6);
  });

  test('as a draft leaves the ledger alone until it is submitted', async () => {
    const entries = sandbox.books.count('GLENTRY');
    const key = await invoiceKey({ action: 'Draft' });
    expect(sandbox.books.get('ARINVOICE', key)?.STATE).toBe('Draft');
    expect(sandbox.books.count('GLENTRY')).toBe(entries);
    const text = await call(sandbox, `<update_invoice key="${key}"><action>Submit</action></update_invoice>`);
    expect(one(text, 'key')).toBe(key);
    expect(sandbox.books.get('ARINVOICE', key)?.STATE).toBe('Posted');
    expect(sandbox.books.count('GLENTRY')).toBe(entries + 2);
    await refused(`<update_invoice key="${key}"><action>Submit</action></update_invoice>`);
  });

  test('without a number gets the next one, unless the company does not number invoices', async () => {
    const key = await invoiceKey();
    expect(sandbox.books.get('ARINVOICE', key)?.RECORDID).toBe('INV-000001');
    sandbox.settings.autoNumberInvoices = false;
    expect((await refused(invoiceXml())).codes[0]).toBe('PL01000127');
  });

  test('with a number that exists is refused', async () => {
    await invoiceKey({ number: 'A-1' });
    const { codes, text } = await refused(invoiceXml({ number: 'A-1' }));
    expect(codes).toEqual(['BL03002185', 'BL01001973']);
    expect(text).toContain("A transaction with the number 'A-1' already exists.");
  });

  const line = (more: string) => `<glaccountno>4000</glaccountno><amount>1</amount>${more}`;
  test.each([
    ['customer', { customer: 'NOBODY' }, "Invalid Customer 'NOBODY' specified."],
    ['account', { line: '<glaccountno>9999</glaccountno><amount>1</amount>' }, "Invalid Account '9999' specified."],
    ['location', { line: line('<locationid>E900</locationid>') }, "Invalid Location 'E900' specified."],
    ['department', { line: line('<departmentid>D9</departmentid>') }, "Invalid Department 'D9' specified."],
    ['item', { line: line('<itemid>NONE</itemid>') }, "Invalid Item 'NONE' specified."],
    ['term', { due: '<termname>N99</termname>' }, "Invalid Term 'N99' specified."],
  ])('that names an unknown %s is refused', async (_what, options, words) => {
    const { codes, text } = await refused(invoiceXml(options));
    expect(codes).toEqual(['BL01001973', 'BL01001973']);
    expect(text).toContain(words);
  });

  test('in a currency that the company has not enabled is refused and names it', async () => {
    expect((await refused(invoiceXml({ currency: 'JPY' }))).text).toContain("The currency 'JPY' is not enabled");
  });

  test('in a foreign currency is kept in both, at the daily rate', async () => {
    const key = await invoiceKey({ currency: 'EUR' });
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({
      TRX_TOTALDUE: '120.50',
      TOTALDUE: '130.14',
      EXCHANGE_RATE: '1.08',
      EXCH_RATE_TYPE_ID: 'Intacct Daily Rate',
    });
  });

  test('without due date and term, of an inactive customer, or in a closed period is refused', async () => {
    expect((await refused(invoiceXml({ due: '' }).replace('<termname>N30</termname>', ''))).text).toContain('Due date');
    await call(sandbox, '<update><CUSTOMER><CUSTOMERID>C101</CUSTOMERID><STATUS>inactive</STATUS></CUSTOMER></update>');
    expect((await refused(invoiceXml())).text).toContain('Activate the customer C101, then try again.');
    sandbox.settings.closedThrough = '2026-02-28';
    const { text } = await refused(invoiceXml({ customer: 'C102' }));
    expect(text).toContain('Date must be on or after 03/01/2026');
  });

  test('lacks a department on an account that requires one, and is refused, but may stay a draft', async () => {
    const expense = (more: string) => `<glaccountno>6100</glaccountno><amount>1</amount>${more}`;
    const { text } = await refused(invoiceXml({ line: expense('') }));
    expect(text).toContain('This transaction is missing the Department dimension for the Account 6100.');
    const draft = await invoiceKey({ line: expense(''), action: 'Draft' });
    await refused(`<update_invoice key="${draft}"><action>Submit</action></update_invoice>`);
    const line = expense('<departmentid>D10</departmentid>');
    expect(statuses(await call(sandbox, invoiceXml({ line })))).toEqual(['success']);
  });

  test('has no modification time until its first change, where the company is set so', async () => {
    sandbox.settings.whenModifiedOnCreate = false;
    const key = await invoiceKey();
    expect(sandbox.books.get('ARINVOICE', key)).not.toHaveProperty('WHENMODIFIED');
    await call(sandbox, paymentXml(key, '1.00'));
    expect(sandbox.books.get('ARINVOICE', key)).toHaveProperty('WHENMODIFIED');
  });

  test('must name account labels when the company uses them, and must not otherwise', async () => {
    const label = '<accountlabel>Sales</accountlabel><amount>5</amount>';
    await refused(invoiceXml({ line: label }));
    sandbox.settings.accountLabels = true;
    await refused(invoiceXml());
    expect(statuses(await call(sandbox, invoiceXml({ line: label })))).toEqual(['success']);
  });

  test('needs a location on its lines at top level when the company says so', async () => {
    sandbox.settings.requireLineLocation = true;
    await refused(invoiceXml());
    expect(statuses(await call(sandbox, invoiceXml({ line: line('<locationid>E100</locationid>') })))).toEqual([
      'success',
    ]);
  });

  test('that is posted and unpaid can be changed, and the ledger follows', async () => {
    const key = await invoiceKey();
    await call(
      sandbox,
      `<update_invoice key="${key}"><description>More</description><updateinvoiceitems>
        <updatelineitem line_num="1"><amount>100.00</amount></updatelineitem>
        <lineitem><glaccountno>4010</glaccountno><amount>7.05</amount></lineitem></updateinvoiceitems></update_invoice>`,
    );
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({ TOTALDUE: '107.05', DESCRIPTION: 'More' });
  });

  test('that is a draft can be deleted, one that is posted cannot', async () => {
    const draft = await invoiceKey({ action: 'Draft' });
    const posted = await invoiceKey();
    expect(statuses(await call(sandbox, `<delete_invoice key="${draft}"/>`))).toEqual(['success']);
    await refused(`<delete><object>ARINVOICE</object><keys>${posted}</keys></delete>`);
    expect(sandbox.books.get('ARINVOICE', draft)).toBeUndefined();
    expect(sandbox.books.list('ARINVOICEITEM').some(({ RECORDKEY }) => RECORDKEY === draft)).toBe(false);
  });

  const reversal = (key: string) =>
    `<reverse_invoice key="${key}"><datereversed><year>2026</year><month>02</month><day>10</day></datereversed></reverse_invoice>`;

  test('is reversed: nothing is due, the ledger is as before', async () => {
    const before = sandbox.books.balances();
    const key = await invoiceKey();
    expect(statuses(await call(sandbox, reversal(key)))).toEqual(['success']);
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({ STATE: 'Reversed', TOTALDUE: '0.00' });
    expect(sandbox.books.balances()).toEqual(before);
    await refused(reversal(key));
  });

  test('is not creatable by the generic function', async () => {
    await refused('<create><ARINVOICE><CUSTOMERID>C101</CUSTOMERID></ARINVOICE></create>');
  });
});

describe('a payment', () => {
  test('of a part leaves the rest due; of the rest, the invoice is paid', async () => {
    const key = await invoiceKey();
    expect(statuses(await call(sandbox, paymentXml(key, '20.25')))).toEqual(['success']);
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({
      STATE: 'Partially Paid',
      TOTALPAID: '20.25',
      TRX_TOTALDUE: '100.25',
    });
    await call(sandbox, paymentXml(key, '100.25'));
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({
      STATE: 'Paid',
      TOTALDUE: '0.00',
      WHENPAID: '02/20/2026',
    });
  });

  test('of more than is due is refused with the code for it', async () => {
    const key = await invoiceKey();
    const { codes, text } = await refused(paymentXml(key, '120.51'));
    expect(codes).toEqual(['XL03000027', 'BL01001973']);
    expect(text).toContain(`of invoice key ${key}`);
  });

  test('of a draft, of nothing that exists, or of another customer is refused', async () => {
    await refused(paymentXml(await invoiceKey({ action: 'Draft' }), '1.00'));
    expect((await refused(paymentXml('9999', '1.00'))).text).toContain("Oops, we can't find this transaction");
    await refused(paymentXml(await invoiceKey({ customer: 'C102' }), '1.00'));
  });

  test('without a bank, with both kinds of account, or with an unknown bank is refused', async () => {
    const xml = paymentXml(await invoiceKey(), '1.00');
    const bank = '<FINANCIALENTITY>BANK1</FINANCIALENTITY>';
    await refused(xml.replace(bank, ''));
    await refused(xml.replace(bank, `${bank}<UNDEPOSITEDACCOUNTNO>1050</UNDEPOSITEDACCOUNTNO>`));
    expect((await refused(xml.replace('BANK1', 'BANK9'))).text).toContain("Invalid Bank account 'BANK9' specified.");
  });

  test('needs a batch key when payment summaries are user-specified', async () => {
    const xml = paymentXml(await invoiceKey(), '1.00');
    sandbox.settings.arPaymentSummaries = 'user-specified';
    expect((await refused(xml)).text).toContain('Please provide a payment batch key');
  });

  test('in a foreign currency at another rate books the exchange gain, and the invoice is paid to the cent', async () => {
    const key = await invoiceKey({ currency: 'EUR' });
    sandbox.settings.exchangeRates.EUR = '1.10';
    await call(sandbox, paymentXml(key, '120.50'));
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({ STATE: 'Paid', TOTALDUE: '0.00', TOTALPAID: '130.14' });
    expect(sandbox.books.balances()['4900']).toBe('-2.41');
  });

  test('of an invoice with a negative line in a foreign currency leaves no cent of base currency due', async () => {
    const line = `<glaccountno>4000</glaccountno><amount>33.33</amount></lineitem><lineitem>
      <glaccountno>4010</glaccountno><amount>-0.07</amount>`;
    const key = await invoiceKey({ currency: 'CAD', line });
    await call(sandbox, paymentXml(key, '11.11'));
    await call(sandbox, paymentXml(key, '22.15'));
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({
      STATE: 'Paid',
      TRX_TOTALDUE: '0.00',
      TOTALDUE: '0.00',
    });
  });

  test('in a foreign currency into undeposited funds is refused', async () => {
    const key = await invoiceKey({ currency: 'EUR' });
    const xml = paymentXml(key, '1.00').replace(
      /<FINANCIALENTITY>.*<\/FINANCIALENTITY>/,
      '<UNDEPOSITEDACCOUNTNO>1050</UNDEPOSITEDACCOUNTNO>',
    );
    expect((await refused(xml)).codes[0]).toBe('BL02000051');
  });

  test('on account, by the legacy function, is applied to an invoice later', async () => {
    const key = await invoiceKey();
    const payment = one(
      await call(
        sandbox,
        `<create_arpayment><customerid>C101</customerid><paymentamount>200.00</paymentamount>
        <bankaccountid>BANK1</bankaccountid><refid>R-1</refid>
        <datereceived><year>2026</year><month>2</month><day>20</day></datereceived><paymentmethod>EFT</paymentmethod></create_arpayment>`,
      ),
      'key',
    );
    expect(sandbox.books.get('ARPYMT', payment)).toMatchObject({ TRX_TOTALDUE: '200.00', TRX_TOTALPAID: '0.00' });
    const apply = (amount: string) => `<apply_arpayment><arpaymentkey>${payment}</arpaymentkey>
      <paymentdate><year>2026</year><month>2</month><day>21</day></paymentdate>
      <arpaymentitems><arpaymentitem><invoicekey>${key}</invoicekey><amount>${amount}</amount></arpaymentitem></arpaymentitems></apply_arpayment>`;
    expect((await refused(apply('120.51'))).codes[0]).toBe('XL03000027');
    expect(statuses(await call(sandbox, apply('120.50')))).toEqual(['success']);
    expect(sandbox.books.get('ARPYMT', payment)).toMatchObject({ TRX_TOTALDUE: '79.50', TRX_TOTALPAID: '120.50' });
    expect(sandbox.books.get('ARINVOICE', key)?.STATE).toBe('Paid');
  });
});

test('a hundred concurrent payments of one invoice never pay more than is due', async () => {
  const key = one(await call(sandbox, invoiceXml()), 'key');
  const replies = await Promise.all(Array.from({ length: 100 }, () => call(sandbox, paymentXml(key, '2.00'))));
  const paid = replies.flatMap(statuses).filter((status) => status === 'success').length;
  expect(paid).toBe(60);
  expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({ TOTALPAID: '120.00', TOTALDUE: '0.50' });
  expect(sandbox.books.list('ARPYMTDETAIL').filter(({ RECORDKEY }) => RECORDKEY === key)).toHaveLength(60);
});

test('functions of one request that are independent fail alone', async () => {
  const { text } = await ask(sandbox, { functions: { a: invoiceXml({ customer: 'NOBODY' }), b: invoiceXml() } });
  expect(statuses(text)).toEqual(['failure', 'success']);
  expect(sandbox.commits).toHaveLength(1);
});
