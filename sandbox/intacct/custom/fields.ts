import type { Company } from '../company/company.js';
import type { CompanySettings } from '../company/settings.js';
import type { CustomField, UserDefinedDimension } from '../company/settings-masters.js';
import type { ObjectDefinition, Relation } from '../objects/definition.js';
import {
  boolean,
  choice,
  currency,
  date,
  decimal,
  type Field,
  type FieldOptions,
  type Fields,
  integer,
  text,
} from '../objects/field.js';
import { fromWire } from '../objects/values.js';

/** Joins and separates the values of a multi-pick list. */
export const VALUE_SEPARATOR = '#~#';

const BUILDERS: Readonly<
  Record<CustomField['type'], (options: FieldOptions, values: Record<string, string>) => Field>
> = {
  text,
  integer,
  decimal,
  currency,
  date,
  boolean,
  picklist: (options, values) => choice(values, options),
  multipick: (options, values) => choice(values, options),
};

/** Fields that the company's settings add to an object. */
export function addedFields(definition: ObjectDefinition, settings: CompanySettings): Fields {
  const added = Object.fromEntries(
    settings.customFields.filter(({ object }) => object === definition.name).map(fieldOf),
  );
  const dimensions = settings.userDefinedDimensions;
  if (bearsDimensions(definition)) for (const each of dimensions) added[dimensionField(each)] = dimensionKey(each);
  if (definition.name === 'GLACCOUNT') {
    for (const each of dimensions)
      added[`REQUIRE${dimensionField(each)}`] = boolean({ label: `Require ${each.label}` });
  }
  return added;
}

export function addedRelations(definition: ObjectDefinition, settings: CompanySettings): Record<string, Relation> {
  if (!bearsDimensions(definition)) return {};
  const relation = (each: UserDefinedDimension) => ({
    object: each.object,
    from: dimensionField(each),
    to: 'RECORDNO',
  });
  return Object.fromEntries(settings.userDefinedDimensions.map((each) => [each.object, relation(each)]));
}

/** `GLDIMREGION` for the dimension REGION. */
export function dimensionField({ object }: UserDefinedDimension): string {
  return `GLDIM${object}`;
}

/** Lines of documents are the objects that have all the standard dimensions. */
function bearsDimensions({ fields }: ObjectDefinition): boolean {
  return fields.WAREHOUSEDIMKEY !== undefined;
}

function dimensionKey({ label, object }: UserDefinedDimension): Field {
  return { ...integer({ label, reference: object }), custom: true };
}

function fieldOf(custom: CustomField): [string, Field] {
  const { name, label = name, required = false, values = [] } = custom;
  const build = BUILDERS[custom.type];
  const field = build({ label, required }, Object.fromEntries(values.map((value) => [value, value])));
  return [name, { ...field, custom: true, ...(custom.type === 'multipick' && { several: true }) }];
}

/** What is stored for a sent value of an added field; `undefined` when the field cannot hold it. Pick lists match exactly. */
export function addedValue(field: Field, sent: string, company: Company): string | undefined {
  if (sent === '') return '';
  if (field.reference) return company.books.get(field.reference, sent) ? sent : undefined;
  if (field.type !== 'ENUM') return fromWire(field, sent);
  const values = field.several ? sent.split(VALUE_SEPARATOR) : [sent];
  return values.every((value) => field.values?.[value] !== undefined) ? sent : undefined;
}
