import { type Owner, owners } from '../../crm/owners.js';
import { invalid, notFound } from '../../errors.js';
import { type ApiRequest, ok, type Reply } from '../http.js';
import type { Route } from '../router.js';
import { readsOwners } from '../scopes.js';
import { limitParameter, wantsArchived } from './parameters.js';

export const ownerRoutes: readonly Route[] = [
  { method: 'GET', template: 'owners', scopes: readsOwners, handle: listOwners },
  { method: 'GET', template: 'owners/:id', scopes: readsOwners, handle: getOwner },
];

function listOwners(request: ApiRequest): Reply {
  const email = request.query.get('email');
  const after = Number(request.query.get('after') ?? 0);
  const limit = limitParameter(request, 100, 500);
  const fitting = owners.filter(
    (owner) => owner.archived === wantsArchived(request) && (email === null || owner.email === email),
  );
  const rest = fitting.filter((owner) => Number(owner.id) > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const paging = rest.length > limit && last !== undefined ? { paging: { next: { after: last.id } } } : {};
  return ok({ results: page.map(ownerView), ...paging });
}

function getOwner(request: ApiRequest): Reply {
  const idProperty = request.query.get('idProperty') ?? 'id';
  if (idProperty !== 'id' && idProperty !== 'userId') throw invalid('idProperty must be id or userId');
  const owner = owners.find(
    (each) => String(each[idProperty]) === request.params.id && each.archived === wantsArchived(request),
  );
  if (owner === undefined) throw notFound();
  return ok(ownerView(owner));
}

function ownerView(owner: Owner) {
  return { ...owner, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', teams: [] };
}
