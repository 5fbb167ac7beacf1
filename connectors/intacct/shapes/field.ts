import { z } from 'zod';
import { fromGatewayDate, toGatewayDate } from '../gateway/dates.js';
import { CurrencyCode, IsoDate, Money, money as moneyText, RecordKey } from '../objects/fields.js';

/** How Intacct keeps a field; decides how filters word its values. */
export type FieldKind = 'text' | 'key' | 'integer' | 'decimal' | 'money' | 'date' | 'timestamp' | 'flag' | 'choice';

/** One field in Intacct's terms, for filters and orders. */
export interface WireField {
  /** `CUSTOMERID`, or the path of a field of an owned or related object: `DISPLAYCONTACT.EMAIL1`. */
  readonly path: string;
  readonly kind: FieldKind;
  /** Words of a `choice`. */
  readonly choices?: readonly string[];
}

/**
 * One field as actions show it: its schemas on the way in and out, and its way to and from Intacct. Most stand for one
 * field there, a group for several.
 */
export interface Field<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  readonly in: In;
  readonly out: Out;
  /** What a query must select for it. */
  readonly paths: readonly string[];
  /** Of a plain field. */
  readonly wire?: WireField;
  /** Of a group. */
  readonly members?: Readonly<Record<string, Field>>;
  // Methods, so that fields of different schemas are assignable to `Field`.
  read(textAt: (path: string) => string): z.input<Out>;
  /** Texts by path; `null` empties the field. */
  write(value: z.output<In> | null): readonly (readonly [path: string, text: string])[];
}

type Nullish<Out extends z.ZodType> = z.ZodOptional<z.ZodNullable<Out>>;

interface Conversion<In extends z.ZodType, Value> {
  readonly in: In;
  readonly parse: (text: string) => Value | null;
  readonly format: (value: z.output<In>) => string;
}

function plain<In extends z.ZodType, Out extends z.ZodType>(
  wire: WireField,
  out: Out,
  { in: input, parse, format }: Conversion<In, z.input<Out>>,
): Field<In, Nullish<Out>> {
  return {
    in: input,
    out: out.nullish(),
    paths: [wire.path],
    wire,
    read: (textAt) => parse(textAt(wire.path)),
    write: (value) => [[wire.path, value === null ? '' : format(value)]],
  };
}

const asIs = { parse: (text: string) => text || null, format: String };

/** Text of at most `max` characters. */
export function text(path: string, max = 4000, about?: string) {
  const schema = z.string().min(1).max(max);
  return plain({ path, kind: 'text' }, z.string(), { in: about ? schema.describe(about) : schema, ...asIs });
}

export const email = (path: string) =>
  plain({ path, kind: 'text' }, z.string(), { in: z.email('must be an e-mail address').max(200), ...asIs });

/** A record number. */
export const key = (path = 'RECORDNO') =>
  plain({ path, kind: 'key' }, RecordKey, { in: RecordKey, parse: asIs.parse, format: String });

/** Decimal string with two places. */
export const money = (path: string) =>
  plain({ path, kind: 'money' }, z.string().describe('Decimal string with two places.'), {
    in: Money,
    parse: (value) => (value === '' ? null : moneyText(value)),
    format: moneyText,
  });

const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a decimal, such as "1.25"');

/** Decimal string with as many places as Intacct keeps: quantities, rates, prices. */
export const decimal = (path: string) =>
  plain({ path, kind: 'decimal' }, z.string(), { in: Decimal, parse: asIs.parse, format: String });

export const integer = (path: string) =>
  plain({ path, kind: 'integer' }, z.int(), {
    in: z.int(),
    parse: (value) => (value === '' ? null : Math.trunc(Number(value))),
    format: String,
  });

/** YYYY-MM-DD. */
export const date = (path: string) =>
  plain({ path, kind: 'date' }, z.string(), { in: IsoDate, parse: fromGatewayDate, format: toGatewayDate });

/** ISO timestamp in GMT; read only. */
export const timestamp = (path: string) =>
  plain({ path, kind: 'timestamp' }, z.string(), {
    in: z.iso.datetime(),
    parse: (value) => fromGatewayTimestamp(value),
    format: (value) => `${toGatewayDate(value.slice(0, 10))} ${value.slice(11, 19)}`,
  });

export const flag = (path: string) =>
  plain({ path, kind: 'flag' }, z.boolean(), {
    in: z.boolean(),
    parse: (value) => (value === '' ? null : value === 'true' || value === 'T'),
    format: String,
  });

export const currency = (path = 'CURRENCY') => plain({ path, kind: 'text' }, z.string(), { in: CurrencyCode, ...asIs });

/** One of Intacct's words, such as `active`. Reads stay open for words that Intacct adds. */
export const choice = <const Words extends readonly [string, ...string[]]>(path: string, words: Words) =>
  plain({ path, kind: 'choice', choices: words }, z.string(), { in: z.enum(words), ...asIs });

/** `active` or `inactive`. */
export const status = always(choice('STATUS', ['active', 'inactive']));

/** A field that every record has: its value is never null. */
export function always<In extends z.ZodType, Out extends z.ZodType>(
  field: Field<In, Nullish<Out>>,
  missing?: z.input<Out>,
): Field<In, Out> {
  return {
    ...field,
    out: field.out.unwrap().unwrap(),
    read: (textAt) => (field.read(textAt) ?? missing ?? '') as z.input<Out>,
    write: field.write,
  };
}

type Members = Readonly<Record<string, Field>>;
type GroupIn<M extends Members> = z.ZodObject<{ [K in keyof M]: Nullish<M[K]['in']> }, z.core.$strict>;
type GroupOut<M extends Members> = z.ZodObject<{ [K in keyof M]: M[K]['out'] }, z.core.$loose>;

/** Fields shown as one object, such as a contact; null empties a member. */
export function group<const M extends Members>(members: M): Field<GroupIn<M>, Nullish<GroupOut<M>>> {
  const entries = Object.entries(members);
  const schemas = (of: (field: Field) => z.ZodType) =>
    Object.fromEntries(entries.map(([name, field]) => [name, of(field)]));
  return {
    in: z.strictObject(schemas((field) => field.in.nullish())) as unknown as GroupIn<M>,
    out: (z.looseObject(schemas((field) => field.out)) as unknown as GroupOut<M>).nullish(),
    paths: entries.flatMap(([, field]) => field.paths),
    members,
    read: (textAt) => Object.fromEntries(entries.map(([name, field]) => [name, field.read(textAt)])) as never,
    write: (value) =>
      entries.flatMap(([name, field]) => {
        const given = value === null ? null : (value as Readonly<Record<string, unknown>>)[name];
        return given === undefined ? [] : field.write(given);
      }),
  };
}

/** `01/05/2026 09:30:00`, GMT → `2026-01-05T09:30:00Z`. */
function fromGatewayTimestamp(value: string): string | null {
  const day = fromGatewayDate(value);
  const time = /\d{2}:\d{2}:\d{2}/.exec(value)?.[0] ?? '00:00:00';
  return day && `${day}T${time}Z`;
}
