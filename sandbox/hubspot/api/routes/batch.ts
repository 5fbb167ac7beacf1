import { z } from 'zod';
import { type ObjectType, objectTypeFacts } from '../../crm/object-types.js';
import { type BatchError, batchReply } from '../batch-replies.js';
import { parseBody } from '../bodies.js';
import { type ApiRequest, noContent, type Reply } from '../http.js';
import { recordView } from '../record-view.js';
import type { Route } from '../router.js';
import { readsObjects, writesObjects } from '../scopes.js';
import { Id, inputsOf } from './batch-inputs.js';
import { batchCreate, batchUpdate, batchUpsert } from './batch-writes.js';
import { lookUp, typeParameter, wantsArchived } from './parameters.js';

export const batchRoutes: readonly Route[] = [
  { method: 'POST', template: 'objects/:type/batch/read', scopes: readsObjects, handle: batchRead },
  { method: 'POST', template: 'objects/:type/batch/create', scopes: writesObjects, handle: batchCreate },
  { method: 'POST', template: 'objects/:type/batch/update', scopes: writesObjects, handle: batchUpdate },
  { method: 'POST', template: 'objects/:type/batch/upsert', scopes: writesObjects, handle: batchUpsert },
  { method: 'POST', template: 'objects/:type/batch/archive', scopes: writesObjects, handle: batchArchive },
];

const BatchReadBody = z.looseObject({
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  inputs: inputsOf(z.looseObject({ id: Id })),
  idProperty: z.string().nullish(),
});

const BatchArchiveBody = z.looseObject({ inputs: inputsOf(z.looseObject({ id: Id })) });

/** Repeated ids are answered once, and the missing ones are told in one error. */
function batchRead(request: ApiRequest): Reply {
  const { crm } = request;
  const type = typeParameter(request);
  const body = parseBody(BatchReadBody, request.body);
  const keys = [...new Set(body.inputs.map((input) => input.id))];
  const found = keys.map((key) => lookUp(crm, type, key, body.idProperty ?? undefined, wantsArchived(request)));
  const wanted = { properties: body.properties, history: body.propertiesWithHistory };
  const results = found.filter((record) => record !== undefined).map((record) => recordView(crm, record, wanted));
  return batchReply(
    crm,
    results,
    missing(
      type,
      keys.filter((_, index) => found[index] === undefined),
    ),
  );
}

function batchArchive(request: ApiRequest): Reply {
  const type = typeParameter(request);
  const { inputs } = parseBody(BatchArchiveBody, request.body);
  for (const { id } of inputs) request.crm.archive(type, id, request.source);
  return noContent;
}

function missing(type: ObjectType, ids: string[]): BatchError[] {
  if (ids.length === 0) return [];
  const name = objectTypeFacts[type].singular.toUpperCase();
  const message = `Could not get some ${name} objects, they may be deleted or not exist. Check that ids are valid.`;
  return [{ status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { ids } }];
}
