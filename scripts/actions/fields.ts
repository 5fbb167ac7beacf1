import { z } from 'zod';

/** One field of an action's input or output, for tables. */
export interface FieldRow {
  /** `lines[].amount` */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Every field of a schema, owners before what they hold. */
export function fieldRows(schema: z.ZodType, io: 'input' | 'output'): FieldRow[] {
  return rowsOf(z.toJSONSchema(schema, { io }), '');
}

function rowsOf(schema: JsonSchema, prefix: string): FieldRow[] {
  const branches = [schema, ...(schema.allOf ?? []), ...alternatives(schema)] as JsonSchema[];
  const seen = new Set<string>();
  return branches.flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties as Record<string, JsonSchema>).flatMap(([name, field]) => {
      if (seen.has(name)) return [];
      seen.add(name);
      const path = prefix + name;
      const row = { path, type: typeWords(field), required: required.includes(name), description: describe(field) };
      return [row, ...innerRows(field, path)];
    }),
  );
}

function innerRows(field: JsonSchema, path: string): FieldRow[] {
  const own = nonNull(field);
  if (own.type === 'array' && isSchema(own.items)) return rowsOf(nonNull(own.items), `${path}[].`);
  return rowsOf(own, `${path}.`);
}

function describe(field: JsonSchema): string {
  const own = nonNull(field);
  const items = isSchema(own.items) ? own.items.description : undefined;
  const described = field.description ?? own.description ?? items ?? '';
  return field.default === undefined || isEmpty(field.default)
    ? described
    : `${described} Default: ${JSON.stringify(field.default)}.`.trim();
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function alternatives(schema: JsonSchema): JsonSchema[] {
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as JsonSchema[];
}

/** The schema without its `null`. */
function nonNull(schema: JsonSchema): JsonSchema {
  const others = alternatives(schema).filter(({ type }) => type !== 'null');
  return others.length === 1 && others[0] ? others[0] : schema;
}

/** In words: `text, at most 20`, `list of objects`, `"draft" or "posted"`. */
export function typeWords(schema: JsonSchema): string {
  const choices = alternatives(schema);
  if (choices.length > 0) return [...new Set(choices.map(typeWords))].join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(' or ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => plainWords({ ...schema, type })).join(' or ');
  return plainWords(schema);
}

function plainWords(schema: JsonSchema): string {
  switch (schema.type) {
    case 'string':
      return `${formatWords[schema.format ?? ''] ?? 'text'}${schema.maxLength ? `, at most ${schema.maxLength}` : ''}`;
    case 'array':
      return `list of ${isSchema(schema.items) ? plural(typeWords(schema.items)) : 'values'}`;
    case 'object':
      return schema.properties ? 'object' : 'map of names to values';
    case 'boolean':
      return 'true or false';
    case undefined:
      return schema.$ref ? 'object' : 'anything';
    default:
      return String(schema.type);
  }
}

const formatWords: Readonly<Record<string, string>> = { date: 'date', 'date-time': 'timestamp', email: 'e-mail' };

const plural = (words: string) => (/^(object|date|timestamp|integer|number)$/.test(words) ? `${words}s` : words);
