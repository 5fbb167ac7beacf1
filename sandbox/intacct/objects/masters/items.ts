import { boolean, choice, currency, text } from '../field.js';
import { master } from './define.js';

export const item = master({
  name: 'ITEM',
  label: 'Item',
  key: 'ITEMID',
  fields: {
    ITEMID: text({ label: 'Item ID', required: true, immutable: true, maxLength: 30 }),
    NAME: text({ label: 'Item name', required: true }),
    ITEMTYPE: choice(
      {
        Inventory: 'I',
        'Non-Inventory': 'NI',
        'Non-Inventory (Purchase only)': 'NP',
        'Non-Inventory (Sales only)': 'NS',
        Kit: 'K',
        'Stockable Kit': 'SK',
      },
      { label: 'Item type', required: true },
    ),
    PRODUCTLINEID: text(),
    COST_METHOD: text(),
    EXTENDED_DESCRIPTION: text(),
    PODESCRIPTION: text(),
    SODESCRIPTION: text(),
    UOMGRP: text(),
    GLGROUP: text(),
    BASEPRICE: currency(),
    STANDARD_COST: currency(),
    TAXABLE: boolean(),
    TAXGROUP: text(),
    INCOMEACCTKEY: text(),
    EXPENSEACCTKEY: text(),
    COGSACCTKEY: text(),
    UPC: text(),
  },
});
