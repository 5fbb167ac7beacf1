import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Exceptions, Functions, OnlineClient } from '@intacct/intacct-sdk';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { loginConfig, made, mapName, mappedEndpoint, rejection, SdkClient } from './official-sdk.js';
import { application, bill, customer, FEBRUARY, invoice, receipt } from './official-sdk-input.js';

const { AccountsPayable, AccountsReceivable, Common, Company, GeneralLedger } = Functions;
const { QueryFilter, QueryOrderBy, QuerySelect } = Common.NewQuery;
const { Filter } = QueryFilter;

const LEAST_CALLS = 25;

let sandbox: IntacctSandbox;
let sdk: SdkClient;
let unmap: () => void;

beforeAll(async () => {
  unmap = mapName();
  sandbox = await startSandbox({ company: 'small' });
  sdk = await SdkClient.signIn(sandbox);
});

afterAll(async () => {
  unmap();
  await sandbox.close();
});

const read = (objectName: string, key: number) => sdk.row(made(Common.Read, { objectName, keys: [key] }));

test('signing in gives a session at the address the client called, in the company and at the entity it asked for', async () => {
  const { companyId, userId } = sandbox.credentials;
  expect(sdk.config).toMatchObject({ companyId, userId, entityId: '', endpointUrl: mappedEndpoint(sandbox) });
  expect(Date.parse(sdk.config.sessionTimeout)).toBeGreaterThan(Date.parse(sdk.config.sessionTimestamp));
  const atEntity = await SdkClient.signIn(sandbox, { entityId: 'E100' });
  expect(atEntity.config.entityId).toBe('E100');
  expect(atEntity.config.sessionId).not.toBe(sdk.config.sessionId);
});

test('wrong credentials come out as the exception of a failed sign-in', async () => {
  const signIn = SdkClient.signIn(sandbox, { userPassword: 'wrong' });
  const error = await rejection(signIn);
  expect(error).toBeInstanceOf(Exceptions.ResponseException);
  expect(error).toMatchObject({
    message: expect.stringContaining('Response authentication status failure'),
    errors: [expect.stringMatching(/^XL03000006 .*Sign-in information is incorrect/)],
  });
  const sender = await rejection(SdkClient.signIn(sandbox, { senderPassword: 'wrong' }));
  expect(sender).toMatchObject({ message: expect.stringContaining('Response control status failure - XL03000006') });
});

test('a client may also sign in with every request', async () => {
  const client = new OnlineClient(loginConfig(sandbox));
  const response = await client.execute(made(Common.ReadByName, { objectName: 'CUSTOMER', names: ['C101'] }));
  expect(response.authentication).toMatchObject({ status: 'success', companyId: sandbox.credentials.companyId });
  expect(response.getResult()).toMatchObject({ functionName: 'readByName', count: 1 });
  expect(response.getResult().data).toMatchObject([{ CUSTOMERID: 'C101', NAME: 'Brightwater Foods' }]);
});

test('a customer is created, read by number and by name, and changed', async () => {
  const created = await sdk.call(customer('SDK-1'));
  expect(created).toMatchObject({ functionName: 'create', listType: 'objects' });
  expect(created.data).toMatchObject([{ CUSTOMERID: 'SDK-1' }]);
  const key = Number(created.data[0]?.RECORDNO);
  expect(await read('CUSTOMER', key)).toMatchObject({ NAME: 'Customer SDK-1', TERMNAME: 'N30', STATUS: 'active' });
  const changes = { customerId: 'SDK-1', creditLimit: 2500, comments: 'Known & trusted' };
  await sdk.call(made(AccountsReceivable.CustomerUpdate, changes));
  const byName = made(Common.ReadByName, { objectName: 'CUSTOMER', names: ['SDK-1'] });
  expect(await sdk.row(byName)).toMatchObject({
    RECORDNO: String(key),
    NAME: 'Customer SDK-1',
    CREDITLIMIT: '2500.00',
    COMMENTS: 'Known & trusted',
  });
});

