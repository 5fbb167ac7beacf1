import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { all, call, invoiceXml, one, statuses } from './ask.js';

let sandbox: IntacctSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

interface Sample {
  object: string;
  key: string;
  /** Everything that is required, the key included. */
  fields: Record<string, string>;
  /** A field that refers to another object. */
  reference?: string;
  /** A required field beside the key. */
  required: string;
}

const NEW: Sample[] = [
  {
    object: 'GLACCOUNT',
    key: 'ACCOUNTNO',
    fields: { ACCOUNTNO: '4500', TITLE: 'Licences', NORMALBALANCE: 'credit', CLOSINGTYPE: 'non-closing account' },
    reference: 'CLOSINGACCOUNTNO',
    required: 'TITLE',
  },
  {
    object: 'PROJECT',
    key: 'PROJECTID',
    fields: { PROJECTID: 'P200', NAME: 'Move', PROJECTCATEGORY: 'Contract', CUSTOMERID: 'C101' },
    reference: 'CUSTOMERID',
    required: 'PROJECTCATEGORY',
  },
  {
    object: 'TASK',
    key: 'TASKID',
    fields: { TASKID: 'T9', NAME: 'Pack', PROJECTID: 'P100', TASKSTATUS: 'Planned' },
    reference: 'PROJECTID',
    required: 'TASKSTATUS',
  },
  {
    object: 'EMPLOYEE',
    key: 'EMPLOYEEID',
    fields: { EMPLOYEEID: 'EMP2', PERSONALINFO: '<CONTACTNAME>Mara Quill</CONTACTNAME>', DEPARTMENTID: 'D10' },
    reference: 'DEPARTMENTID',
    required: 'PERSONALINFO',
  },
  {
    object: 'ITEM',
    key: 'ITEMID',
    fields: { ITEMID: 'BOX', NAME: 'Box', ITEMTYPE: 'Inventory' },
    required: 'ITEMTYPE',
  },
  {
    object: 'LOCATION',
    key: 'LOCATIONID',
    fields: { LOCATIONID: 'L9', NAME: 'Annex', PARENTID: 'E100' },
    reference: 'PARENTID',
    required: 'NAME',
  },
  {
    object: 'DEPARTMENT',
    key: 'DEPARTMENTID',
    fields: { DEPARTMENTID: 'D90', TITLE: 'Research', PARENTID: 'D10' },
    reference: 'PARENTID',
    required: 'TITLE',
  },
  {
    object: 'CLASS',
    key: 'CLASSID',
    fields: { CLASSID: 'ONCE', NAME: 'One-time' },
    reference: 'PARENTID',
    required: 'NAME',
  },
  {
    object: 'WAREHOUSE',
    key: 'WAREHOUSEID',
    fields: { WAREHOUSEID: 'WH2', NAME: 'North', LOC: '<LOCATIONID>E100</LOCATIONID>' },
    reference: 'MANAGERID',
    required: 'LOC',
  },
  {
    object: 'CONTRACT',
    key: 'CONTRACTID',
    fields: {
      CONTRACTID: 'CON2',
      CUSTOMERID: 'C101',
      NAME: 'Yearly',
      BEGINDATE: '01/01/2026',
      ENDDATE: '12/31/2026',
      TERMNAME: 'N30',
      TERMTYPE: 'Termed',
      APPLICATION: 'Subscription',
      LOCATIONID: 'E100',
    },
    reference: 'TERMNAME',
    required: 'BEGINDATE',
  },
  {
    object: 'ARACCOUNTLABEL',
    key: 'ACCOUNTLABEL',
    fields: { ACCOUNTLABEL: 'Licences', GLACCOUNTNO: '4000' },
    reference: 'GLACCOUNTNO',
    required: 'GLACCOUNTNO',
  },
  {
    object: 'APACCOUNTLABEL',
    key: 'ACCOUNTLABEL',
    fields: { ACCOUNTLABEL: 'Paper', GLACCOUNTNO: '6100' },
    reference: 'GLACCOUNTNO',
    required: 'GLACCOUNTNO',
  },
];

