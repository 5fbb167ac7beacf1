import { ConnectorError } from '../../errors.js';
import type { IntacctClient } from '../client.js';
import { adviceOnField, type Filtered, fieldNamed } from '../filter/compile.js';
import type { Query } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import type { Field } from '../shapes/field.js';
import { text } from './fields.js';
import { beyondKey } from './paging.js';

/** Fields that a query was asked for: what it must select, and how a record answers. */
interface AskedFields {
  readonly paths: readonly string[];
  /** By the names that were asked. */
  readonly read: (record: IntacctRecord) => Record<string, unknown>;
}

/** Our names give values as our actions do; Intacct's names Intacct's texts. Throws `invalid_input` for neither. */
export function askedFields(names: readonly string[], about: Filtered): AskedFields {
  const asked = names.map((name, index) => {
    const field = about.fields && fieldAt(about.fields, name.split('.'));
    if (field)
      return { name, paths: field.paths, read: (record: IntacctRecord) => field.read((path) => text(record, path)) };
    const path = fieldNamed(name, about)?.path ?? unknownField(`fields[${index}]`, name, about);
    return { name, paths: [path], read: (record: IntacctRecord) => record[path] ?? '' };
  });
  return {
    paths: [...new Set(asked.flatMap(({ paths }) => paths))],
    read: (record) => Object.fromEntries(asked.map(({ name, read }) => [name, read(record)])),
  };
}

function fieldAt(fields: Readonly<Record<string, Field>>, [first = '', ...rest]: readonly string[]): Field | undefined {
  const field = Object.hasOwn(fields, first) ? fields[first] : undefined;
  if (rest.length === 0) return field;
  return field?.members && fieldAt(field.members, rest);
}

export function unknownField(path: string, name: string, about: Filtered): never {
  throw new ConnectorError({
    kind: 'invalid_input',
    message: `${path}: ${about.object} has no field “${name}”.`,
    advice: `${adviceOnField(name, about)} Nothing was sent.`,
    details: { field: path },
  });
}

/** The most records that one call returns: a result must fit into a workflow's history. */
const mostRecords = 5000;

/**
 * All records of a query. By record number none is skipped or repeated; in another order pages go by offset, and records that
 * change meanwhile may be. Throws `too_many_records` after the first page.
 */
export async function everyPage(
  intacct: IntacctClient,
  request: Omit<Query, 'pageSize' | 'offset'>,
  after: string | undefined,
): Promise<readonly IntacctRecord[]> {
  const byKey = !request.orderBy?.length;
  const orderBy = byKey ? [] : [...(request.orderBy ?? []), { field: 'RECORDNO' }];
  const found: IntacctRecord[] = [];
  for (;;) {
    const last = found.at(-1);
    const query = byKey ? beyondKey(request, last ? text(last, 'RECORDNO') : after) : { ...request, orderBy };
    const page = await intacct.query({ ...query, pageSize: 2000, offset: byKey ? 0 : found.length });
    found.push(...page.records);
    if (found.length + page.remaining > mostRecords) throw tooMany(request.object, found.length + page.remaining);
    if (page.remaining <= 0 || page.records.length === 0) return found;
  }
}

function tooMany(object: string, total: number): ConnectorError {
  return new ConnectorError({
    kind: 'invalid_input',
    code: 'too_many_records',
    message: `${total} records of ${object} meet the filter; one call returns at most ${mostRecords}.`,
    advice: 'Narrow the filter, or read page by page with `after` instead of `all`.',
    details: { field: 'all', total },
  });
}