test('an invoice is created with its lines and reversed', async () => {
  const key = await sdk.key(invoice('C101', 'SDK-INV-1', 120.5, 30));
  expect(await read('ARINVOICE', key)).toMatchObject({
    RECORDNO: String(key),
    RECORDID: 'SDK-INV-1',
    CUSTOMERID: 'C101',
    STATE: 'Posted',
    WHENCREATED: '02/03/2026',
    WHENDUE: '03/05/2026',
    TOTALENTERED: '150.50',
    TOTALDUE: '150.50',
    ARINVOICEITEMS: { arinvoiceitem: [{ AMOUNT: '120.50' }, { AMOUNT: '30.00', ENTRYDESCRIPTION: 'Seats' }] },
  });
  const reversal = { recordNo: key, reverseDate: FEBRUARY(4), memo: 'Entered twice' };
  expect(await sdk.key(made(AccountsReceivable.InvoiceReverse, reversal))).toBeGreaterThan(0);
  expect(await read('ARINVOICE', key)).toMatchObject({ STATE: 'Reversed', TOTALDUE: '0.00' });
});

test('a receipt pays an invoice, and its reversal makes the invoice due again', async () => {
  const owed = await sdk.key(invoice('C101', 'SDK-INV-2', 100));
  const payment = await sdk.key(receipt(60, application(owed, 60)));
  expect(await read('ARINVOICE', owed)).toMatchObject({
    STATE: 'Partially Paid',
    TOTALPAID: '60.00',
    TOTALDUE: '40.00',
  });
  expect(await read('ARPYMT', payment)).toMatchObject({ CUSTOMERID: 'C101', TOTALENTERED: '60.00' });
  await sdk.call(made(AccountsReceivable.ArPaymentReverse, { recordNo: payment, reverseDate: FEBRUARY(12) }));
  expect(await read('ARINVOICE', owed)).toMatchObject({ STATE: 'Posted', TOTALPAID: '0.00', TOTALDUE: '100.00' });
});

test('money on account is applied to an invoice later', async () => {
  const owed = await sdk.key(invoice('C101', 'SDK-INV-3', 80));
  const advance = await sdk.key(receipt(80));
  const members = { recordNo: advance, receivedDate: FEBRUARY(15), applyToTransactions: [application(owed, 80)] };
  await sdk.call(made(AccountsReceivable.ArPaymentApply, members));
  expect(await read('ARINVOICE', owed)).toMatchObject({ STATE: 'Paid', TOTALPAID: '80.00', TOTALDUE: '0.00' });
});

test('a bill is created and reversed', async () => {
  const key = await sdk.key(bill('SDK-B-1', 75.25));
  expect(await read('APBILL', key)).toMatchObject({ RECORDID: 'SDK-B-1', VENDORID: 'V102', TOTALDUE: '75.25' });
  await sdk.call(made(AccountsPayable.BillReverse, { recordNo: key, reverseDate: FEBRUARY(4) }));
  expect(await read('APBILL', key)).toMatchObject({ STATE: 'Reversed', TOTALDUE: '0.00' });
});

test('a bill is paid, and voiding the payment makes it due again', async () => {
  const owed = await sdk.key(bill('SDK-B-2', 90));
  const detail = made(AccountsPayable.ApPaymentDetailBillInfo, { recordNo: owed, paymentAmount: 90 });
  const info = made(AccountsPayable.ApPaymentInfo, {
    paymentMethod: 'EFT',
    financialEntityId: 'BANK1',
    vendorId: 'V102',
    paymentDate: FEBRUARY(20),
    transactionCurrency: 'USD',
    apPaymentDetails: [new AccountsPayable.ApPaymentDetailBill(detail)],
  });
  const payment = await sdk.key(new AccountsPayable.ApPaymentCreate(info, 'pay-1'));
  expect(await read('APPYMT', payment)).toMatchObject({ VENDORID: 'V102', WHENCREATED: '02/20/2026' });
  expect(await read('APBILL', owed)).toMatchObject({ STATE: 'Paid', TOTALDUE: '0.00' });
  const voiding = AccountsPayable.ApPaymentFactory.create('void_appaymentrequest', payment, 'void-1');
  await sdk.call(voiding);
  expect(await read('APBILL', owed)).toMatchObject({ STATE: 'Posted', TOTALDUE: '90.00' });
});

