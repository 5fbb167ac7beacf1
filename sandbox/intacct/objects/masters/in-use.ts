import { fieldOf, type StoredRecord } from '../../books/record.js';
import type { Company } from '../../company/company.js';
import { refuse } from '../../refusals.js';
import type { ObjectDefinition } from '../definition.js';

/** Names under which documents and their lines bear a master's key without declaring the reference. */
const FIELD_NAMES: Readonly<Record<string, readonly string[]>> = {
  APACCOUNTLABEL: ['ACCOUNTLABEL'],
  APTERM: ['TERMNAME'],
  ARACCOUNTLABEL: ['ACCOUNTLABEL'],
  ARTERM: ['TERMNAME'],
  CLASS: ['CLASSID'],
  CONTACT: ['BILLTOPAYTOCONTACTNAME', 'SHIPTORETURNTOCONTACTNAME'],
  CONTRACT: ['CONTRACTID'],
  DEPARTMENT: ['DEPARTMENTID', 'DEPARTMENT'],
  EMPLOYEE: ['EMPLOYEEID'],
  GLACCOUNT: ['ACCOUNTNO', 'GLACCOUNTNO', 'OFFSETGLACCOUNTNO', 'UNDEPOSITEDACCOUNTNO'],
  ITEM: ['ITEMID'],
  LOCATION: ['LOCATIONID', 'LOCATION', 'MEGAENTITYID'],
  PROJECT: ['PROJECTID'],
  WAREHOUSE: ['WAREHOUSEID'],
};

/** Names under which other objects bear a master's RECORDNO. */
const KEY_FIELDS: Readonly<Record<string, string>> = { CONTACT: 'DISPLAYCONTACTKEY' };

/** Payables and receivables name their terms and labels alike; each counts only in its own ledger. */
const NOT_IN: Readonly<Record<string, RegExp>> = { APTERM: /^AR|^CUST/, ARTERM: /^AP|^VEND/ };

/** A master that anything refers to cannot be deleted, only set to inactive. */
export function refuseInUse(definition: ObjectDefinition, record: StoredRecord, company: Company): void {
  const key = fieldOf(record, definition.key);
  const user = userOf(definition, key, company) ?? keyUserOf(definition, fieldOf(record, 'RECORDNO'), company);
  if (!user) return;
  refuse(
    'BL03000018',
    `${definition.label} '${key}' cannot be deleted because ${user.label} records refer to it.`,
    `Set the ${definition.label.toLowerCase()} to inactive instead.`,
  );
}

function userOf(target: ObjectDefinition, key: string, { books, objects }: Company): ObjectDefinition | undefined {
  for (const definition of objects.values()) {
    if (NOT_IN[target.name]?.test(definition.name)) continue;
    const fields = referringFields(definition, target.name);
    if (fields.some((field) => books.where(definition.name, field, key).length > 0)) return definition;
  }
  return undefined;
}

function keyUserOf({ name }: ObjectDefinition, recordno: string, { books, objects }: Company) {
  const field = KEY_FIELDS[name] ?? `GLDIM${name}`;
  return [...objects.values()].find(
    (other) => other.fields[field] !== undefined && books.where(other.name, field, recordno).length > 0,
  );
}

function referringFields({ name, key, fields }: ObjectDefinition, target: string): string[] {
  const names = FIELD_NAMES[target] ?? [];
  return Object.entries(fields)
    .filter(([field, { reference, computed }]) => !computed && (reference === target || names.includes(field)))
    .map(([field]) => field)
    .filter((field) => name !== target || field !== key);
}
