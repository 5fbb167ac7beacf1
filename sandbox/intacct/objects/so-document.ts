import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import type { Work } from '../company/work.js';
import { DIMENSION_FIELDS } from '../dimensions/standard.js';
import { receivableOf } from '../order-entry/posting.js';
import { checkedFields } from './check.js';
import type { ObjectDefinition } from './definition.js';
import { choice, currency, date, decimal, type Fields, integer, RECORDNO, TRANSACTION_FIELDS, text } from './field.js';
import type { Input } from './input.js';

/** Display value → raw letter, as documented. */
const STATES = {
  Draft: 'I',
  Pending: 'O',
  Closed: 'D',
  Converted: 'C',
  'Partially Converted': 'P',
  'In Progress': 'G',
  Submitted: 'S',
  Approved: 'A',
  'Partially Approved': 'X',
  Declined: 'R',
} as const;

/** What a generic update may change; everything else goes by update_sotransaction. */
const CHANGEABLE: Fields = {
  ...RECORDNO,
  DOCID: text(),
  PONUMBER: text({ maxLength: 20 }),
  MESSAGE: text(),
  SHIPVIA: text(),
  SUPDOCID: text({ reference: 'SUPDOC' }),
};

/** What is still due in Accounts Receivable; empty where the transaction does not post there. */
function due(field: 'TOTALDUE' | 'TRX_TOTALDUE') {
  return (record: StoredRecord, company: Company) => receivableOf(record, { company })?.record[field] ?? '';
}

export const soDocument: ObjectDefinition = {
  name: 'SODOCUMENT',
  label: 'Order Entry transaction',
  key: 'DOCID',
  indexes: ['CUSTVENDID'],
  fields: {
    ...RECORDNO,
    DOCNO: text(),
    DOCID: text(),
    DOCPARID: text(),
    STATE: choice(STATES),
    CUSTVENDID: text(),
    CUSTVENDNAME: text({
      computed: ({ CUSTVENDID = '' }, { books }) => books.find('CUSTOMER', CUSTVENDID)?.NAME ?? '',
    }),
    WHENCREATED: date(),
    WHENPOSTED: date(),
    WHENDUE: date(),
    CREATEDFROM: text(),
    PONUMBER: text(),
    MESSAGE: text(),
    SHIPVIA: text(),
    SUPDOCID: text(),
    EXTERNALID: text(),
    'TERM.NAME': text(),
    'BILLTO.CONTACTNAME': text(),
    'SHIPTO.CONTACTNAME': text(),
    CURRENCY: text(),
    BASECURR: text(),
    EXCHRATE: decimal(),
    EXCHRATEDATE: date(),
    EXCHRATETYPE: text(),
    SUBTOTAL: currency(),
    TOTAL: currency(),
    TRX_SUBTOTAL: currency(),
    TRX_TOTAL: currency(),
    TOTALDUE: currency({ computed: due('TOTALDUE') }),
    TRX_TOTALDUE: currency({ computed: due('TRX_TOTALDUE') }),
    PRRECORDKEY: integer(),
    ...TRANSACTION_FIELDS,
  },
  relations: {
    CUSTOMER: { object: 'CUSTOMER', from: 'CUSTVENDID' },
    BILLTO: { object: 'CONTACT', from: 'BILLTO.CONTACTNAME' },
    SHIPTO: { object: 'CONTACT', from: 'SHIPTO.CONTACTNAME' },
    TERM: { object: 'ARTERM', from: 'TERM.NAME' },
    ARINVOICE: { object: 'ARINVOICE', from: 'PRRECORDKEY', to: 'RECORDNO' },
  },
  lines: { element: 'SODOCUMENTENTRIES', object: 'SODOCUMENTENTRY', parent: 'DOCHDRNO' },
  update: updateHeader,
};

function updateHeader(record: StoredRecord, input: Input, work: Work): StoredRecord {
  const { DOCID: _, ...changes } = checkedFields({ name: 'SODOCUMENT', fields: CHANGEABLE }, input, work);
  return work.change('SODOCUMENT', fieldOf(record, 'RECORDNO'), changes);
}

/** LINE_NO counts from 0, although `line_num` in update_sotransaction counts from 1. */
export const soDocumentEntry: ObjectDefinition = {
  name: 'SODOCUMENTENTRY',
  label: 'Order Entry line',
  key: 'RECORDNO',
  indexes: ['DOCHDRNO'],
  fields: {
    ...RECORDNO,
    DOCHDRNO: integer(),
    DOCHDRID: text(),
    LINE_NO: integer(),
    ITEMDESC: text(),
    QUANTITY: decimal(),
    QTY_CONVERTED: decimal(),
    UNIT: text(),
    PRICE: decimal(),
    TRX_PRICE: decimal(),
    DISCOUNTPERCENT: decimal(),
    VALUE: currency(),
    TRX_VALUE: currency(),
    CURRENCY: text(),
    MEMO: text(),
    SOURCE_DOCLINEKEY: integer(),
    ...DIMENSION_FIELDS,
    ...TRANSACTION_FIELDS,
  },
  relations: {
    SODOCUMENT: { object: 'SODOCUMENT', from: 'DOCHDRNO', to: 'RECORDNO' },
    ITEM: { object: 'ITEM', from: 'ITEMID' },
  },
};

export const soDocumentSubtotals: ObjectDefinition = {
  name: 'SODOCUMENTSUBTOTALS',
  label: 'Order Entry subtotal',
  key: 'RECORDNO',
  indexes: ['DOCHDRNO'],
  fields: {
    ...RECORDNO,
    DOCHDRNO: integer(),
    DOCHDRID: text(),
    DESCRIPTION: text(),
    TOTAL: currency(),
    TRX_TOTAL: currency(),
    ABSVAL: decimal(),
    PERCENTVAL: decimal(),
    LOCATIONID: text(),
    DEPARTMENTID: text(),
    ...TRANSACTION_FIELDS,
  },
  relations: { SODOCUMENT: { object: 'SODOCUMENT', from: 'DOCHDRNO', to: 'RECORDNO' } },
};