const elements = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
const createXml = (object: string, fields: Record<string, string>) =>
  `<create><${object}>${elements(fields)}</${object}></create>`;
const deleteXml = (object: string, recordno: string) =>
  `<delete><object>${object}</object><keys>${recordno}</keys></delete>`;

/** Sends a write that must be refused without a trace; returns its codes and text. */
async function refused(body: string, object: string): Promise<{ codes: string[]; text: string }> {
  const before = [sandbox.books.list(object), sandbox.commits.length];
  const text = await call(sandbox, body);
  expect(statuses(text)).toEqual(['failure']);
  expect([sandbox.books.list(object), sandbox.commits.length]).toEqual(before);
  return { codes: all(text, 'errorno'), text: text.replaceAll('&#039;', "'") };
}

describe.each(NEW)('$object', ({ object, key, fields, reference, required }) => {
  test('is created, read back, changed and deleted by the generic functions', async () => {
    const created = await call(sandbox, createXml(object, fields));
    expect(created).toContain(`<data listtype="objects" count="1"><${object.toLowerCase()}><RECORDNO>`);
    const recordno = one(created, 'RECORDNO');
    const read = await call(sandbox, `<read><object>${object}</object><keys>${recordno}</keys></read>`);
    for (const [name, value] of Object.entries(fields)) expect(one(read, name)).toContain(value);
    expect(one(read, 'STATUS')).toBe('active');
    const change = `<update><${object}><RECORDNO>${recordno}</RECORDNO><STATUS>inactive</STATUS></${object}></update>`;
    expect(statuses(await call(sandbox, change))).toEqual(['success']);
    const found = await call(
      sandbox,
      `<readByQuery><object>${object}</object><query>STATUS = 'F'</query><fields>${key}</fields></readByQuery>`,
    );
    expect(all(found, key)).toEqual([fields[key]]);
    expect(statuses(await call(sandbox, deleteXml(object, recordno)))).toEqual(['success']);
    expect(sandbox.books.get(object, recordno)).toBeUndefined();
  });

  test('with an ID that exists is refused: the specific error, then the wrapper', async () => {
    await call(sandbox, createXml(object, fields));
    const { codes, text } = await refused(createXml(object, fields), object);
    expect(codes).toEqual(['BL34000061', 'BL01001973']);
    expect(text).toContain(`with the given value(s) ${fields[key]} already exists`);
  });

  test('with an unknown field is refused', async () => {
    const { codes } = await refused(createXml(object, { ...fields, COLOUR: 'red' }), object);
    expect(codes).toEqual(['DL02000001', 'BL01001973']);
  });

  test('without a required field is refused', async () => {
    const { [required]: _, ...rest } = fields;
    const { codes, text } = await refused(createXml(object, rest), object);
    expect(codes).toEqual(['BL03000018', 'BL01001973']);
    expect(text).toContain('Missing required field');
  });

  test('with a reference to nothing is refused', async () => {
    if (!reference) return;
    const { codes, text } = await refused(createXml(object, { ...fields, [reference]: 'NOWHERE' }), object);
    expect(codes).toEqual(['BL01001973', 'BL01001973']);
    expect(text).toContain("'NOWHERE' specified.");
  });

  test('with a status that is none is refused', async () => {
    const { codes } = await refused(createXml(object, { ...fields, STATUS: 'asleep' }), object);
    expect(codes).toEqual(['BL03000018', 'BL01001973']);
  });

  test.each(['create', 'update', 'delete'])('is not touched by %s without permission', async (verb) => {
    const created = await call(sandbox, createXml(object, fields));
    const recordno = one(created, 'RECORDNO');
    sandbox.settings.deniedOperations = [`${verb.toUpperCase()} ${object}`];
    const body = {
      create: createXml(object, { ...fields, [key]: 'OTHER' }),
      update: `<update><${object}><RECORDNO>${recordno}</RECORDNO></${object}></update>`,
      delete: deleteXml(object, recordno),
    }[verb];
    expect((await refused(body ?? '', object)).codes).toEqual(['PL04000005']);
  });
});

