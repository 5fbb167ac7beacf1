import type { Pipeline, Stage } from '../../crm/pipelines.js';
import { notFound } from '../../errors.js';
import { type ApiRequest, ok, type Reply } from '../http.js';
import type { Route } from '../router.js';
import { readsSchemas } from '../scopes.js';
import { typeParameter } from './parameters.js';

export const pipelineRoutes: readonly Route[] = [
  { method: 'GET', template: 'pipelines/:type', scopes: readsSchemas, handle: listPipelines },
  { method: 'GET', template: 'pipelines/:type/:id', scopes: readsSchemas, handle: getPipeline },
  { method: 'GET', template: 'pipelines/:type/:id/stages', scopes: readsSchemas, handle: listStages },
  { method: 'GET', template: 'pipelines/:type/:id/stages/:stageId', scopes: readsSchemas, handle: getStage },
];

const common = { archived: false, createdAt: '1970-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' };

function listPipelines(request: ApiRequest): Reply {
  return ok({ results: pipelines(request).map(pipelineView) });
}

function getPipeline(request: ApiRequest): Reply {
  return ok(pipelineView(pipeline(request)));
}

function listStages(request: ApiRequest): Reply {
  return ok({ results: pipeline(request).stages.map(stageView) });
}

function getStage(request: ApiRequest): Reply {
  const stage = pipeline(request).stages.find((each) => each.id === request.params.stageId);
  if (stage === undefined) throw notFound();
  return ok(stageView(stage));
}

/** Only deals have pipelines here. */
function pipelines(request: ApiRequest): readonly Pipeline[] {
  return typeParameter(request) === 'deals' ? request.crm.pipelines : [];
}

function pipeline(request: ApiRequest): Pipeline {
  const found = pipelines(request).find((each) => each.id === request.params.id);
  if (found === undefined) throw notFound();
  return found;
}

function pipelineView({ id, label, displayOrder, stages }: Pipeline) {
  return { id, label, displayOrder, stages: stages.map(stageView), ...common };
}

/** HubSpot writes the metadata as text, booleans included. */
function stageView({ id, label, displayOrder, isClosed, probability }: Stage) {
  return { id, label, displayOrder, metadata: { isClosed: String(isClosed), probability }, ...common };
}
