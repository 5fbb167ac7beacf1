import type { Crm } from '../../crm/crm.js';
import { type ObjectType, objectTypeFrom } from '../../crm/object-types.js';
import type { StoredRecord } from '../../crm/records.js';
import { invalid, notFound } from '../../errors.js';
import { type ApiRequest, listParameter } from '../http.js';
import type { Wanted } from '../record-view.js';

export function typeParameter({ params }: ApiRequest, name = 'type'): ObjectType {
  const text = params[name] ?? '';
  const type = objectTypeFrom(text);
  if (type === undefined) throw invalid(`Unable to infer object type from: ${text}`);
  return type;
}

/** What a GET asks to see. Unknown association types are refused. */
export function wantedByQuery({ query }: ApiRequest): Wanted {
  const associations = listParameter(query, 'associations').map((name) => {
    const type = objectTypeFrom(name);
    if (type === undefined) throw invalid(`Unable to infer object type from: ${name}`);
    return type;
  });
  return {
    properties: listParameter(query, 'properties'),
    history: listParameter(query, 'propertiesWithHistory'),
    associations,
  };
}

export function wantsArchived({ query }: ApiRequest): boolean {
  return query.get('archived') === 'true';
}

export function limitParameter({ query }: ApiRequest, standard: number, maximum: number): number {
  const limit = Number(query.get('limit') ?? standard);
  if (Number.isInteger(limit) && limit >= 1 && limit <= maximum) return limit;
  throw invalid(`limit must be between 1 and ${maximum}`);
}

/** By record ID or by the value of a unique property; archived ones only on request, and then only those. */
export function lookUp(
  crm: Crm,
  type: ObjectType,
  key: string,
  idProperty: string | undefined,
  archived = false,
): StoredRecord | undefined {
  const candidate =
    idProperty === undefined ? crm.records.find(type, key) : findByUnique(crm, type, idProperty, key, archived);
  return candidate !== undefined && (candidate.archivedAt !== undefined) === archived ? candidate : undefined;
}

export function requireRecord(request: ApiRequest, type: ObjectType, archived = false): StoredRecord {
  const idProperty = request.query.get('idProperty') ?? undefined;
  const record = lookUp(request.crm, type, request.params.id ?? '', idProperty, archived);
  if (record !== undefined) return record;
  const successor = successorOf(request.crm, type, request.params.id ?? '');
  if (successor === undefined) throw notFound();
  return successor;
}

/** The ID of a merged record leads to the other one, where the account is set so. Batches do not follow it. */
function successorOf(crm: Crm, type: ObjectType, id: string): StoredRecord | undefined {
  const former = crm.settings.mergedIdsLeadOn ? crm.records.find(type, id) : undefined;
  return former && crm.successorOf(former);
}

function findByUnique(crm: Crm, type: ObjectType, name: string, value: string, archived: boolean) {
  if (name === 'hs_object_id') return crm.records.find(type, value);
  if (crm.properties.find(type, name)?.hasUniqueValue !== true) {
    throw invalid(`Property "${name}" is not a unique identifier of ${type}`);
  }
  const wanted = name === 'email' ? value.toLowerCase() : value;
  if (archived) return crm.records.all(type).find((record) => record.archivedAt && record.values.get(name) === wanted);
  const id = crm.unique.holder(type, name, wanted);
  return id === undefined ? undefined : crm.records.find(type, id);
}
