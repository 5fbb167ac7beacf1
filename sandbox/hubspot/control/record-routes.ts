import { z } from 'zod';
import { PropertyValues, parseBody } from '../api/bodies.js';
import { type ObjectType, objectTypeFrom } from '../crm/object-types.js';
import { notFound } from '../errors.js';
import { Additions, Sample } from './bodies.js';
import type { ControlRequest, ControlRoute } from './control.js';

/** What people do in HubSpot's pages, and what is really stored. */
export const recordRoutes: readonly ControlRoute[] = [
  { method: 'POST', template: 'deals', handle: createDeal },
  { method: 'POST', template: 'deals/:id/stage', handle: moveStage },
  { method: 'POST', template: 'deals/:id/additions', handle: addToDeal },
  { method: 'GET', template: 'records/:type', handle: ({ account, params }) => account.list(typeOf(params)) },
  { method: 'GET', template: 'records/:type/:id', handle: getRecord },
  { method: 'PATCH', template: 'records/:type/:id', handle: updateRecord },
  { method: 'DELETE', template: 'records/:type/:id', handle: archiveRecord },
  { method: 'POST', template: 'records/:type/:id/restore', handle: restoreRecord },
  { method: 'POST', template: 'records/:type/:id/merge', handle: mergeRecord },
];

function createDeal({ account, body }: ControlRequest) {
  return account.createDeal(parseBody(Sample, body));
}

function addToDeal({ account, params, body }: ControlRequest) {
  return account.addToDeal(params.id ?? '', parseBody(Additions, body));
}

async function moveStage({ account, params, body }: ControlRequest) {
  const { stage } = parseBody(z.strictObject({ stage: z.string() }), body);
  await account.moveDealToStage(params.id ?? '', stage);
  return account.get('deals', params.id ?? '');
}

function getRecord({ account, params }: ControlRequest) {
  const record = account.get(typeOf(params), params.id ?? '');
  if (record === undefined) throw notFound();
  return record;
}

async function updateRecord({ account, params, body }: ControlRequest) {
  await account.update(typeOf(params), params.id ?? '', parseBody(PropertyValues, body));
  return account.get(typeOf(params), params.id ?? '');
}

function archiveRecord({ account, params }: ControlRequest) {
  return account.archive(typeOf(params), params.id ?? '');
}

async function restoreRecord({ account, params }: ControlRequest) {
  await account.restore(typeOf(params), params.id ?? '');
  return account.get(typeOf(params), params.id ?? '');
}

/** Merges the record `with` into this one. */
function mergeRecord({ account, params, body }: ControlRequest) {
  const { with: other } = parseBody(z.strictObject({ with: z.string() }), body);
  return account.merge(typeOf(params), params.id ?? '', other);
}

function typeOf({ type = '' }: Record<string, string>): ObjectType {
  const known = objectTypeFrom(type);
  if (known === undefined) throw notFound(`Unknown object type ${type}`);
  return known;
}