test('a journal entry is posted with both its sides', async () => {
  const line = (glAccountNumber: string, transactionAmount: number) =>
    made(GeneralLedger.JournalEntryLineCreate, { glAccountNumber, transactionAmount, locationId: 'E100' });
  const header = { journalSymbol: 'GJ', postingDate: FEBRUARY(28), description: 'Accrual', referenceNumber: 'SDK-J-1' };
  const lines = [line('6200', 45.6), line('2000', -45.6)];
  const key = await sdk.key(made(GeneralLedger.JournalEntryCreate, { ...header, lines }));
  expect(await read('GLBATCH', key)).toMatchObject({
    JOURNAL: 'GJ',
    BATCH_TITLE: 'Accrual',
    BATCH_DATE: '02/28/2026',
    STATE: 'Posted',
    ENTRIES: {
      glentry: [
        { ACCOUNTNO: '6200', TR_TYPE: '1', AMOUNT: '45.60' },
        { ACCOUNTNO: '2000', TR_TYPE: '-1', AMOUNT: '45.60' },
      ],
    },
  });
});

test('readByQuery and readMore bring every record once, page by page', async () => {
  const query = new Common.Query.QueryString("ACCOUNTTYPE = 'I'");
  const expected = sandbox.books.list('GLACCOUNT').filter(({ ACCOUNTTYPE }) => ACCOUNTTYPE === 'incomestatement');
  const first = { objectName: 'GLACCOUNT', fields: ['RECORDNO', 'ACCOUNTNO'], pageSize: 2, query };
  let page = await sdk.call(made(Common.ReadByQuery, first));
  const total = expected.length;
  expect(page).toMatchObject({ listType: 'glaccount', count: 2, totalCount: total, numRemaining: total - 2 });
  const seen = [...page.data];
  while (page.numRemaining > 0) {
    page = await sdk.call(made(Common.ReadMore, { resultId: page.resultId }));
    expect(page.totalCount).toBe(total);
    seen.push(...page.data);
  }
  expect(total).toBeGreaterThan(4);
  expect(seen.map((row: { ACCOUNTNO: string }) => row.ACCOUNTNO)).toEqual(expected.map(({ ACCOUNTNO }) => ACCOUNTNO));
});

test('query filters, orders, pages and aggregates', async () => {
  await sdk.batch([invoice('C102', 'Q-1', 10), invoice('C102', 'Q-2', 20), invoice('C102', 'Q-3', 30)], false);
  const filter = new QueryFilter.AndOperator([
    new Filter('CUSTOMERID').equalTo('C102'),
    new Filter('TOTALDUE').greaterThan('5'),
    new Filter('STATE').in(['Posted', 'Partially Paid']),
  ]);
  const page = (offset: number) =>
    new Common.NewQuery.Query()
      .assignFromObject('ARINVOICE')
      .assignSelectFields(new QuerySelect.SelectBuilder().addFields(['RECORDID', 'TOTALDUE', 'CUSTOMER.NAME']).selects)
      .assignFilter(filter)
      .assignOrderBy(new QueryOrderBy.OrderBuilder().addDescending('TOTALDUE').orders)
      .assignPageSize(2)
      .assignOffset(offset);
  const first = await sdk.call(page(0));
  expect(first).toMatchObject({ listType: 'ARINVOICE', count: 2, totalCount: 3, numRemaining: 1 });
  expect(first.data).toEqual([
    { RECORDID: 'Q-3', TOTALDUE: '30.00', 'CUSTOMER.NAME': 'Corvane Robotics' },
    { RECORDID: 'Q-2', TOTALDUE: '20.00', 'CUSTOMER.NAME': 'Corvane Robotics' },
  ]);
  expect((await sdk.call(page(2))).data).toMatchObject([{ RECORDID: 'Q-1', TOTALDUE: '10.00' }]);
  const sums = new QuerySelect.SelectBuilder().addField('CUSTOMERID').addCount('RECORDNO').selects;
  const grouped = new Common.NewQuery.Query()
    .assignFromObject('ARINVOICE')
    .assignSelectFields(sums)
    .assignFilter(filter);
  expect(await sdk.rows(grouped)).toEqual([{ CUSTOMERID: 'C102', 'COUNT.RECORDNO': '3' }]);
});

