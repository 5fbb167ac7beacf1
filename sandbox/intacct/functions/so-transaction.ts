import { fieldOf } from '../books/record.js';
import type { Work } from '../company/work.js';
import { createSalesDocument, deleteSalesDocument, updateSalesDocument } from '../order-entry/document.js';
import type { SalesDraft } from '../order-entry/draft.js';
import { invalidValue, missingField, withWrapper } from '../refusals.js';
import { CURRENCY_GROUP } from '../schema/common.js';
import { child, type XmlElement } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import { contactOf } from './contacts.js';
import type { FunctionDefinition } from './definition.js';
import { currencyOf, dateOf, refuseUnread, textOf } from './legacy.js';
import { changedSalesLines, changedSubtotals, SALES_LINE_SCHEMA, salesLine, subtotalOf } from './so-lines.js';

const CONTACT = 'contactname | contact';
const COMMON_SCHEMA = {
  transactiontype: 'TEXT 30',
  documentno: 'TEXT 20',
  referenceno: 'TEXT 20',
  origdocdate: 'year, month, day',
  shipto: CONTACT,
  billto: CONTACT,
  contact: 'ANY',
  ...SALES_LINE_SCHEMA,
};

/** Elements whose values these functions read. */
const HEADER =
  `transactiontype datecreated dateposted createdfrom customerid documentno referenceno termname datedue message
  shippingmethod shipto billto supdocid externalid basecurr currency exchratedate exchratetype exchrate state`.split(
    /\s+/,
  );

const OBJECTS = () => ['SODOCUMENT'];

export const createSoTransaction: FunctionDefinition = {
  name: 'create_sotransaction',
  schema: {
    create_sotransaction: `transactiontype, datecreated, dateposted?, createdfrom?, customerid, documentno?, origdocdate?,
      referenceno?, termname?, datedue?, message?, shippingmethod?, shipto?, billto?, supdocid?, externalid?,
      ${CURRENCY_GROUP}, vsoepricelist?, customfields?, state?, projectid?, sotransitems, subtotals?`,
    sotransitems: 'sotransitem+',
    subtotals: 'subtotal+',
    ...COMMON_SCHEMA,
  },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not create Document record!', () =>
      leaf('key', fieldOf(createSalesDocument(wholeDraft(element, work), work), 'DOCID')),
    ),
};

/** `key` is the DOCID. What is not sent stays; `line_num` counts from 1. */
export const updateSoTransaction: FunctionDefinition = {
  name: 'update_sotransaction',
  schema: {
    update_sotransaction: `@key, @disablevalidation?, transactiontype?, datecreated?, dateposted?, createdfrom?, customerid?,
      documentno?, origdocdate?, referenceno?, termname?, datedue?, message?, shippingmethod?, shipto?, billto?, supdocid?,
      externalid?, ${CURRENCY_GROUP}, vsoepricelist?, customfields?, state?, projectid?, updatesotransitems?,
      updatesubtotals?`,
    updatesotransitems: '(updatesotransitem | sotransitem)+',
    updatesubtotals: 'updatesubtotal+',
    ...COMMON_SCHEMA,
  },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not update Document record!', () => {
      const key = element.attributes.key ?? '';
      return leaf('key', fieldOf(updateSalesDocument(key, changesOf(element, key, work), work), 'DOCID'));
    }),
};

export const deleteSoTransaction: FunctionDefinition = {
  name: 'delete_sotransaction',
  schema: { delete_sotransaction: '@key' },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not delete Document record!', () =>
      leaf('key', fieldOf(deleteSalesDocument(element.attributes.key ?? '', work), 'DOCID')),
    ),
};

function wholeDraft(element: XmlElement, work: Work): SalesDraft {
  refuseUnread(element, [...HEADER, 'sotransitems', 'subtotals']);
  return {
    definition: textOf(element, 'transactiontype'),
    date: dateOf(element, 'datecreated') || missingField('Date'),
    datePosted: dateOf(element, 'dateposted'),
    createdFrom: textOf(element, 'createdfrom'),
    customerId: textOf(element, 'customerid'),
    number: textOf(element, 'documentno'),
    referenceNo: textOf(element, 'referenceno'),
    termName: textOf(element, 'termname'),
    dueDate: dateOf(element, 'datedue'),
    message: textOf(element, 'message'),
    shippingMethod: textOf(element, 'shippingmethod'),
    shipTo: contactOf(element, 'shipto', work),
    billTo: contactOf(element, 'billto', work),
    supdocId: textOf(element, 'supdocid'),
    externalId: textOf(element, 'externalid'),
    exchange: currencyOf(element),
    state: stateOf(element),
    lines: (child(element, 'sotransitems')?.children ?? []).map(salesLine),
    subtotals: (child(element, 'subtotals')?.children ?? []).map(subtotalOf),
  };
}

function stateOf(element: XmlElement): string {
  const state = textOf(element, 'state');
  return ['', 'Draft', 'Pending', 'Closed'].includes(state) ? state : invalidValue('state', state);
}

/** Only what was sent; everything else of the transaction stays. */
function changesOf(element: XmlElement, key: string, work: Work): Partial<SalesDraft> {
  refuseUnread(element, [...HEADER, 'updatesotransitems', 'updatesubtotals']);
  const sent = (name: string) => child(element, name) !== undefined;
  const items = child(element, 'updatesotransitems')?.children ?? [];
  const subtotals = child(element, 'updatesubtotals')?.children ?? [];
  return {
    ...(sent('transactiontype') && { definition: textOf(element, 'transactiontype') }),
    ...(sent('datecreated') && { date: dateOf(element, 'datecreated') }),
    ...(sent('dateposted') && { datePosted: dateOf(element, 'dateposted') }),
    ...(sent('createdfrom') && { createdFrom: textOf(element, 'createdfrom') }),
    ...(sent('customerid') && { customerId: textOf(element, 'customerid') }),
    ...(sent('documentno') && { number: textOf(element, 'documentno') }),
    ...(sent('referenceno') && { referenceNo: textOf(element, 'referenceno') }),
    ...(sent('termname') && { termName: textOf(element, 'termname') }),
    ...(sent('datedue') && { dueDate: dateOf(element, 'datedue') }),
    ...(sent('message') && { message: textOf(element, 'message') }),
    ...(sent('shippingmethod') && { shippingMethod: textOf(element, 'shippingmethod') }),
    ...(sent('shipto') && { shipTo: contactOf(element, 'shipto', work) }),
    ...(sent('billto') && { billTo: contactOf(element, 'billto', work) }),
    ...(sent('supdocid') && { supdocId: textOf(element, 'supdocid') }),
    ...(sent('externalid') && { externalId: textOf(element, 'externalid') }),
    ...(sent('currency') && { exchange: currencyOf(element) }),
    ...(sent('state') && { state: stateOf(element) }),
    ...(items.length > 0 && { lines: changedSalesLines(items, key, work) }),
    ...(subtotals.length > 0 && { subtotals: changedSubtotals(subtotals, key, work) }),
  };
}
