import { z } from 'zod';
import type { Crm } from '../../crm/crm.js';
import type { ObjectType } from '../../crm/object-types.js';
import { fieldTypesOf, type PropertyDefinition, type PropertyOption } from '../../crm/schema/definition.js';
import { invalid } from '../../errors.js';
import { batchReply } from '../batch-replies.js';
import { parseBody } from '../bodies.js';
import { type ApiRequest, created, noContent, ok, type Reply } from '../http.js';
import type { Route } from '../router.js';
import { readsSchemas, writesSchemas } from '../scopes.js';
import { inputsOf } from './batch-inputs.js';
import { typeParameter } from './parameters.js';
import { propertyView } from './property-view.js';

const one = 'properties/:type/:name';

export const propertyRoutes: readonly Route[] = [
  { method: 'GET', template: 'properties/:type', scopes: readsSchemas, handle: listProperties },
  { method: 'POST', template: 'properties/:type', scopes: writesSchemas, handle: createProperty },
  { method: 'POST', template: 'properties/:type/batch/create', scopes: writesSchemas, handle: createProperties },
  { method: 'GET', template: one, scopes: readsSchemas, handle: getProperty },
  { method: 'PATCH', template: one, scopes: writesSchemas, handle: updateProperty },
  { method: 'DELETE', template: one, scopes: writesSchemas, handle: removeProperty },
];

const OptionBody = z.looseObject({
  label: z.string(),
  value: z.string(),
  description: z.string().default(''),
  displayOrder: z.number().default(-1),
  hidden: z.boolean().default(false),
});

const AnyObject = z.record(z.string(), z.unknown());

const PropertyBody = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(Object.keys(fieldTypesOf) as [keyof typeof fieldTypesOf]),
  fieldType: z.string(),
  groupName: z.string(),
  description: z.string().default(''),
  options: z.array(OptionBody).default([]),
  hasUniqueValue: z.boolean().default(false),
  hidden: z.boolean().default(false),
  formField: z.boolean().default(false),
  displayOrder: z.number().default(-1),
});

const PropertyChange = z.object({
  label: z.string().optional(),
  description: z.string().optional(),
  groupName: z.string().optional(),
  fieldType: z.string().optional(),
  options: z.array(OptionBody).optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
  displayOrder: z.number().optional(),
});

function listProperties(request: ApiRequest): Reply {
  const type = typeParameter(request);
  const results = request.crm.properties.all(type).map((definition) => propertyView(request.crm, definition));
  return ok({ results });
}

function getProperty(request: ApiRequest): Reply {
  const definition = request.crm.properties.get(typeParameter(request), request.params.name ?? '');
  return ok(propertyView(request.crm, definition));
}

function createProperty(request: ApiRequest): Reply {
  const sent = parseBody(AnyObject, request.body);
  return created(addProperty(request.crm, typeParameter(request), sent));
}

function createProperties(request: ApiRequest): Reply {
  const { inputs } = parseBody(z.looseObject({ inputs: inputsOf(AnyObject) }), request.body);
  const results = inputs.map((sent) => addProperty(request.crm, typeParameter(request), sent));
  return batchReply(request.crm, results, [], 201);
}

function addProperty(crm: Crm, type: ObjectType, sent: z.output<typeof AnyObject>) {
  const known = parseBody(PropertyBody, sent);
  const isCalculated = known.fieldType === 'calculation_equation';
  const definition: PropertyDefinition = {
    ...known,
    options: checkedOptions(known.type, known.options),
    extras: unknownPartOf(sent),
    calculated: isCalculated,
    readOnly: isCalculated,
    hubspotDefined: false,
    createdAt: crm.settings.now(),
  };
  return propertyView(crm, crm.properties.create(type, definition));
}

/** `currencyPropertyName`, `numberDisplayHint` and the like: kept and shown again. */
function unknownPartOf(sent: z.output<typeof AnyObject>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sent).filter(([key]) => !(key in PropertyBody.shape)));
}

function checkedOptions(type: PropertyDefinition['type'], sent: PropertyOption[]): PropertyOption[] {
  if (type === 'enumeration' && sent.length === 0) throw invalid('An enumeration needs options');
  if (type !== 'bool') return sent;
  const values = sent.map((option) => option.value).sort();
  if (values.join() !== 'false,true') throw invalid('A bool needs the two options true and false');
  return sent;
}

function updateProperty(request: ApiRequest): Reply {
  const change = parseBody(PropertyChange, request.body);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const definition = request.crm.properties.update(typeParameter(request), request.params.name ?? '', given);
  return ok(propertyView(request.crm, definition));
}

function removeProperty(request: ApiRequest): Reply {
  request.crm.properties.remove(typeParameter(request), request.params.name ?? '');
  return noContent;
}
