import { fieldOf } from '../books/record.js';
import type { Work } from '../company/work.js';
import { createInvoice, deleteInvoice, foundInvoice, updateInvoice } from '../receivables/invoice.js';
import type { InvoiceDraft } from '../receivables/invoice-draft.js';
import { INVOICE } from '../receivables/kind.js';
import { reverseInvoice } from '../receivables/reverse-invoice.js';
import { missingField, withWrapper } from '../refusals.js';
import { CURRENCY_GROUP } from '../schema/common.js';
import { child, type XmlElement } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import { contactOf } from './contacts.js';
import type { FunctionDefinition } from './definition.js';
import { currencyOf, dateOf, refuseUnread, textOf } from './legacy.js';
import { flagOf } from './payable-lines.js';
import { changedLines, LINE_SCHEMA, lineDraft, submitOf } from './receivable-lines.js';

const CONTACT = 'contactname | contact';
/** Elements whose values these functions read. */
const HEADER =
  `customerid datecreated dateposted batchkey datedue termname action invoiceno ponumber description externalid
  basecurr currency exchratedate exchratetype exchrate nogl supdocid`.split(/\s+/);
const OBJECTS = () => ['ARINVOICE'];

export const createInvoiceFunction: FunctionDefinition = {
  name: 'create_invoice',
  schema: {
    create_invoice: `customerid, datecreated, dateposted?, datedue?, termname?, batchkey?, action?, invoiceno?, ponumber?,
      description?, externalid?, billto?, shipto?, ${CURRENCY_GROUP}, nogl?, supdocid?, customfields?, taxsolutionid?,
      invoiceitems`,
    billto: CONTACT,
    shipto: CONTACT,
    invoiceitems: 'lineitem+',
    contact: 'ANY',
    ...LINE_SCHEMA,
  },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not create Invoice record!', () => {
      const invoice = createInvoice(wholeDraft(element, work), work);
      return leaf('key', fieldOf(invoice, 'RECORDNO'));
    }),
};

/** Contacts are `payto` and `returnto` here; `line_num` counts from 1. */
export const updateInvoiceFunction: FunctionDefinition = {
  name: 'update_invoice',
  schema: {
    update_invoice: `@key, customerid?, datecreated?, dateposted?, datedue?, termname?, action?, invoiceno?, ponumber?,
      description?, payto?, returnto?, ${CURRENCY_GROUP}, supdocid?, customfields?, updateinvoiceitems?`,
    payto: CONTACT,
    returnto: CONTACT,
    updateinvoiceitems: '(updatelineitem | lineitem)+',
    contact: 'ANY',
    ...LINE_SCHEMA,
  },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not update Invoice record!', () => {
      const key = element.attributes.key ?? '';
      const invoice = updateInvoice(key, changesOf(element, key, work), work);
      return leaf('key', fieldOf(invoice, 'RECORDNO'));
    }),
};

export const reverseInvoiceFunction: FunctionDefinition = {
  name: 'reverse_invoice',
  schema: { reverse_invoice: '@key, datereversed, description?' },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not reverse Invoice record!', () => {
      const date = dateOf(element, 'datereversed');
      const reversed = reverseInvoice(element.attributes.key ?? '', date, textOf(element, 'description'), work);
      return leaf('key', fieldOf(reversed, 'RECORDNO'));
    }),
};

export const deleteInvoiceFunction: FunctionDefinition = {
  name: 'delete_invoice',
  schema: { delete_invoice: '@key' },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not delete Invoice record!', () => {
      const invoice = foundInvoice(element.attributes.key ?? '', work);
      deleteInvoice(invoice, work);
      work.wrote('ARINVOICE', invoice);
      return leaf('key', fieldOf(invoice, 'RECORDNO'));
    }),
};

function wholeDraft(element: XmlElement, work: Work): InvoiceDraft {
  refuseUnread(element, [...HEADER, 'billto', 'shipto', 'invoiceitems']);
  if (dateOf(element, 'datecreated') === '') missingField('Date');
  return {
    customerId: textOf(element, 'customerid'),
    date: dateOf(element, 'datecreated'),
    datePosted: dateOf(element, 'dateposted'),
    dueDate: dateOf(element, 'datedue'),
    termName: textOf(element, 'termname'),
    submit: submitOf(element),
    number: textOf(element, 'invoiceno'),
    poNumber: textOf(element, 'ponumber'),
    description: textOf(element, 'description'),
    externalId: textOf(element, 'externalid'),
    billTo: contactOf(element, 'billto', work),
    shipTo: contactOf(element, 'shipto', work),
    noGl: flagOf(element, 'nogl') === 'true',
    supdocId: textOf(element, 'supdocid'),
    batchKey: textOf(element, 'batchkey'),
    exchange: currencyOf(element),
    lines: (child(element, 'invoiceitems')?.children ?? []).map((line) => lineDraft(line)),
  };
}

/** Only what was sent; everything else of the invoice stays. */
function changesOf(element: XmlElement, key: string, work: Work): Partial<InvoiceDraft> {
  refuseUnread(element, [...HEADER, 'payto', 'returnto', 'updateinvoiceitems']);
  const sent = (name: string) => child(element, name) !== undefined;
  return {
    ...(sent('customerid') && { customerId: textOf(element, 'customerid') }),
    ...(sent('datecreated') && { date: dateOf(element, 'datecreated') }),
    ...(sent('dateposted') && { datePosted: dateOf(element, 'dateposted') }),
    ...(sent('datedue') && { dueDate: dateOf(element, 'datedue') }),
    ...(sent('termname') && { termName: textOf(element, 'termname') }),
    ...(sent('action') && { submit: submitOf(element) }),
    ...(sent('invoiceno') && { number: textOf(element, 'invoiceno') }),
    ...(sent('ponumber') && { poNumber: textOf(element, 'ponumber') }),
    ...(sent('description') && { description: textOf(element, 'description') }),
    ...(sent('payto') && { billTo: contactOf(element, 'payto', work) }),
    ...(sent('returnto') && { shipTo: contactOf(element, 'returnto', work) }),
    ...(sent('currency') && { exchange: currencyOf(element) }),
    ...(sent('supdocid') && { supdocId: textOf(element, 'supdocid') }),
    ...(sent('updateinvoiceitems') && {
      lines: changedLines(child(element, 'updateinvoiceitems')?.children ?? [], INVOICE, key, work),
    }),
  };
}
