import { z } from 'zod';
import type { Link, RecordRef } from '../../crm/links.js';
import { objectTypeFacts } from '../../crm/object-types.js';
import { timestamp } from '../../crm/time.js';
import { invalid, notFound } from '../../errors.js';
import { type BatchError, batchReply } from '../batch-replies.js';
import { AssociationSpec, parseBody } from '../bodies.js';
import { type ApiRequest, created, noContent, ok, type Reply } from '../http.js';
import { dateVersion } from '../paths.js';
import type { Route } from '../router.js';
import { readsAssociations, writesAssociations } from '../scopes.js';
import { Id } from './batch-inputs.js';
import { limitParameter, typeParameter } from './parameters.js';

const versions = ['v4', dateVersion];
const oneLink = 'objects/:from/:id/associations/:to/:toId';
const defaultLink = 'objects/:from/:id/associations/default/:to/:toId';

export const associationRoutes: readonly Route[] = [
  // The date version has no such call; there the links of a record are read in a batch.
  {
    method: 'GET',
    template: 'objects/:from/:id/associations/:to',
    versions: ['v4'],
    scopes: readsAssociations,
    handle: listLinks,
  },
  { method: 'PUT', template: defaultLink, versions, scopes: writesAssociations, handle: putDefault },
  { method: 'PUT', template: oneLink, versions, scopes: writesAssociations, handle: putLabelled },
  { method: 'DELETE', template: oneLink, versions, scopes: writesAssociations, handle: removeLink },
  {
    method: 'POST',
    template: 'associations/:from/:to/batch/read',
    versions,
    scopes: readsAssociations,
    handle: batchReadLinks,
  },
];

const mostInputs = 1_000;
const BatchBody = z.looseObject({
  inputs: z.array(z.looseObject({ id: Id, after: Id.optional() })).max(mostInputs),
});
const SpecsBody = z.array(AssociationSpec).min(1);

function listLinks(request: ApiRequest): Reply {
  const { crm, query } = request;
  const [from, toType] = [source(request), typeParameter(request, 'to')];
  const { links, paging } = pageOf(
    crm.links.of(from, toType),
    limitParameter(request, 500, 500),
    query.get('after') ?? undefined,
  );
  return ok({ results: links.map(linkView), ...paging });
}

function pageOf(all: readonly Link[], limit: number, after = '0') {
  const rest = all.filter((link) => Number(link.to.id) > Number(after));
  const links = rest.slice(0, limit);
  const last = links.at(-1);
  return {
    links,
    paging: rest.length > limit && last !== undefined ? { paging: { next: { after: last.to.id } } } : {},
  };
}

/** 207 when an input has no links: "none" is reported as an error, not as an empty list. */
function batchReadLinks(request: ApiRequest): Reply {
  const { crm } = request;
  const [fromType, toType] = [typeParameter(request, 'from'), typeParameter(request, 'to')];
  const { inputs } = parseBody(BatchBody, request.body);
  const afters = new Map(inputs.map((input) => [input.id, input.after]));
  const lists = [...afters].map(([id, after]) => ({
    id,
    ...pageOf(crm.links.of({ type: fromType, id }, toType), crm.settings.linksPerPage, after),
  }));
  const names = [objectTypeFacts[fromType].singular, objectTypeFacts[toType].singular] as const;
  const results = lists
    .filter(({ links }) => links.length > 0)
    .map(({ id, links, paging }) => ({ from: { id }, to: links.map(linkView), ...paging }));
  const errors = lists.filter(({ links }) => links.length === 0).map(({ id }) => noLinks(id, ...names));
  return batchReply(crm, results, errors);
}

function noLinks(id: string, from: string, to: string): BatchError {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${to} is associated with ${from} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [from], toObjectType: [to] },
  };
}

/** The ID of the other end is a JSON number here and a string everywhere else, as on the real wire. */
function linkView({ to, types }: Link) {
  const associationTypes = types.map(({ category, typeId, label }) => ({ category, typeId, label }));
  return { toObjectId: Number(to.id), associationTypes };
}

function putDefault(request: ApiRequest): Reply {
  const { crm } = request;
  const [from, to] = [source(request), target(request)];
  const type = crm.links.unlabelledType(from.type, to.type);
  crm.link(from, to, type, request.source);
  const spec = (associationTypeId: number) => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId });
  const now = timestamp(crm.settings.now());
  const results = [
    { from: { id: from.id }, to: { id: to.id }, associationSpec: spec(type.typeId) },
    { from: { id: to.id }, to: { id: from.id }, associationSpec: spec(type.inverse) },
  ];
  return ok({ status: 'COMPLETE', results, startedAt: now, completedAt: now });
}

function putLabelled(request: ApiRequest): Reply {
  const { crm } = request;
  const [from, to] = [source(request), target(request)];
  const specs = parseBody(SpecsBody, request.body);
  const types = specs.map((spec) =>
    crm.links.find(from.type, to.type, spec.associationCategory, spec.associationTypeId),
  );
  for (const type of types) crm.link(from, to, type, request.source);
  return created({
    fromObjectTypeId: objectTypeFacts[from.type].id,
    fromObjectId: Number(from.id),
    toObjectTypeId: objectTypeFacts[to.type].id,
    toObjectId: Number(to.id),
    labels: types.flatMap(({ label }) => label ?? []),
  });
}

function removeLink(request: ApiRequest): Reply {
  request.crm.unlink(source(request), target(request), request.source);
  return noContent;
}

function source(request: ApiRequest): RecordRef {
  return existing(request, typeParameter(request, 'from'), request.params.id);
}

function target(request: ApiRequest): RecordRef {
  return existing(request, typeParameter(request, 'to'), request.params.toId);
}

function existing({ crm }: ApiRequest, type: RecordRef['type'], id = ''): RecordRef {
  if (!/^\d+$/.test(id)) throw invalid(`"${id}" is not a record ID`);
  if (crm.find(type, id) === undefined) throw notFound();
  return { type, id };
}
