import { fieldOf } from '../books/record.js';
import type { Work } from '../company/work.js';
import { recallBill } from '../payables/bill-approval.js';
import { BILL } from '../payables/kind.js';
import { createPayable, deletePayable, foundPayable, updatePayable } from '../payables/payable.js';
import type { PayableDraft } from '../payables/payable-draft.js';
import { reverseBill } from '../payables/reverse-bill.js';
import { missingField, refuse, withWrapper } from '../refusals.js';
import { CURRENCY_GROUP } from '../schema/common.js';
import { child, type XmlElement } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import { contactOf } from './contacts.js';
import type { FunctionDefinition } from './definition.js';
import { currencyOf, dateOf, refuseUnread, textOf } from './legacy.js';
import { BILL_LINE_SCHEMA, changedLines, flagOf, lineDraft } from './payable-lines.js';
import { submitOf } from './receivable-lines.js';

const CONTACT = 'contactname | contact';
const CONTACTS = { payto: CONTACT, returnto: CONTACT, contact: 'ANY' };
const DUE = '((datedue, termname?) | termname)';

/** Elements whose values these functions read. */
const HEADER = `vendorid datecreated dateposted datedue termname action billno ponumber onhold description externalid
  payto returnto basecurr currency exchratedate exchratetype exchrate supdocid batchkey`.split(/\s+/);
const OBJECTS = () => ['APBILL'];

export const createBill: FunctionDefinition = {
  name: 'create_bill',
  schema: {
    create_bill: `vendorid, datecreated, dateposted?, ${DUE}, action?, batchkey?, billno?, ponumber?, onhold?,
      description?, externalid?, payto?, returnto?, ${CURRENCY_GROUP}, nogl?, supdocid?, customfields?, billitems`,
    billno: 'TEXT 30',
    billitems: 'lineitem+',
    ...CONTACTS,
    ...BILL_LINE_SCHEMA,
  },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not create Bill record!', () => {
      const bill = createPayable(BILL, wholeDraft(element, work), work);
      return leaf('key', fieldOf(bill, 'RECORDNO'));
    }),
};

/** `line_num` counts from 1; with `externalkey` the key is an external ID. */
export const updateBill: FunctionDefinition = {
  name: 'update_bill',
  schema: {
    update_bill: `@key, @externalkey?, vendorid?, datecreated?, dateposted?, ${DUE}?, action?, billno?, ponumber?,
      onhold?, description?, payto?, returnto?, ${CURRENCY_GROUP}, supdocid?, customfields?, updatebillitems?`,
    billno: 'TEXT 30',
    updatebillitems: '(updatelineitem | lineitem)+',
    ...CONTACTS,
    ...BILL_LINE_SCHEMA,
  },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not update Bill record!', () => {
      const key = keyOf(element, work);
      const bill = updatePayable(BILL, key, changesOf(element, key, work), work);
      return leaf('key', fieldOf(bill, 'RECORDNO'));
    }),
};

export const reverseBillFunction: FunctionDefinition = {
  name: 'reverse_bill',
  schema: { reverse_bill: '@key, datereversed, description?' },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not reverse Bill record!', () => {
      const date = dateOf(element, 'datereversed');
      const reversed = reverseBill(element.attributes.key ?? '', date, textOf(element, 'description'), work);
      return leaf('key', fieldOf(reversed, 'RECORDNO'));
    }),
};

export const deleteBill: FunctionDefinition = {
  name: 'delete_bill',
  schema: { delete_bill: '@key' },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not delete Bill record!', () => {
      const bill = foundPayable(BILL, element.attributes.key ?? '', work);
      deletePayable(BILL, bill, work);
      work.wrote('APBILL', bill);
      return leaf('key', fieldOf(bill, 'RECORDNO'));
    }),
};

/** Takes a submitted bill back before anybody decided. What a success returns is a guess. */
export const recallApBill: FunctionDefinition = {
  name: 'recallApBill',
  schema: { recallApBill: 'recordno' },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not recall Bill record!', () => {
      recallBill(textOf(element, 'recordno'), work);
      return '';
    }),
};

function keyOf(element: XmlElement, { company }: Work): string {
  const { key = '', externalkey } = element.attributes;
  if (externalkey !== 'true') return key;
  const found = company.books.where('APBILL', 'EXTERNALID', key)[0];
  return found?.RECORDNO ?? refuse('BL03000018', `There is no bill with the external ID '${key}'.`);
}

function wholeDraft(element: XmlElement, work: Work): PayableDraft {
  refuseUnread(element, [...HEADER, 'billitems']);
  if (dateOf(element, 'datecreated') === '') missingField('Date');
  return {
    vendorId: textOf(element, 'vendorid'),
    date: dateOf(element, 'datecreated'),
    datePosted: dateOf(element, 'dateposted'),
    dueDate: dateOf(element, 'datedue'),
    termName: textOf(element, 'termname'),
    submit: submitOf(element),
    number: textOf(element, 'billno'),
    reference: textOf(element, 'ponumber'),
    description: textOf(element, 'description'),
    externalId: textOf(element, 'externalid'),
    payTo: contactOf(element, 'payto', work),
    returnTo: contactOf(element, 'returnto', work),
    supdocId: textOf(element, 'supdocid'),
    onHold: flagOf(element, 'onhold') === 'true',
    summary: textOf(element, 'batchkey'),
    priority: '',
    recommendedDate: '',
    exchange: currencyOf(element),
    lines: (child(element, 'billitems')?.children ?? []).map(lineDraft),
  };
}

/** Only what was sent; everything else of the bill stays. */
function changesOf(element: XmlElement, key: string, work: Work): Partial<PayableDraft> {
  refuseUnread(element, [...HEADER, 'updatebillitems']);
  const sent = (name: string) => child(element, name) !== undefined;
  return {
    ...(sent('vendorid') && { vendorId: textOf(element, 'vendorid') }),
    ...(sent('datecreated') && { date: dateOf(element, 'datecreated') }),
    ...(sent('dateposted') && { datePosted: dateOf(element, 'dateposted') }),
    ...(sent('datedue') && { dueDate: dateOf(element, 'datedue') }),
    ...(sent('termname') && { termName: textOf(element, 'termname') }),
    ...(sent('action') && { submit: submitOf(element) }),
    ...(sent('billno') && { number: textOf(element, 'billno') }),
    ...(sent('ponumber') && { reference: textOf(element, 'ponumber') }),
    ...(sent('onhold') && { onHold: flagOf(element, 'onhold') === 'true' }),
    ...(sent('description') && { description: textOf(element, 'description') }),
    ...(sent('payto') && { payTo: contactOf(element, 'payto', work) }),
    ...(sent('returnto') && { returnTo: contactOf(element, 'returnto', work) }),
    ...(sent('currency') && { exchange: currencyOf(element) }),
    ...(sent('supdocid') && { supdocId: textOf(element, 'supdocid') }),
    ...(sent('updatebillitems') && {
      lines: changedLines(child(element, 'updatebillitems')?.children ?? [], BILL, key, work),
    }),
  };
}
