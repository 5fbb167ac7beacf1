import type { Company } from './company.js';

/** A policy of an application, and the objects it rules. */
interface Policy {
  readonly application: string;
  readonly name: string;
  readonly objects: readonly string[];
}

const policy = (application: string, name: string, ...objects: string[]): Policy => ({ application, name, objects });

const POLICIES: readonly Policy[] = [
  policy('Company', 'Contacts', 'CONTACT'),
  policy('Company', 'Departments', 'DEPARTMENT'),
  policy('Company', 'Locations', 'LOCATION', 'LOCATIONENTITY'),
  policy('Company', 'Employees', 'EMPLOYEE'),
  policy('Company', 'Classes', 'CLASS'),
  policy('Company', 'Users', 'USERINFO'),
  policy('Accounts Receivable', 'Customers', 'CUSTOMER'),
  policy('Accounts Receivable', 'Invoices', 'ARINVOICE', 'ARINVOICEITEM'),
  policy('Accounts Receivable', 'Adjustments', 'ARADJUSTMENT', 'ARADJUSTMENTITEM'),
  policy('Accounts Receivable', 'Receive payments', 'ARPYMT', 'ARPYMTDETAIL'),
  policy('Accounts Receivable', 'AR terms', 'ARTERM'),
  policy('Accounts Receivable', 'AR account labels', 'ARACCOUNTLABEL'),
  policy('Accounts Payable', 'Vendors', 'VENDOR'),
  policy('Accounts Payable', 'Bills', 'APBILL', 'APBILLITEM'),
  policy('Accounts Payable', 'Payments', 'APPYMT', 'APPYMTDETAIL'),
  policy('Accounts Payable', 'AP terms', 'APTERM'),
  policy('Accounts Payable', 'AP account labels', 'APACCOUNTLABEL'),
  policy('General Ledger', 'Accounts', 'GLACCOUNT'),
  policy('General Ledger', 'Journal entries', 'GLBATCH', 'GLENTRY'),
  policy('Projects', 'Projects', 'PROJECT'),
  policy('Projects', 'Tasks', 'TASK'),
  policy('Inventory Control', 'Items', 'ITEM'),
  policy('Inventory Control', 'Warehouses', 'WAREHOUSE'),
  policy('Order Entry', 'Transactions', 'SODOCUMENT', 'SODOCUMENTENTRY'),
  policy('Contracts', 'Contracts', 'CONTRACT'),
];

export type Right = 'List' | 'View' | 'Add' | 'Edit' | 'Delete';
const RIGHTS: readonly Right[] = ['List', 'View', 'Add', 'Edit', 'Delete'];

/** Which right an operation needs; the first that fits its name. */
const NEEDS: readonly (readonly [RegExp, Right])[] = [
  [/^(READ|READ_BY_NAME|RETRIEVEPDF)$/, 'View'],
  [/^(QUERY|READ_BY_QUERY|READ_MORE|GET_LIST)$/, 'List'],
  [/^CREATE/, 'Add'],
  [/^DELETE/, 'Delete'],
  [/^(UPDATE|REVERSE|APPLY|APPROVE|DECLINE|SEND|CONFIRM|VOID)/, 'Edit'],
];

function rightFor(operation: string): Right | undefined {
  return NEEDS.find(([pattern]) => pattern.test(operation))?.[1];
}

/** Whether the web-services user's role lets it do this. Objects without a policy are free to all. */
export function roleAllows({ settings }: Company, operation: string, object: string): boolean {
  const ruling = POLICIES.find(({ objects }) => objects.includes(object));
  const right = rightFor(operation);
  const granted = ruling && settings.userRights[ruling.name];
  return granted === undefined || right === undefined || granted.includes(right);
}

/** What the role grants less what single operations are denied: application → policy → rights. */
export function effectiveRights(company: Company, userId: string): Map<string, Map<string, Right[]>> {
  const applications = new Map<string, Map<string, Right[]>>();
  for (const each of POLICIES) {
    const policies = applications.get(each.application) ?? new Map<string, Right[]>();
    applications.set(each.application, policies);
    const rights = RIGHTS.filter((right) => userId !== company.credentials.userId || holds(company, each, right));
    policies.set(each.name, rights);
  }
  return applications;
}

function holds({ settings }: Company, { name, objects }: Policy, right: Right): boolean {
  const granted = settings.userRights[name];
  if (granted !== undefined && !granted.includes(right)) return false;
  return !settings.deniedOperations.some((denied) => {
    const [operation = '', object] = denied.split(' ');
    return rightFor(operation) === right && (object === undefined || objects.includes(object));
  });
}
