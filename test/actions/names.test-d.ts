/**
 * Proofs about types, checked by `npm run types`; nothing here runs.
 */
import type { Intacct } from '../../activities/intacct.js';

declare const intacct: Intacct;

void intacct.createCustomer({ name: 'A', resolve: 'name' });
void intacct.createCustomers({ records: [{ name: 'A', resolve: 'id' }], resolve: 'name' });
void intacct.listCustomers({ resolve: 'name', order: 'modified', filter: { not: { field: 'name', like: 'A%' } } });

// @ts-expect-error references are given by ID or by name
void intacct.createCustomer({ name: 'A', resolve: 'title' });
// @ts-expect-error a read by ID has no references
void intacct.getCustomer({ id: 'A', resolve: 'name' });
// @ts-expect-error a misspelt field is still seen
void intacct.createCustomer({ nmae: 'A', resolve: 'name' });
// @ts-expect-error a comparison must be one of those that there are
void intacct.listCustomers({ filter: { field: 'name', equls: 'A' } });