test.each([
  ['CUSTTYPE', { NAME: 'Reseller' }],
  ['VENDTYPE', { NAME: 'Reseller' }],
  ['ARTERM', { NAME: 'N45' }],
])('%s has no generic create, unless the company is set so', async (object, fields) => {
  expect((await refused(createXml(object, fields), object)).text).toContain('not supported');
  sandbox.settings.genericTermAndTypeWrites = true;
  expect(statuses(await call(sandbox, createXml(object, fields)))).toEqual(['success']);
});

test.each(['LOCATIONENTITY', 'USERINFO', 'TAXDETAIL', 'TAXSOLUTION', 'EXCHANGERATETYPES'])(
  '%s is read but not written',
  async (object) => {
    const [record] = sandbox.books.list(object);
    const text = await call(sandbox, `<read><object>${object}</object><keys>${record?.RECORDNO}</keys></read>`);
    expect(one(text, 'RECORDNO')).toBe(record?.RECORDNO);
    await refused(createXml(object, { NAME: 'X' }), object);
    await refused(deleteXml(object, record?.RECORDNO ?? ''), object);
  },
);

describe('a master', () => {
  test.each([
    ['GLACCOUNT', 'ACCOUNTNO', '4000'],
    ['CUSTOMER', 'CUSTOMERID', 'C100'],
    ['DEPARTMENT', 'DEPARTMENTID', 'D10'],
    ['LOCATION', 'LOCATIONID', 'E100'],
    ['ITEM', 'ITEMID', 'SEAT'],
    ['PROJECT', 'PROJECTID', 'P100'],
    ['CONTACT', 'CONTACTNAME', 'Mara Quill'],
  ])('%s that something refers to cannot be deleted', async (object, key, id) => {
    const record = sandbox.books.list(object).find((each) => each[key] === id);
    const { codes, text } = await refused(deleteXml(object, record?.RECORDNO ?? ''), object);
    expect(codes).toEqual(['BL03000018', 'BL01001973']);
    expect(text).toContain('cannot be deleted');
  });

  test('keeps its ID and cannot come to stand below itself', async () => {
    const update = (fields: string) =>
      `<update><DEPARTMENT><DEPARTMENTID>D10</DEPARTMENTID>${fields}</DEPARTMENT></update>`;
    await call(sandbox, createXml('DEPARTMENT', { DEPARTMENTID: 'D11', TITLE: 'Below', PARENTID: 'D10' }));
    expect((await refused(update('<PARENTID>D11</PARENTID>'), 'DEPARTMENT')).text).toContain('its own parent');
    const d10 = sandbox.books.list('DEPARTMENT').find(({ DEPARTMENTID }) => DEPARTMENTID === 'D10');
    const rename = `<update><DEPARTMENT><RECORDNO>${d10?.RECORDNO}</RECORDNO><DEPARTMENTID>D12</DEPARTMENTID></DEPARTMENT></update>`;
    expect((await refused(rename, 'DEPARTMENT')).text).toContain('cannot be changed');
  });

  test('without an ID is numbered where the company numbers its kind', async () => {
    const body = createXml('PROJECT', { NAME: 'Unnamed', PROJECTCATEGORY: 'Contract' });
    expect((await refused(body, 'PROJECT')).text).toContain('Project ID');
    sandbox.settings.autoNumberedMasters = ['PROJECT'];
    expect(one(await call(sandbox, body), 'PROJECTID')).toBe('P-10001');
  });

  test('a task ID is unique within its project only', async () => {
    await call(sandbox, createXml('PROJECT', { PROJECTID: 'P200', NAME: 'Move', PROJECTCATEGORY: 'Contract' }));
    const body = createXml('TASK', { TASKID: 'T1', NAME: 'Same', PROJECTID: 'P200', TASKSTATUS: 'Planned' });
    expect(statuses(await call(sandbox, body))).toEqual(['success']);
  });
});

