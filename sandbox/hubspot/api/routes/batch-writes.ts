import { z } from 'zod';
import { refOf } from '../../crm/crm.js';
import type { StoredRecord } from '../../crm/records.js';
import { ApiError, invalid, notFound } from '../../errors.js';
import { type BatchError, batchReply } from '../batch-replies.js';
import { CreateBody, PropertyValues, parseBody } from '../bodies.js';
import type { ApiRequest, Reply } from '../http.js';
import { recordView } from '../record-view.js';
import { Id, inputsOf } from './batch-inputs.js';
import { newLinks } from './new-links.js';
import { lookUp, typeParameter } from './parameters.js';

const traced = { objectWriteTraceId: z.string().optional() };

const BatchCreateBody = z.looseObject({ inputs: inputsOf(CreateBody.extend(traced)) });

const BatchUpdateBody = z.looseObject({
  inputs: inputsOf(z.looseObject({ id: Id, idProperty: z.string().optional(), properties: PropertyValues, ...traced })),
});

const BatchUpsertBody = z.looseObject({
  inputs: inputsOf(z.looseObject({ id: Id, idProperty: z.string(), properties: PropertyValues, ...traced })),
});

interface Input {
  id?: string;
  objectWriteTraceId?: string | undefined;
}

export function batchCreate(request: ApiRequest): Reply {
  const { crm, source } = request;
  const type = typeParameter(request);
  const { inputs } = parseBody(BatchCreateBody, request.body);
  return writeAll(request, 201, inputs, ({ properties, associations }) => {
    const links = newLinks(crm, type, associations);
    crm.check(type, properties);
    return () => {
      const record = crm.create(type, properties, source);
      for (const link of links) crm.link(refOf(record), link.to, link.type, source);
      return everything(request, record);
    };
  });
}

export function batchUpdate(request: ApiRequest): Reply {
  const { crm, source } = request;
  const type = typeParameter(request);
  const { inputs } = parseBody(BatchUpdateBody, request.body);
  return writeAll(request, 200, inputs, ({ id, idProperty, properties }) => {
    const record = lookUp(crm, type, id, idProperty);
    if (record === undefined) throw notFound();
    crm.check(type, properties, record);
    return () => everything(request, crm.update(type, record.id, properties, source));
  });
}

/** By a unique property only: a record ID could not be made. */
export function batchUpsert(request: ApiRequest): Reply {
  const { crm, source } = request;
  const type = typeParameter(request);
  const { inputs } = parseBody(BatchUpsertBody, request.body);
  return writeAll(request, 200, inputs, ({ id, idProperty, properties }) => {
    if (idProperty === 'hs_object_id') throw invalid('Upsert needs a unique property as idProperty');
    const values = { ...properties, [idProperty]: id };
    crm.check(type, values, lookUp(crm, type, id, idProperty));
    return () => {
      const existing = lookUp(crm, type, id, idProperty);
      const record = existing ? crm.update(type, existing.id, values, source) : crm.create(type, values, source);
      return { ...everything(request, record), new: existing === undefined };
    };
  });
}

/**
 * Checks every input before the first one is written. Unknown ids only fail themselves. Anything else fails the
 * whole batch, unless every input carries its own trace ID that can tell which one it was.
 */
function writeAll<Each extends Input>(
  { crm }: ApiRequest,
  status: number,
  inputs: readonly Each[],
  prepare: (input: Each) => () => unknown,
): Reply {
  const errors: BatchError[] = [];
  const writes: (() => unknown)[] = [];
  for (const input of inputs) {
    try {
      writes.push(prepare(input));
    } catch (error) {
      if (!(error instanceof ApiError) || (error.status !== 404 && !allTraced(inputs))) throw error;
      errors.push(batchError(input, error));
    }
  }
  const results = writes.map((write) => write());
  return batchReply(crm, results, errors, status);
}

function allTraced(inputs: readonly Input[]): boolean {
  const ids = inputs.map((input) => input.objectWriteTraceId);
  return !ids.includes(undefined) && new Set(ids).size === ids.length;
}

function batchError({ id, objectWriteTraceId }: Input, { body }: ApiError): BatchError {
  const context = {
    ...(id === undefined ? {} : { ids: [id] }),
    ...(objectWriteTraceId === undefined ? {} : { objectWriteTraceId: [objectWriteTraceId] }),
  };
  return { status: 'error', category: body.category ?? 'OBJECT_NOT_FOUND', message: body.message, context };
}

function everything({ crm }: ApiRequest, record: StoredRecord) {
  return recordView(crm, record, { properties: Object.keys(crm.valuesOf(record)) });
}
