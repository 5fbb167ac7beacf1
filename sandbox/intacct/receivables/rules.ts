import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { existing } from '../documents/rules.js';
import { refuse } from '../refusals.js';

export function activeCustomer(customerId: string, work: Work): StoredRecord {
  const customer = existing('CUSTOMER', customerId, work);
  if (fieldOf(customer, 'STATUS') === 'inactive') {
    refuse(
      'BL03000018',
      `Customer '${customerId}' is inactive.`,
      `Activate the customer ${customerId}, then try again.`,
    );
  }
  return customer;
}
