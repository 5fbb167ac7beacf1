import type { Company } from '../company/company.js';
import type { Work } from '../company/work.js';
import type { Field, Fields } from '../objects/field.js';
import { labelOf } from '../objects/field.js';
import { invalidValue, missingField, unknownField } from '../refusals.js';
import { addedFields, addedValue } from './fields.js';

/** Values of added fields, checked and as they will be stored. */
export type AddedValues = Record<string, string>;

/** Fields that the company added to this object; none for an object that does not exist. */
export function addedFieldsOf(company: Company, object: string): Fields {
  const definition = company.objects.get(object);
  return definition ? addedFields(definition, company.settings) : {};
}

export function checkedAdded(object: string, sent: ReadonlyMap<string, string>, work: Work): AddedValues {
  const fields = addedFieldsOf(work.company, object);
  const values: AddedValues = {};
  for (const [name, value] of sent) {
    const field = fields[name] ?? unknownField(object, name);
    values[name] = addedValue(field, value, work.company) ?? invalidValue(labelOf(name, field), value);
  }
  return values;
}

/** Refuses a record that lacks a required field; when `changed` only one that clears it. */
export function refuseMissing(object: string, values: AddedValues, changed: boolean, work: Work): void {
  for (const [name, field] of Object.entries(addedFieldsOf(work.company, object))) {
    if (isMissing(field, values[name], changed)) missingField(labelOf(name, field));
  }
}

function isMissing(field: Field, value: string | undefined, changed: boolean): boolean {
  if (!field.required || !field.custom) return false;
  return changed ? value === '' : !value;
}
