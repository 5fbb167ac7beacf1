import { customerType, vendorType } from '../shapes/lists.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

/** Types are set up in Intacct; the gateway shows no way to create them. */

const customerTypes = mastersOf(customerType, {
  one: 'a customer type by its name',
  many: 'customer types',
  by: 'name',
  source: `${documentation('accounts-receivable/customer-types')}/`,
  may: permissions('Accounts Receivable', 'Customer types'),
});

const vendorTypes = mastersOf(vendorType, {
  one: 'a vendor type by its name',
  many: 'vendor types',
  by: 'name',
  source: `${documentation('accounts-payable/vendor-types')}/`,
  may: permissions('Accounts Payable', 'Vendor types'),
});

export const getCustomerType = customerTypes.get('Direct');
export const listCustomerTypes = customerTypes.list(['name', 'status', 'parentName'], { status: 'active' });

export const getVendorType = vendorTypes.get('Supplier');
export const listVendorTypes = vendorTypes.list(['name', 'status', 'parentName'], { status: 'active' });
