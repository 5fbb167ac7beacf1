import type { Crm } from '../crm/crm.js';
import { refOf } from '../crm/crm.js';
import { type ObjectType, objectTypeFacts } from '../crm/object-types.js';
import type { StoredRecord } from '../crm/records.js';
import { timestamp } from '../crm/time.js';

export interface Wanted {
  /** Empty = the defaults of the type. */
  properties: readonly string[];
  history?: readonly string[];
  /** Object types whose links are listed. */
  associations?: readonly ObjectType[];
}

/** A record as the API shows it. `values` stands in for the current ones where search lags behind. */
export function recordView(crm: Crm, record: StoredRecord, wanted: Wanted, values = crm.valuesOf(record)) {
  const history = wanted.history ?? [];
  const associations = associationsView(crm, record, wanted.associations ?? []);
  return {
    id: record.id,
    properties: pick(crm, record.type, values, wanted.properties),
    ...(history.length === 0 ? {} : { propertiesWithHistory: historyView(crm, record, history) }),
    createdAt: timestamp(record.createdAt),
    updatedAt: timestamp(record.updatedAt),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: timestamp(record.archivedAt) }),
    url: recordUrl(crm, record),
    ...(Object.keys(associations).length === 0 ? {} : { associations }),
  };
}

/** The named properties and the system ones, by name; null where empty; unknown names vanish without a word. */
function pick(crm: Crm, type: ObjectType, values: Record<string, string>, requested: readonly string[]) {
  const { defaultProperties, createdProperty, modifiedProperty } = objectTypeFacts[type];
  const chosen = requested.length === 0 ? defaultProperties : requested;
  const names = new Set([...chosen, createdProperty, modifiedProperty, 'hs_object_id']);
  const known = [...names].filter((name) => crm.properties.find(type, name) !== undefined);
  return Object.fromEntries(known.sort().map((name) => [name, values[name] ?? null]));
}

function historyView(crm: Crm, record: StoredRecord, names: readonly string[]) {
  const known = names.filter((name) => crm.properties.find(record.type, name) !== undefined);
  return Object.fromEntries(known.map((name) => [name, historyOf(record, name)]));
}

/** Newest first. */
function historyOf(record: StoredRecord, name: string) {
  const entries = record.history.get(name) ?? [];
  return entries.toReversed().map(({ value, at, sourceType, sourceId }) => ({
    value,
    timestamp: timestamp(at),
    sourceType,
    ...(sourceId === undefined ? {} : { sourceId }),
  }));
}

/** One row per kind of link, so a primary company is listed twice. Types without links are absent. */
function associationsView(crm: Crm, record: StoredRecord, types: readonly ObjectType[]) {
  const lists = types.map((type) => {
    const links = crm.links.of(refOf(record), type);
    const results = links.flatMap((link) => link.types.map(({ name }) => ({ id: link.to.id, type: name })));
    return [objectTypeFacts[type].associationsKey, { results }] as const;
  });
  return Object.fromEntries(lists.filter(([, { results }]) => results.length > 0));
}

export function recordUrl({ settings }: Crm, { type, id }: StoredRecord): string {
  return `https://${settings.uiDomain}/contacts/${settings.portalId}/record/${objectTypeFacts[type].id}/${id}`;
}
