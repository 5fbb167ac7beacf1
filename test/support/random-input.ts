import fc from 'fast-check';
import { z } from 'zod';
import type { Fields } from './examples.js';

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Values = Readonly<Record<string, readonly string[]>>;

/** Records of the demo company that inputs may refer to. Other references are left as the example has them. */
const known: Values = {
  customerId: ['C100', 'C101', 'C102'],
  vendorId: ['V100', 'V101'],
  departmentId: ['D10', 'D20', 'D30'],
  locationId: ['E100'],
  itemId: ['SEAT', 'SUPPORT'],
  classId: ['SUBS'],
  employeeId: ['EMP1'],
  managerId: ['EMP1'],
  paymentTerm: ['N30'],
  currency: ['USD'],
};

/** Fields whose values must fit something that the schema does not know. */
const left =
  /(^exchange.*|Id|Key|Number|Type|Label|Rate|Currency|Template|Contact|ContactName|inclusiveTax|summary|closesTo|By|Group|journal|category|parent|country|dimensions|customFields|resolve|requestKey)$/i;
const isNumber = /(amount|limit|price|cost|hours|budget|quantity|total)/i;

/**
 * Inputs of an action: its example with as many other fields as chance will have, of values as the schema allows them.
 * Fields that name the record (`id`, `invoiceNumber`) are the caller's.
 */
export function randomInput(schema: z.ZodType, example: Fields): fc.Arbitrary<Fields> {
  const json = z.toJSONSchema(schema, { io: 'input' });
  return membersOf(json)
    .map((chosen) => ({ ...example, ...chosen }))
    .filter((input) => schema.safeParse(input).success);
}

function membersOf({ properties = {} }: JsonSchema): fc.Arbitrary<Fields> {
  const members = Object.entries(properties as Record<string, JsonSchema>).flatMap(([name, field]) => {
    const value = arbitraryFor(name, nonNull(field));
    return value ? [[name, value] as const] : [];
  });
  return fc.record(Object.fromEntries(members), { requiredKeys: [] }).map(pruned);
}

/** Undefined for what is not chosen at random. */
function arbitraryFor(name: string, schema: JsonSchema): fc.Arbitrary<unknown> | undefined {
  const choices = known[name] ?? (schema.enum as string[] | undefined);
  if (['id', 'state', 'status', 'resolve', 'closingType'].includes(name)) return undefined;
  if (choices) return fc.constantFrom(...choices);
  if (left.test(name)) return undefined;
  if (schema.type === 'object' && schema.properties) return membersOf(schema);
  if (schema.type === 'boolean') return fc.boolean();
  if (isNumber.test(name)) return schema.type === 'array' || schema.type === 'object' ? undefined : amount;
  if (schema.format === 'date') return dateIn(/start|begin/i.test(name) ? '01' : '06');
  return schema.type === 'string' ? textOf(schema) : undefined;
}

const amount = fc.integer({ min: 1, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2));

/** What starts does so before all else. */
const dateIn = (month: string) =>
  fc.integer({ min: 1, max: 28 }).map((day) => `2026-${month}-${String(day).padStart(2, '0')}`);

function textOf({ format, pattern, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> | undefined {
  if (format === 'email') return fc.constantFrom('ada@example.com', 'o.brien+x@mail.example');
  return format || pattern ? undefined : printable(Math.min(maxLength, 60));
}

/** Text as people write it, with all that XML and Unicode make difficult; Intacct itself strips blanks at the ends. */
function printable(max: number): fc.Arbitrary<string> {
  const character = fc.constantFrom(...'abcXYZ019 &<>"\'-/;%#()éß漢字😀');
  return fc
    .array(character, { minLength: 1, maxLength: max })
    .map((characters) => characters.join('').trim() || 'x')
    .map((text) => (text.length <= max ? text : 'x'));
}

function pruned(value: Fields): Fields {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => !isEmptyObject(inner)));
}

const isEmptyObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

function nonNull(schema: JsonSchema): JsonSchema {
  const others = ((schema.anyOf ?? []) as JsonSchema[]).filter(({ type }) => type !== 'null');
  if (others.length === 1 && others[0]) return others[0];
  const types = Array.isArray(schema.type) ? schema.type.filter((type) => type !== 'null') : [];
  return types.length === 1 && types[0] ? { ...schema, type: types[0] } : schema;
}
