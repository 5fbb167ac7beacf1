import { fieldOf } from '../books/record.js';
import { ADJUSTMENT } from '../payables/kind.js';
import { createPayable } from '../payables/payable.js';
import { withWrapper } from '../refusals.js';
import { CURRENCY_GROUP } from '../schema/common.js';
import { child } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import type { FunctionDefinition } from './definition.js';
import { currencyOf, dateOf, refuseUnread, textOf } from './legacy.js';
import { ADJUSTMENT_LINE_SCHEMA, lineDraft } from './payable-lines.js';
import { submitOf } from './receivable-lines.js';

/** Elements whose values are read. */
const READ = `vendorid datecreated dateposted batchkey adjustmentno action billno description externalid basecurr
  currency exchratedate exchratetype exchrate apadjustmentitems`.split(/\s+/);

/** Positive lines make a credit memo, which the company owes; negative ones a debit memo, which payments can apply. */
export const createApAdjustment: FunctionDefinition = {
  name: 'create_apadjustment',
  schema: {
    create_apadjustment: `vendorid, datecreated, dateposted?, batchkey?, adjustmentno?, action?, billno?, description?,
      externalid?, ${CURRENCY_GROUP}, nogl?, customfields?, inclusivetax?, taxsolutionid?, apadjustmentitems`,
    apadjustmentitems: 'lineitem+',
    adjustmentno: 'TEXT 30',
    billno: 'TEXT 30',
    ...ADJUSTMENT_LINE_SCHEMA,
  },
  objects: () => ['APADJUSTMENT'],
  run: ({ element, work }) =>
    withWrapper('Could not create AP adjustment record!', () => {
      refuseUnread(element, READ);
      const draft = {
        vendorId: textOf(element, 'vendorid'),
        date: dateOf(element, 'datecreated'),
        datePosted: dateOf(element, 'dateposted'),
        submit: submitOf(element),
        number: textOf(element, 'adjustmentno'),
        reference: textOf(element, 'billno'),
        description: textOf(element, 'description'),
        externalId: textOf(element, 'externalid'),
        summary: textOf(element, 'batchkey'),
        exchange: currencyOf(element),
        lines: (child(element, 'apadjustmentitems')?.children ?? []).map(lineDraft),
      };
      const adjustment = createPayable(ADJUSTMENT, { ...NOT_OF_ADJUSTMENTS, ...draft }, work);
      return leaf('key', fieldOf(adjustment, 'RECORDNO'));
    }),
};

const NOT_OF_ADJUSTMENTS = {
  dueDate: '',
  termName: '',
  payTo: '',
  returnTo: '',
  supdocId: '',
  onHold: false,
  priority: '',
  recommendedDate: '',
} as const;
