import * as account from './account.js';
import * as apAdjustment from './ap-adjustment.js';
import * as apPayment from './ap-payment.js';
import * as arAdjustment from './ar-adjustment.js';
import * as arPayment from './ar-payment.js';
import * as bill from './bill.js';
import * as contact from './contact.js';
import * as customer from './customer.js';
import * as invoice from './invoice.js';
import * as item from './item.js';
import * as journalEntry from './journal-entry.js';
import * as lists from './lists.js';
import * as orderEntry from './order-entry.js';
import * as organisation from './organisation.js';
import * as project from './project.js';
import type { Shape } from './shape.js';
import * as vendor from './vendor.js';

const files: readonly Readonly<Record<string, unknown>>[] = [
  ...[account, apAdjustment, apPayment, arAdjustment, arPayment, bill, contact, customer, invoice, item, journalEntry],
  ...[lists, orderEntry, organisation, project, vendor],
];

/** Every shape by Intacct's name of its object: what friendly names mean where an action takes any object. */
export const shapes: ReadonlyMap<string, Shape> = new Map(
  files
    .flatMap((file) => Object.values(file))
    .filter(isShape)
    .map((shape) => [shape.object, shape]),
);

export function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && 'object' in value && 'fields' in value && 'paths' in value;
}
