import { ADJUSTMENT, BILL } from '../payables/kind.js';
import { createPayable, deletePayable, updatePayable } from '../payables/payable.js';
import { billChanges, wholeBill } from './ap-bill-input.js';
import type { ObjectDefinition } from './definition.js';
import { BILL_FIELDS, PAYABLE_FIELDS, PAYABLE_RELATIONS, payableLine } from './payable-fields.js';

export const apBill: ObjectDefinition = {
  name: 'APBILL',
  label: 'Bill',
  key: 'RECORDID',
  indexes: ['VENDORID'],
  numbering: 'AP',
  fields: BILL_FIELDS,
  relations: { ...PAYABLE_RELATIONS, APTERM: { object: 'APTERM', from: 'TERMNAME' } },
  lines: { element: 'APBILLITEMS', object: 'APBILLITEM', parent: 'RECORDKEY' },
  create: (input, work) => createPayable(BILL, wholeBill(input, work), work),
  update: (record, input, work) => updatePayable(BILL, record.RECORDNO ?? '', billChanges(record, input, work), work),
  remove: (record, work) => deletePayable(BILL, record, work),
  createdKeys: ['RECORDNO'],
};

export const apBillItem = payableLine(BILL, 'Bill line');

/** Created by create_apadjustment only. */
export const apAdjustment: ObjectDefinition = {
  name: 'APADJUSTMENT',
  label: 'AP adjustment',
  key: 'RECORDID',
  indexes: ['VENDORID'],
  numbering: 'AP',
  fields: PAYABLE_FIELDS,
  relations: PAYABLE_RELATIONS,
  lines: { element: 'APADJUSTMENTITEMS', object: 'APADJUSTMENTITEM', parent: 'RECORDKEY' },
  remove: (record, work) => deletePayable(ADJUSTMENT, record, work),
};

export const apAdjustmentItem = payableLine(ADJUSTMENT, 'AP adjustment line');
