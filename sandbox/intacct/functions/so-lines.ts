import type { Work } from '../company/work.js';
import { LEGACY_DIMENSIONS, legacyDimensions } from '../dimensions/check.js';
import { foundSalesDocument } from '../order-entry/document.js';
import { type SalesLine, type SubtotalDraft, salesDraftOf } from '../order-entry/draft.js';
import { invalidValue } from '../refusals.js';
import { childText, type XmlElement } from '../xml/element.js';
import { amountOf, refuseUnread, textOf } from './legacy.js';

/** Lines and subtotals of Order Entry transactions. */

const ITEM = `bundlenumber?, itemid, itemaliasid?, itemdesc?, taxable?, warehouseid?, quantity, unit?,
  linelevelsimpletaxtype?, discountpercent?, price?, sourcelinekey?, discsurchargememo?, locationid?, departmentid?,
  memo?, itemdetails?, customfields?, revrectemplate?, revrecstartdate?, revrecenddate?, renewalmacro?, projectid?,
  taskid?, costtypeid?, customerid?, vendorid?, employeeid?, classid?, contractid?, fulfillmentstatus?, taskno?,
  billingtemplate?, dropship?, shipto?`;

const SUBTOTAL = `description, total, absval?, percentval?, locationid?, departmentid?, projectid?, customerid?, vendorid?,
  employeeid?, classid?, itemid?, contractid?, customfields?`;

export const SALES_LINE_SCHEMA = {
  sotransitem: ITEM,
  updatesotransitem: `@line_num, ${ITEM.replace('itemid,', 'itemid?,').replace('quantity,', 'quantity?,')}`,
  itemdetails: 'ANY',
  itemdesc: 'TEXT 200',
  unit: 'TEXT 30',
  subtotal: SUBTOTAL,
  updatesubtotal: SUBTOTAL,
};

const READ = [
  'itemdesc',
  'quantity',
  'unit',
  'discountpercent',
  'price',
  'sourcelinekey',
  'memo',
  ...LEGACY_DIMENSIONS,
];

export function salesLine(element: XmlElement): SalesLine {
  refuseUnread(element, READ);
  return {
    recordno: '',
    description: textOf(element, 'itemdesc'),
    quantity: textOf(element, 'quantity'),
    unit: textOf(element, 'unit'),
    price: textOf(element, 'price'),
    discountPercent: textOf(element, 'discountpercent'),
    sourceLineKey: textOf(element, 'sourcelinekey'),
    memo: textOf(element, 'memo'),
    dimensions: legacyDimensions(element),
  };
}

/** The lines as they are with the changes that `sent` holds laid on them; `line_num` counts from 1. */
export function changedSalesLines(sent: readonly XmlElement[], key: string, work: Work): SalesLine[] {
  const lines = [...salesDraftOf(foundSalesDocument(key, work), work).lines];
  for (const each of sent) {
    if (each.name === 'sotransitem') {
      lines.push(salesLine(each));
      continue;
    }
    const number = Number(each.attributes.line_num);
    const before = lines[number - 1];
    if (!before) return invalidValue('line_num', each.attributes.line_num ?? '');
    lines[number - 1] = changedLine(before, each);
  }
  return lines;
}

/** Another item brings its own description. */
function changedLine(before: SalesLine, sent: XmlElement): SalesLine {
  refuseUnread(sent, READ);
  const value = (name: string, old: string) => childText(sent, name) ?? old;
  const dimensions = { ...before.dimensions, ...legacyDimensions(sent) };
  const sameItem = dimensions.ITEMID === before.dimensions.ITEMID;
  return {
    ...before,
    description: value('itemdesc', sameItem ? before.description : ''),
    quantity: value('quantity', before.quantity),
    unit: value('unit', before.unit),
    price: value('price', before.price),
    discountPercent: value('discountpercent', before.discountPercent),
    sourceLineKey: value('sourcelinekey', before.sourceLineKey),
    memo: value('memo', before.memo),
    dimensions,
  };
}

export function subtotalOf(element: XmlElement): SubtotalDraft {
  refuseUnread(element, ['description', 'total', 'absval', 'percentval', 'locationid', 'departmentid']);
  return {
    recordno: '',
    description: textOf(element, 'description'),
    total: amountOf(element, 'total'),
    absolute: textOf(element, 'absval'),
    percent: textOf(element, 'percentval'),
    locationId: textOf(element, 'locationid'),
    departmentId: textOf(element, 'departmentid'),
  };
}

/** A subtotal of the same description is replaced, another is added. */
export function changedSubtotals(sent: readonly XmlElement[], key: string, work: Work): SubtotalDraft[] {
  const subtotals = [...salesDraftOf(foundSalesDocument(key, work), work).subtotals];
  for (const each of sent.map(subtotalOf)) {
    const index = subtotals.findIndex(({ description }) => description === each.description);
    const before = subtotals[index];
    if (before) subtotals[index] = { ...each, recordno: before.recordno };
    else subtotals.push(each);
  }
  return subtotals;
}
