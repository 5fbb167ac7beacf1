import { z } from 'zod';
import { parseBody } from '../bodies.js';
import { type ApiRequest, created, ok, type Reply } from '../http.js';
import type { Route } from '../router.js';
import { readsSchemas, writesSchemas } from '../scopes.js';
import { typeParameter } from './parameters.js';

export const propertyGroupRoutes: readonly Route[] = [
  { method: 'GET', template: 'properties/:type/groups', scopes: readsSchemas, handle: listGroups },
  { method: 'POST', template: 'properties/:type/groups', scopes: writesSchemas, handle: createGroup },
  { method: 'GET', template: 'properties/:type/groups/:name', scopes: readsSchemas, handle: getGroup },
];

const GroupBody = z.looseObject({ name: z.string(), label: z.string(), displayOrder: z.number().default(-1) });

function listGroups(request: ApiRequest): Reply {
  const results = request.crm.properties.groups(typeParameter(request)).map((group) => ({ ...group, archived: false }));
  return ok({ results });
}

function getGroup(request: ApiRequest): Reply {
  const group = request.crm.properties.group(typeParameter(request), request.params.name ?? '');
  return ok({ ...group, archived: false });
}

function createGroup(request: ApiRequest): Reply {
  const { name, label, displayOrder } = parseBody(GroupBody, request.body);
  const group = request.crm.properties.createGroup(typeParameter(request), { name, label, displayOrder });
  return created({ ...group, archived: false });
}
