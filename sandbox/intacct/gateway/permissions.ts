import { refuseAuditHistory } from '../company/audit.js';
import type { Company } from '../company/company.js';
import { roleAllows } from '../company/roles.js';
import { refuse } from '../refusals.js';

const OPERATIONS: Readonly<Record<string, string>> = {
  readByQuery: 'READ_BY_QUERY',
  readByName: 'READ_BY_NAME',
  readMore: 'READ_MORE',
};

/** The first two ignore permissions, as the real ones do; the third belongs to signing in, which no permission rules. */
const FREE = new Set(['lookup', 'inspect', 'getAPISession']);

export function refuseDenied(company: Company, functionName: string, objects: readonly string[]): void {
  if (FREE.has(functionName)) return;
  refuseAuditHistory(company, objects);
  const { deniedOperations } = company.settings;
  const operation = OPERATIONS[functionName] ?? functionName.toUpperCase();
  const denied = (objects.length > 0 ? objects : ['']).find(
    (object) =>
      deniedOperations.includes(operation) ||
      deniedOperations.includes(`${operation} ${object}`) ||
      !roleAllows(company, operation, object),
  );
  if (denied === undefined) return;
  const of = denied === '' ? '' : ` on objects of type ${denied.toLowerCase()}`;
  refuse(
    'PL04000005',
    `You do not have permission for API operation ${operation}${of}`,
    'Contact your administrator to request permission.',
  );
}
