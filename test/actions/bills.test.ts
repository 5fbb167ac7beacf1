import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { functionXml } from '../../connectors/intacct/gateway/envelope.js';
import {
  createBill,
  deleteBill,
  getBill,
  listBills,
  postBill,
  reverseBill,
  updateBill,
} from '../../connectors/intacct/objects/bill.js';
import { NewBillInput, toCreateBill } from '../../connectors/intacct/objects/bill-request.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';

let sandbox: IntacctSandbox;
let connection: Connection;
let call: Connection['call'];

beforeAll(async () => {
  sandbox = await startSandbox({
    company: 'small',
    settings: {
      customFields: [
        { object: 'APBILL', name: 'RECEIVED_BY', type: 'text' },
        { object: 'APBILLITEM', name: 'LINE_REF', type: 'text' },
      ],
      userDefinedDimensions: [{ object: 'REGION', label: 'Region', records: ['North', 'South'] }],
    },
  });
  connection = await connectTo(sandbox);
  call = connection.call;
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

type Bill = Partial<z.input<typeof NewBillInput>>;

const line = { accountNumber: '6200', amount: '10.00', locationId: 'E100' };
const header = { vendorId: 'V102', billDate: '2026-03-02', dueDate: '2026-04-01' };
const create = (input: Bill = {}) => call('createBill', createBill, { ...header, lines: [line], ...input });
const update = (input: z.input<typeof updateBill.input>) => call('updateBill', updateBill, input);
const post = (key: string) => call('postBill', postBill, { key });
const reverse = (key: string, reversalDate = '2026-03-20') =>
  call('reverseBill', reverseBill, { key, reversalDate, memo: 'Entered twice' });
const read = (key: string) =>
  call('getBill', getBill, { key, customFields: ['RECEIVED_BY'], lineCustomFields: ['LINE_REF'] });

/** Names of the functions that leave while this runs. */
async function sentBy(work: () => Promise<unknown>): Promise<string[]> {
  const before = sandbox.requests.length;
  await work();
  return sandbox.requests.slice(before).flatMap(({ functions }) => functions.map(({ name }) => name));
}

/** A request as it would leave. */
const requestFor = (input: Bill) =>
  functionXml('1', toCreateBill(NewBillInput.parse({ ...header, lines: [line], ...input })));

describe('createBill', () => {
  test('keeps every field of the header and every dimension of a line', async () => {
    const given = {
      number: 'POS-900',
      referenceNumber: 'PO 12',
      description: 'Chairs',
      paymentTerm: 'N30',
      postingDate: '2026-03-05',
      recommendedPaymentDate: '2026-03-30',
      priority: 'urgent',
      onHold: true,
      currency: 'EUR',
      exchangeRate: '1.25',
      payToContact: 'Mara Quill',
      customFields: { RECEIVED_BY: 'Mara' },
    } as const;
    const dimensions = {
      ...{ locationId: 'E100', departmentId: 'D30', projectId: 'P100', taskId: 'T1', customerId: 'C100' },
      ...{ vendorId: 'V102', employeeId: 'EMP1', itemId: 'SEAT', classId: 'SUBS', contractId: 'CON1' },
      warehouseId: 'WH1',
    };
    const lines = [
      { ...line, ...dimensions, amount: '99.90', memo: 'Six chairs', billable: true, dimensions: { GLDIMREGION: '1' } },
      { ...line, amount: '-9.90', memo: 'Discount', customFields: { LINE_REF: 'b' } },
    ];
    const { key, ...made } = await create({ ...given, lines });

    expect(made).toEqual({ number: 'POS-900', state: 'posted', total: '90.00', adopted: false });
    const bill = await read(key);
    expect(bill).toMatchObject({ ...header, ...given, state: 'Posted', total: '90.00', totalDue: '90.00' });
    expect(bill.lines).toMatchObject(lines);
  });

  test('leaves a draft when asked to, even without a due date', async () => {
    const { key, state } = await create({ state: 'draft', dueDate: undefined });
    expect(state).toBe('draft');
    expect(await read(key)).toMatchObject({ state: 'Draft', dueDate: null });
  });

  test('sends taxes and allocations in the way of the generic object', () => {
    const taxed = { ...line, allocationId: 'RENT', taxEntries: [{ taxDetailId: 'UK Standard 20', amount: '2' }] };
    const xml = requestFor({ taxSolutionId: 'UK VAT', lines: [taxed] });

    expect(xml).toContain('<TAXSOLUTIONID>UK VAT</TAXSOLUTIONID>');
    expect(xml).toContain('<ALLOCATION>RENT</ALLOCATION>');
    expect(xml).toContain(
      '<TAXENTRIES><TAXENTRY><DETAILID>UK Standard 20</DETAILID><TRX_TAX>2.00</TRX_TAX></TAXENTRY></TAXENTRIES>',
    );
  });

  test('lets Intacct take the taxes out of amounts that include them', () => {
    const xml = requestFor({ inclusiveTax: true, lines: [{ ...line, taxEntries: [{ taxDetailId: 'GST' }] }] });

    expect(xml).toContain('<INCLUSIVETAX>true</INCLUSIVETAX>');
    expect(xml).toContain('<TOTALTRXAMOUNT>10.00</TOTALTRXAMOUNT>');
    expect(xml).not.toContain('<TRX_AMOUNT>');
  });

  test.each([
    ['no due date though posted', { dueDate: undefined }, 'dueDate'],
    ['an account and a label', { lines: [{ ...line, accountLabel: 'Rent' }] }, 'lines[0].accountNumber'],
    ['a rate and a rate type', { exchangeRate: '1.1', exchangeRateType: 'Corporate Rate' }, 'exchangeRate'],
    ['a posting date and a summary', { postingDate: '2026-03-05', summary: 'March' }, 'postingDate'],
    ['three decimals', { lines: [{ ...line, amount: '1.005' }] }, 'lines[0].amount'],
  ])('refuses %s before anything leaves', async (_, input, field) => {
    const sent = await sentBy(() =>
      expect(create(input)).rejects.toMatchObject({ kind: 'invalid_input', details: { field } }),
    );
    expect(sent).toEqual([]);
  });

  test('refuses a number that another bill of the vendor has, while another vendor may use it', async () => {
    await create({ number: '1001' });

    await expect(create({ number: '1001', lines: [{ ...line, amount: '5.00' }] })).rejects.toMatchObject({
      code: 'number_taken',
    });
    expect(await create({ number: '1001', vendorId: 'V101' })).toMatchObject({ adopted: false });
  });

  test('finds the bill of a lost reply by number and vendor', async () => {
    await create({ number: 'L-1', vendorId: 'V101' });
    sandbox.faults.add({ match: { object: 'APBILL' }, kind: 'lost-reply', times: 1 });
    const made = await create({ number: 'L-1' });

    expect(made).toMatchObject({ adopted: true, number: 'L-1', state: 'posted' });
    expect(await read(made.key)).toMatchObject({ vendorId: 'V102' });
    expect(sandbox.books.list('APBILL').filter(({ RECORDID }) => RECORDID === 'L-1')).toHaveLength(2);
  });

  test('asks for a decision when the reply to a bill without a number is lost', async () => {
    sandbox.faults.add({ match: { object: 'APBILL' }, kind: 'lost-reply', times: 1 });
    const made = create({ lines: [{ ...line, amount: '77.77' }] });

    await expect(made).rejects.toMatchObject({ code: 'outcome_needs_decision', retry: 'no' });
    expect(sandbox.books.list('APBILL').filter(({ TOTALENTERED }) => TOTALENTERED === '77.77')).toHaveLength(1);
  });
});

describe('updateBill', () => {
  test('changes what is given, empties what is null and leaves the rest, lines included', async () => {
    const { key } = await create({ number: 'U-1', description: 'old', referenceNumber: 'PO 1' });
    await update({ key, description: null, priority: 'low', dueDate: '2026-05-01' });

    expect(await read(key)).toMatchObject({
      ...{ number: 'U-1', state: 'Posted', description: null, referenceNumber: 'PO 1', priority: 'low' },
      ...{ dueDate: '2026-05-01', total: '10.00', lines: [{ amount: '10.00', memo: null }] },
    });
  });

  test('makes the given lines all that the bill has, and keeps those that are named by number', async () => {
    const { key } = await create({ lines: [line, { ...line, amount: '20.00' }] });
    const [first] = (await read(key)).lines;
    await update({
      key,
      lines: [
        { ...line, lineNumber: 1, amount: '11.00' },
        { ...line, amount: '30.00' },
      ],
    });

    const { lines, total } = await read(key);
    expect(total).toBe('41.00');
    expect(lines.map(({ amount }) => amount)).toEqual(['11.00', '30.00']);
    expect(lines[0]?.key).toBe(first?.key);
  });

  test('leaves a draft a draft, also where an update would submit it by itself', async () => {
    const { key } = await create({ state: 'draft' });
    sandbox.settings.updateSubmitsByDefault = true;
    await update({ key, description: 'still thinking' });
    sandbox.settings.updateSubmitsByDefault = false;

    expect(await read(key)).toMatchObject({ state: 'Draft', description: 'still thinking' });
  });

  test('takes a lost reply for done when the bill is as it should be, and writes once', async () => {
    const { key } = await create();
    sandbox.faults.add({ match: { function: 'update' }, kind: 'lost-reply', times: 1 });
    const sent = await sentBy(() => update({ key, lines: [{ ...line, lineNumber: 1, memo: 'Paper' }] }));

    expect(sent.filter((name) => name === 'update')).toHaveLength(1);
    expect((await read(key)).lines).toMatchObject([{ memo: 'Paper' }]);
  });

  test('refuses a reversed bill', async () => {
    const { key } = await create();
    await reverse(key);
    await expect(update({ key, description: 'late' })).rejects.toMatchObject({ code: 'state_forbids' });
  });
});

describe('postBill', () => {
  test('posts a draft, and has nothing to do the second time', async () => {
    const { key } = await create({ state: 'draft' });
    expect(await post(key)).toEqual({ key, state: 'Posted', alreadyPosted: false });
    expect(await post(key)).toEqual({ key, state: 'Posted', alreadyPosted: true });
    expect(await read(key)).toMatchObject({ state: 'Posted', totalDue: '10.00' });
  });

  test('hands a draft in where bills need approval', async () => {
    sandbox.settings.billApproval = true;
    const { key } = await create({ state: 'draft' });
    const posted = await post(key);
    sandbox.settings.billApproval = false;

    expect(posted).toMatchObject({ state: 'Submitted', alreadyPosted: false });
  });

  test('posts once when the reply is lost', async () => {
    const { key } = await create({ state: 'draft' });
    sandbox.faults.add({ match: { function: 'update' }, kind: 'lost-reply', times: 1 });

    const sent = await sentBy(() => post(key));

    expect(sent.filter((name) => name === 'update')).toHaveLength(1);
    expect(await read(key)).toMatchObject({ state: 'Posted' });
  });

  test('refuses a draft that cannot be posted, with the reason', async () => {
    const { key } = await create({ state: 'draft', dueDate: undefined });
    await expect(post(key)).rejects.toMatchObject({ kind: 'rejected', message: expect.stringContaining('Due date') });
    await expect(post('999999')).rejects.toMatchObject({ code: 'record_not_found' });
  });
});

describe('reverseBill', () => {
  test('leaves nothing due, and has nothing to do the second time', async () => {
    const { key } = await create();
    expect(await reverse(key)).toEqual({ key, state: 'Reversed', alreadyReversed: false });
    expect(await reverse(key)).toEqual({ key, state: 'Reversed', alreadyReversed: true });
    expect(await read(key)).toMatchObject({ state: 'Reversed', totalDue: '0.00' });
  });

  test('reverses once when the reply is lost', async () => {
    const { key } = await create({ number: 'R-9' });
    sandbox.faults.add({ match: { function: 'reverse_bill' }, kind: 'lost-reply', times: 1 });
    await reverse(key);

    expect(sandbox.books.list('APBILL').filter(({ RECORDID }) => RECORDID === 'R-9 - Reversal')).toHaveLength(1);
  });

  test('refuses a draft, and a date before the bill', async () => {
    const draft = await create({ state: 'draft' });
    await expect(reverse(draft.key)).rejects.toMatchObject({ code: 'state_forbids' });
    const posted = await create();
    await expect(reverse(posted.key, '2026-03-01')).rejects.toMatchObject({ code: 'reversal_too_early' });
  });
});

test('deleteBill takes a draft away, has nothing to do the second time, and refuses a posted bill', async () => {
  const { key } = await create({ state: 'draft' });
  expect(await call('deleteBill', deleteBill, { key })).toEqual({ deleted: true });
  expect(await call('deleteBill', deleteBill, { key })).toEqual({ deleted: false });
  const posted = await create();
  await expect(call('deleteBill', deleteBill, posted)).rejects.toMatchObject({ kind: 'invalid_input' });
  await expect(call('deleteBill', deleteBill, { key: posted.key })).rejects.toMatchObject({ code: 'state_forbids' });
});

test('listBills finds bills by vendor, state and date', async () => {
  const { key } = await create({ vendorId: 'V103', billDate: '2026-06-15', dueDate: '2026-07-15' });
  const keys = async (input: Partial<z.input<typeof listBills.input>>) =>
    (await call('listBills', listBills, input)).records.map((bill) => bill.key);

  expect(await keys({ vendorId: 'V103', state: 'Posted' })).toEqual([key]);
  expect(await keys({ from: '2026-06-15', to: '2026-06-15' })).toEqual([key]);
  expect(await keys({ vendorId: 'V103', state: 'Draft' })).toEqual([]);
});
