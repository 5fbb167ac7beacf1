import { always, choice, flag, key, money, text } from './field.js';
import { shapeOf } from './shape.js';
import { masterStamps } from './stamps.js';

const types = [
  'Non-Inventory',
  'Non-Inventory (Sales only)',
  'Non-Inventory (Purchase only)',
  'Inventory',
  'Kit',
  'Stockable Kit',
] as const;

export const item = shapeOf('ITEM', {
  key: always(key()),
  id: always(text('ITEMID', 30, 'Item ID, such as "SEAT".')),
  name: always(text('NAME', 100)),
  itemType: always(choice('ITEMTYPE', types)),
  productLineId: text('PRODUCTLINEID', 80),
  description: text('EXTENDED_DESCRIPTION', 4000),
  salesDescription: text('SODESCRIPTION', 4000),
  purchaseDescription: text('PODESCRIPTION', 4000),
  unitGroup: text('UOMGRP', 80, 'Name of a unit-of-measure group.'),
  glGroup: text('GLGROUP', 80, 'Name of an item GL group, which decides the accounts.'),
  basePrice: money('BASEPRICE'),
  standardCost: money('STANDARD_COST'),
  costMethod: text('COST_METHOD', 40),
  taxable: flag('TAXABLE'),
  taxGroup: text('TAXGROUP', 80),
  upc: text('UPC', 80),
  ...masterStamps,
});
