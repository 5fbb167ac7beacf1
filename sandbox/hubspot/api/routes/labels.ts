import { z } from 'zod';
import type { AssociationType } from '../../crm/association-types.js';
import { parseBody } from '../bodies.js';
import { type ApiRequest, ok, type Reply } from '../http.js';
import { dateVersion } from '../paths.js';
import type { Route } from '../router.js';
import { readsAssociations, writesAssociations } from '../scopes.js';
import { typeParameter } from './parameters.js';

const versions = ['v4', dateVersion];
const template = 'associations/:from/:to/labels';

export const labelRoutes: readonly Route[] = [
  { method: 'GET', template, versions, scopes: readsAssociations, handle: listLabels },
  { method: 'POST', template, versions, scopes: writesAssociations, handle: createLabel },
];

const LabelBody = z.looseObject({ name: z.string(), label: z.string(), inverseLabel: z.string().optional() });

function listLabels(request: ApiRequest): Reply {
  const types = request.crm.links.typesBetween(typeParameter(request, 'from'), typeParameter(request, 'to'));
  return ok({ results: types.map(labelView) });
}

/** Answers with both directions. */
function createLabel(request: ApiRequest): Reply {
  const { name, label, inverseLabel } = parseBody(LabelBody, request.body);
  const [from, to] = [typeParameter(request, 'from'), typeParameter(request, 'to')];
  return ok({ results: request.crm.links.defineLabel(from, to, name, label, inverseLabel).map(labelView) });
}

function labelView({ category, typeId, label }: AssociationType) {
  return { category, typeId, label };
}