describe('exchange rates', () => {
  const rate = (entries: string, type = 'Intacct Daily Rate') =>
    createXml('EXCHANGERATE', {
      TYPENAME: type,
      FROM_CURRENCY: 'EUR',
      TO_CURRENCY: 'USD',
      EXCHANGERATEENTRIES: entries,
    });
  const entry = (day: string, value: string) =>
    `<EXCHANGERATEENTRY><EFFECTIVE_START_DATE>${day}</EFFECTIVE_START_DATE><EXCHANGE_RATE>${value}</EXCHANGE_RATE></EXCHANGERATEENTRY>`;

  test('of the day of a document are the ones it uses', async () => {
    await call(sandbox, rate(entry('01/01/2026', '1.10') + entry('02/01/2026', '1.20') + entry('03/01/2026', '1.30')));
    const key = one(await call(sandbox, invoiceXml({ currency: 'EUR' })), 'key');
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({ EXCHANGE_RATE: '1.20', TOTALENTERED: '144.60' });
    expect(sandbox.books.list('EXCHANGERATEENTRY').map(({ RECIPROCAL_RATE }) => RECIPROCAL_RATE?.slice(0, 6))).toEqual([
      '0.9090',
      '0.8333',
      '0.7692',
    ]);
  });

  test('of another type are used where the document names it, and refused where there is none', async () => {
    const body = invoiceXml({ currency: 'EUR' }).replace('<exchratetype>', '<exchratetype>Corporate Rate');
    expect((await refused(body, 'ARINVOICE')).text).toContain('There is no exchange rate');
    await call(sandbox, rate(entry('01/01/2026', '2'), 'Corporate Rate'));
    const key = one(await call(sandbox, body), 'key');
    expect(sandbox.books.get('ARINVOICE', key)).toMatchObject({
      EXCHANGE_RATE: '2',
      EXCH_RATE_TYPE_ID: 'Corporate Rate',
    });
  });

  test.each([
    ['no entries', rate(''), 'EXCHANGERATEENTRIES'],
    ['a rate of zero', rate(entry('01/01/2026', '0')), 'EXCHANGE_RATE'],
    ['two rates from one day', rate(entry('01/01/2026', '1') + entry('01/01/2026', '2')), 'already exists'],
    ['a type that does not exist', rate(entry('01/01/2026', '1'), 'Mood'), "'Mood' specified"],
  ])('with %s are refused', async (_what, body, words) => {
    expect((await refused(body, 'EXCHANGERATE')).text).toContain(words);
  });

  test('exist once per type and pair', async () => {
    await call(sandbox, rate(entry('01/01/2026', '1.1')));
    expect((await refused(rate(entry('01/01/2026', '1.2')), 'EXCHANGERATE')).codes).toEqual([
      'BL34000061',
      'BL01001973',
    ]);
  });
});

describe.each([
  ['create_arterm', 'ARTERM'],
  ['create_apterm', 'APTERM'],
])('%s', (name, object) => {
  const term = (content: string) => `<${name}>${content}</${name}>`;
  const due = '<due><dueday>45</dueday><duefrom>from invoice/bill date</duefrom></due>';

  test('creates a term that is read by its name', async () => {
    expect(one(await call(sandbox, term(`<name>N45</name>${due}`)), 'key')).toBe('N45');
    const text = await call(sandbox, `<readByName><object>${object}</object><keys>N45</keys></readByName>`);
    expect([one(text, 'DUEDATE'), one(text, 'STATUS')]).toEqual(['45', 'active']);
  });

  test('refuses a name that exists, days that are none, elements out of order, and users without permission', async () => {
    await call(sandbox, term('<name>N45</name>'));
    expect((await refused(term('<name>N45</name>'), object)).codes).toEqual(['BL34000061', 'BL01001973']);
    const wrong = term(`<name>N46</name>${due.replace('45', 'soon')}`);
    expect((await refused(wrong, object)).codes).toEqual(['BL03000018', 'BL01001973']);
    expect(one(await call(sandbox, term(`${due}<name>N47</name>`)), 'errorno')).toBe('XL03000003');
    sandbox.settings.deniedOperations = [name.toUpperCase()];
    expect((await refused(term('<name>N48</name>'), object)).codes).toEqual(['PL04000005']);
  });
});
