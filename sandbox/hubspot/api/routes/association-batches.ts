import { z } from 'zod';
import type { RecordRef } from '../../crm/links.js';
import { objectTypeFacts } from '../../crm/object-types.js';
import { batchReply } from '../batch-replies.js';
import { AssociationSpec, parseBody } from '../bodies.js';
import { type ApiRequest, noContent, type Reply } from '../http.js';
import { dateVersion } from '../paths.js';
import type { Route } from '../router.js';
import { writesAssociations } from '../scopes.js';
import { Id } from './batch-inputs.js';
import { typeParameter } from './parameters.js';

const common = { method: 'POST', versions: ['v4', dateVersion], scopes: writesAssociations } as const;

/** Links made and removed many at a time. The first wrong input refuses them all. */
export const associationBatchRoutes: readonly Route[] = [
  { ...common, template: 'associations/:from/:to/batch/create', handle: createLinks },
  { ...common, template: 'associations/:from/:to/batch/associate/default', handle: createDefaultLinks },
  { ...common, template: 'associations/:from/:to/batch/archive', handle: archiveLinks },
];

const mostInputs = 2_000;
const End = z.looseObject({ id: Id });
const Pair = z.looseObject({ from: End, to: End });
const inputsOf = <Input extends z.ZodType>(input: Input) => z.looseObject({ inputs: z.array(input).max(mostInputs) });

const CreateBody = inputsOf(Pair.extend({ types: z.array(AssociationSpec).min(1) }));
const DefaultBody = inputsOf(Pair);
const ArchiveBody = inputsOf(z.looseObject({ from: End, to: z.array(End) }));

function createLinks(request: ApiRequest): Reply {
  const { crm } = request;
  const { inputs } = parseBody(CreateBody, request.body);
  const links = inputs.map(({ from, to, types }) => {
    const ends = endsOf(request, from.id, to.id);
    const find = (spec: z.output<typeof AssociationSpec>) =>
      crm.links.find(ends.from.type, ends.to.type, spec.associationCategory, spec.associationTypeId);
    return { ...ends, types: types.map(find) };
  });
  for (const { from, to, types } of links) for (const type of types) crm.link(from, to, type, request.source);
  const results = links.map(({ from, to, types }) => ({
    fromObjectTypeId: objectTypeFacts[from.type].id,
    fromObjectId: Number(from.id),
    toObjectTypeId: objectTypeFacts[to.type].id,
    toObjectId: Number(to.id),
    labels: types.flatMap(({ label }) => label ?? []),
  }));
  return batchReply(crm, results, [], 201);
}

function createDefaultLinks(request: ApiRequest): Reply {
  const { crm } = request;
  const { inputs } = parseBody(DefaultBody, request.body);
  const links = inputs.map(({ from, to }) => endsOf(request, from.id, to.id));
  const results = links.map(({ from, to }) => {
    const type = crm.links.unlabelledType(from.type, to.type);
    crm.link(from, to, type, request.source);
    const associationSpec = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: type.typeId };
    return { from: { id: from.id }, to: { id: to.id }, associationSpec };
  });
  return batchReply(crm, results, []);
}

/** Removing what is not linked is fine. */
function archiveLinks(request: ApiRequest): Reply {
  const { inputs } = parseBody(ArchiveBody, request.body);
  for (const { from, to } of inputs) {
    for (const { id } of to) {
      const ends = endsOf(request, from.id, id);
      request.crm.unlink(ends.from, ends.to, request.source);
    }
  }
  return noContent;
}

function endsOf(request: ApiRequest, fromId: string, toId: string): { from: RecordRef; to: RecordRef } {
  const from = { type: typeParameter(request, 'from'), id: fromId };
  const to = { type: typeParameter(request, 'to'), id: toId };
  for (const { type, id } of [from, to]) request.crm.require(type, id);
  return { from, to };
}
