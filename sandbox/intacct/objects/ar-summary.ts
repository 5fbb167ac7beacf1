import type { ObjectDefinition } from './definition.js';
import { choice, date, text } from './field.js';
import { readOnlyMaster } from './masters/define.js';

/** Summaries collect documents of one kind under one posting date. Created by the legacy functions and by the system. */
function summary(name: string, label: string): ObjectDefinition {
  return readOnlyMaster({
    name,
    label,
    key: 'TITLE',
    fields: {
      TITLE: text(),
      GLDATE: date(),
      OPEN: choice({ Open: 'T', Closed: 'F' }),
      MODULEKEY: text(),
      FINANCIALENTITY: text(),
      UNDEPOSITEDACCOUNTNO: text(),
    },
  });
}

export const arInvoiceBatch = summary('ARINVOICEBATCH', 'AR invoice summary');
export const arAdjustmentBatch = summary('ARADJUSTMENTBATCH', 'AR adjustment summary');
export const arPaymentBatch = summary('ARPAYMENTBATCH', 'AR payment summary');
