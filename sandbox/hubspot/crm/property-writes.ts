import { ApiError, conflict, type ErrorDetail } from '../errors.js';
import type { AccountSettings } from '../settings.js';
import { type ObjectType, objectTypeFacts } from './object-types.js';
import { owners } from './owners.js';
import { type Pipeline, pipelineOfStage } from './pipelines.js';
import type { PropertyCatalogue } from './property-catalogue.js';
import type { StoredRecord } from './records.js';
import type { PropertyDefinition } from './schema/definition.js';
import type { UniqueIndex } from './unique-index.js';
import { type CheckedValue, checkValue, refuse, type ValueProblem } from './values.js';

/** Property values as a caller sends them; `null` and `''` clear. */
export type SentProperties = Record<string, string | null>;

export interface WriteContext {
  settings: AccountSettings;
  properties: PropertyCatalogue;
  pipelines: readonly Pipeline[];
  unique: UniqueIndex;
}

/**
 * The values to store, or one refusal that names every wrong property: a write is all or nothing.
 * `existing` is the record to be changed, absent on create.
 */
export function checkedWrite(
  type: ObjectType,
  sent: SentProperties,
  existing: StoredRecord | undefined,
  context: WriteContext,
): Map<string, string> {
  const values = new Map<string, string>();
  const problems: ValueProblem[] = existing === undefined ? missing(type, sent) : [];
  for (const [name, raw] of Object.entries(sent)) {
    const checked = checkOne(type, name, raw ?? '', context);
    if ('problem' in checked) problems.push(checked.problem);
    else values.set(name, checked.value);
  }
  if (type === 'deals') problems.push(...stageProblems(values, existing, context));
  if (problems.length > 0) throw refusal(problems, context.settings.portalId);
  requireUnique(type, values, existing, context);
  return values;
}

function missing(type: ObjectType, sent: SentProperties): ValueProblem[] {
  return objectTypeFacts[type].requiredOnCreate
    .filter((name) => (sent[name] ?? '') === '')
    .map((name) => ({ name, error: 'REQUIRED_PROPERTY', message: `Property "${name}" is required.` }));
}

function checkOne(type: ObjectType, name: string, raw: string, { settings, properties }: WriteContext): CheckedValue {
  const definition = properties.find(type, name);
  if (definition === undefined) {
    const message = `Property "${name}" does not exist`;
    return { problem: { name, error: 'PROPERTY_DOESNT_EXIST', message } };
  }
  if (definition.readOnly) return refuse(definition, raw, 'READ_ONLY_VALUE');
  if (name === 'hubspot_owner_id') return checkOwner(definition, raw);
  if (name === 'deal_currency_code' && raw !== '' && !settings.multiCurrency) {
    return refuse({ ...definition, options: [] }, raw, 'INVALID_OPTION');
  }
  return checkValue(definition, raw);
}

function checkOwner(definition: PropertyDefinition, raw: string): CheckedValue {
  const known = raw === '' || owners.some((owner) => owner.id === raw);
  return known ? { value: raw } : refuse(definition, raw, 'INVALID_OPTION');
}

/** A stage belongs to one pipeline, and the deal has to be (or be put) in that one. */
function stageProblems(
  values: Map<string, string>,
  existing: StoredRecord | undefined,
  { pipelines }: WriteContext,
): ValueProblem[] {
  const pipelineId = values.get('pipeline') ?? existing?.values.get('pipeline') ?? 'default';
  const pipeline = pipelines.find((each) => each.id === pipelineId);
  if (pipeline === undefined) return [notAllowed('pipeline', pipelineId)];
  const stage = values.get('dealstage');
  if (stage === undefined || pipelineOfStage([pipeline], stage) !== undefined) return [];
  return [notAllowed('dealstage', stage, ` in pipeline ${pipelineId}`)];
}

function notAllowed(name: string, value: string, where = ''): ValueProblem {
  return { name, error: 'INVALID_OPTION', message: `${value} was not one of the allowed options${where}` };
}

function requireUnique(
  type: ObjectType,
  values: Map<string, string>,
  existing: StoredRecord | undefined,
  { properties, unique }: WriteContext,
): void {
  for (const [name, value] of values) {
    if (value === '' || properties.find(type, name)?.hasUniqueValue !== true) continue;
    const holder = unique.holder(type, name, value);
    if (holder === undefined || holder === existing?.id) continue;
    const what = type === 'contacts' && name === 'email' ? 'Contact' : `A record with this ${name}`;
    throw conflict(`${what} already exists. Existing ID: ${holder}`);
  }
}

function refusal(problems: ValueProblem[], portalId: number): ApiError {
  const listed = problems.map(({ name, error, message }) => ({
    isValid: false,
    message,
    error,
    name,
    localizedErrorMessage: message,
    portalId,
  }));
  const errors: ErrorDetail[] = problems.map(({ name, error, message }) => ({
    message,
    code: error,
    context: { propertyName: [name] },
  }));
  const message = `Property values were not valid: ${JSON.stringify(listed)}`;
  return new ApiError(400, { message, category: 'VALIDATION_ERROR', errors });
}
