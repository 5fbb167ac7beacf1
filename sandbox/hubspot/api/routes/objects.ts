import { z } from 'zod';
import { refOf } from '../../crm/crm.js';
import { CreateBody, parseBody, UpdateBody } from '../bodies.js';
import { type ApiRequest, created, noContent, ok, type Reply } from '../http.js';
import { recordView } from '../record-view.js';
import type { Route } from '../router.js';
import { readsObjects, writesObjects } from '../scopes.js';
import { Id } from './batch-inputs.js';
import { newLinks } from './new-links.js';
import { limitParameter, requireRecord, typeParameter, wantedByQuery, wantsArchived } from './parameters.js';

export const objectRoutes: readonly Route[] = [
  { method: 'GET', template: 'objects/:type', scopes: readsObjects, handle: listRecords },
  { method: 'POST', template: 'objects/:type', scopes: writesObjects, handle: createRecord },
  { method: 'POST', template: 'objects/:type/merge', scopes: writesObjects, handle: mergeRecords },
  { method: 'GET', template: 'objects/:type/:id', scopes: readsObjects, handle: getRecord },
  { method: 'PATCH', template: 'objects/:type/:id', scopes: writesObjects, handle: updateRecord },
  { method: 'DELETE', template: 'objects/:type/:id', scopes: writesObjects, handle: archiveRecord },
];

function listRecords(request: ApiRequest): Reply {
  const { crm, query, url } = request;
  const type = typeParameter(request);
  const limit = limitParameter(request, 10, 100);
  const after = Number(query.get('after') ?? 0);
  const archived = wantsArchived(request);
  const rest = crm.records
    .all(type)
    .filter((record) => (record.archivedAt !== undefined) === archived && Number(record.id) > after);
  const page = rest.slice(0, limit);
  const results = page.map((record) => recordView(crm, record, wantedByQuery(request)));
  const last = page.at(-1);
  return ok(rest.length > limit && last !== undefined ? { results, paging: nextPage(url, last.id) } : { results });
}

function nextPage(url: URL, after: string) {
  const link = new URL(url);
  link.searchParams.set('after', after);
  return { next: { after, link: link.href } };
}

function getRecord(request: ApiRequest): Reply {
  const record = requireRecord(request, typeParameter(request), wantsArchived(request));
  return ok(recordView(request.crm, record, wantedByQuery(request)));
}

function createRecord(request: ApiRequest): Reply {
  const { crm, source } = request;
  const type = typeParameter(request);
  const { properties, associations } = parseBody(CreateBody, request.body);
  const links = newLinks(crm, type, associations);
  const record = crm.create(type, properties, source);
  for (const link of links) crm.link(refOf(record), link.to, link.type, source);
  return created(recordView(crm, record, { properties: Object.keys(crm.valuesOf(record)) }));
}

function updateRecord(request: ApiRequest): Reply {
  const { crm, source } = request;
  const type = typeParameter(request);
  const record = requireRecord(request, type);
  const { properties } = parseBody(UpdateBody, request.body);
  crm.update(type, record.id, properties, source);
  return ok(recordView(crm, record, { properties: changedAndSystem(Object.keys(properties)) }));
}

/** An update answers with what it changed; never with the defaults, not even for an empty change. */
function changedAndSystem(names: string[]): string[] {
  return ['hs_object_id', ...names];
}

const MergeBody = z.looseObject({ primaryObjectId: Id, objectIdToMerge: Id });

function mergeRecords(request: ApiRequest): Reply {
  const { crm, source } = request;
  const type = typeParameter(request);
  const { primaryObjectId, objectIdToMerge } = parseBody(MergeBody, request.body);
  const record = crm.merge(type, primaryObjectId, objectIdToMerge, source);
  return ok(recordView(crm, record, { properties: Object.keys(crm.valuesOf(record)) }));
}

/** Repeating it is fine: a record that is gone counts as archived. */
function archiveRecord(request: ApiRequest): Reply {
  const type = typeParameter(request);
  request.crm.archive(type, request.params.id ?? '', request.source);
  return noContent;
}
