import { fieldOf } from '../books/record.js';
import type { Work } from '../company/work.js';
import type { InvoiceDraft } from '../receivables/invoice-draft.js';
import { ADJUSTMENT } from '../receivables/kind.js';
import { createReceivable, deleteReceivable, foundReceivable, updateReceivable } from '../receivables/receivable.js';
import { missingField, withWrapper } from '../refusals.js';
import { CURRENCY_GROUP } from '../schema/common.js';
import { child, type XmlElement } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import type { FunctionDefinition } from './definition.js';
import { currencyOf, dateOf, refuseUnread, textOf } from './legacy.js';
import { flagOf } from './payable-lines.js';
import { changedLines, LINE_SCHEMA, lineDraft, submitOf } from './receivable-lines.js';

/** Elements whose values these functions read. */
const HEADER = `customerid datecreated dateposted batchkey adjustmentno action invoiceno description externalid
  basecurr currency exchratedate exchratetype exchrate nogl`.split(/\s+/);

const OBJECTS = () => ['ARADJUSTMENT'];

/** Positive lines make a debit memo, negative ones a credit memo. */
export const createArAdjustment: FunctionDefinition = {
  name: 'create_aradjustment',
  schema: {
    create_aradjustment: `customerid, datecreated, dateposted?, batchkey?, adjustmentno?, action?, invoiceno?,
      description?, externalid?, ${CURRENCY_GROUP}, nogl?, taxsolutionid?, aradjustmentitems`,
    adjustmentno: 'TEXT 30',
    aradjustmentitems: 'lineitem+',
    ...LINE_SCHEMA,
  },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not create Adjustment record!', () => {
      const adjustment = createReceivable(ADJUSTMENT, wholeDraft(element), work);
      return leaf('key', fieldOf(adjustment, 'RECORDNO'));
    }),
};

export const updateArAdjustment: FunctionDefinition = {
  name: 'update_aradjustment',
  schema: {
    update_aradjustment: `@key, customerid?, datecreated?, dateposted?, adjustmentno?, action?, invoiceno?, description?,
      ${CURRENCY_GROUP}, updatearadjustmentitems?`,
    adjustmentno: 'TEXT 30',
    updatearadjustmentitems: '(updatelineitem | lineitem)+',
    ...LINE_SCHEMA,
  },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not update Adjustment record!', () => {
      const key = element.attributes.key ?? '';
      const adjustment = updateReceivable(ADJUSTMENT, key, changesOf(element, key, work), work);
      return leaf('key', fieldOf(adjustment, 'RECORDNO'));
    }),
};

export const deleteArAdjustment: FunctionDefinition = {
  name: 'delete_aradjustment',
  schema: { delete_aradjustment: '@key' },
  objects: OBJECTS,
  run: ({ element, work }) =>
    withWrapper('Could not delete Adjustment record!', () => {
      const adjustment = foundReceivable(ADJUSTMENT, element.attributes.key ?? '', work);
      deleteReceivable(ADJUSTMENT, adjustment, work);
      work.wrote('ARADJUSTMENT', adjustment);
      return leaf('key', fieldOf(adjustment, 'RECORDNO'));
    }),
};

function wholeDraft(element: XmlElement): InvoiceDraft {
  refuseUnread(element, [...HEADER, 'aradjustmentitems']);
  const date = dateOf(element, 'datecreated') || missingField('Date');
  return {
    customerId: textOf(element, 'customerid'),
    date,
    datePosted: dateOf(element, 'dateposted'),
    dueDate: date,
    termName: '',
    submit: submitOf(element),
    number: textOf(element, 'adjustmentno'),
    poNumber: textOf(element, 'invoiceno'),
    description: textOf(element, 'description'),
    externalId: textOf(element, 'externalid'),
    billTo: '',
    shipTo: '',
    noGl: flagOf(element, 'nogl') === 'true',
    supdocId: '',
    batchKey: textOf(element, 'batchkey'),
    exchange: currencyOf(element),
    lines: (child(element, 'aradjustmentitems')?.children ?? []).map(lineDraft),
  };
}

/** Only what was sent; everything else of the adjustment stays. */
function changesOf(element: XmlElement, key: string, work: Work): Partial<InvoiceDraft> {
  refuseUnread(element, [...HEADER, 'updatearadjustmentitems']);
  const sent = (name: string) => child(element, name) !== undefined;
  const lines = child(element, 'updatearadjustmentitems')?.children ?? [];
  return {
    ...(sent('customerid') && { customerId: textOf(element, 'customerid') }),
    ...(sent('datecreated') && { date: dateOf(element, 'datecreated') }),
    ...(sent('dateposted') && { datePosted: dateOf(element, 'dateposted') }),
    ...(sent('adjustmentno') && { number: textOf(element, 'adjustmentno') }),
    ...(sent('action') && { submit: submitOf(element) }),
    ...(sent('invoiceno') && { poNumber: textOf(element, 'invoiceno') }),
    ...(sent('description') && { description: textOf(element, 'description') }),
    ...(sent('currency') && { exchange: currencyOf(element) }),
    ...(sent('updatearadjustmentitems') && { lines: changedLines(lines, ADJUSTMENT, key, work) }),
  };
}