test('lookup and inspect describe an object, and get_list brings one of its records', async () => {
  const [type] = (await sdk.call(made(Common.Lookup, { objectName: 'CUSTOMER' }))).data;
  expect(type.$).toMatchObject({ Name: 'CUSTOMER' });
  expect(type.Fields.Field).toContainEqual(expect.objectContaining({ ID: 'CUSTOMERID', DATATYPE: 'TEXT' }));
  expect(type.Relationships.Relationship).toContainEqual(expect.objectContaining({ OBJECTNAME: 'CONTACT' }));
  const [inspected] = (await sdk.call(made(Common.Inspect, { objectName: 'VENDOR' }))).data;
  expect(inspected.Fields.Field).toContainEqual(expect.objectContaining({ Name: 'VENDORID' }));
  const list = await sdk.call(made(Common.GetList.GetList, { object: 'customer' }));
  expect(list.data).toContainEqual(expect.objectContaining({ customerid: 'C101', name: 'Brightwater Foods' }));
});

test('files are attached in a folder of their own', async () => {
  const folder = made(Company.AttachmentsFolderCreate, { folderName: 'SDK', description: 'From the SDK' });
  expect((await sdk.call(folder)).key).toBe('SDK');
  const path = await mkdtemp(join(tmpdir(), 'official-sdk-'));
  try {
    writeFileSync(join(path, 'contract.txt'), 'Signed.');
    const file = made(Company.AttachmentFile, { filePath: join(path, 'contract.txt') });
    const named = { attachmentsId: 'SDK-A-1', attachmentsName: 'Contract', attachmentFolderName: 'SDK' };
    expect((await sdk.call(made(Company.AttachmentsCreate, { ...named, files: [file] }))).key).toBe('SDK-A-1');
  } finally {
    rmSync(path, { recursive: true });
  }
  expect(sandbox.books.list('SUPDOC')).toMatchObject([{ SUPDOCID: 'SDK-A-1', SUPDOCNAME: 'Contract' }]);
  expect(sandbox.books.list('ATTACHMENT')).toMatchObject([{ ATTACHMENTDATA: btoa('Signed.') }]);
});

test('a refusal comes out as an exception with every error of the reply, the specific one first', async () => {
  const error = await rejection(sdk.call(invoice('NOBODY', 'SDK-INV-4', 10)));
  expect(error).toBeInstanceOf(Exceptions.ResultException);
  expect(error).toMatchObject({
    message: expect.stringContaining('Result status: failure for Control ID: '),
    errors: [
      expect.stringMatching(/^BL01001973 .*NOBODY/),
      expect.stringContaining('Could not create Invoice record!'),
    ],
  });
  expect(sandbox.books.list('ARINVOICE').some(({ RECORDID }) => RECORDID === 'SDK-INV-4')).toBe(false);
});

test('a transaction that fails in the middle leaves nothing behind', async () => {
  const before = { commits: sandbox.commits.length, invoices: sandbox.books.list('ARINVOICE').length };
  const together = [customer('SDK-2'), invoice('SDK-2', 'SDK-INV-5', 10), invoice('NOBODY', 'SDK-INV-6', 10)];
  const error = await rejection(sdk.batch(together, true));
  expect(error).toBeInstanceOf(Exceptions.ResultException);
  expect(error).toMatchObject({ errors: [expect.stringContaining('NOBODY'), expect.any(String)] });
  expect({ commits: sandbox.commits.length, invoices: sandbox.books.list('ARINVOICE').length }).toEqual(before);
  const gone = await sdk.call(made(Common.ReadByName, { objectName: 'CUSTOMER', names: ['SDK-2'] }));
  expect(gone.count).toBe(0);
});

test('all this took more than the calls that were asked for, and the books balance', () => {
  expect(sandbox.requests.length).toBeGreaterThanOrEqual(LEAST_CALLS);
  expect(sandbox.books.trialBalance()).toBe('0.00');
});
