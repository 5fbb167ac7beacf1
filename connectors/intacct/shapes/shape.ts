import { z } from 'zod';
import type { XmlElement, XmlValue } from '../gateway/envelope.js';
import { type IntacctRecord, textOf } from '../gateway/reply.js';
import type { Field, WireField } from './field.js';

type Fields = Readonly<Record<string, Field>>;

/** What an object's record looks like: our names, Intacct's names, the schemas of both ways. */
export interface Shape<F extends Fields = Fields> {
  /** Intacct's name: `CUSTOMER`. */
  readonly object: string;
  readonly fields: F;
  /** A record as actions return it. */
  readonly output: z.ZodObject<{ [K in keyof F]: F[K]['out'] }, z.core.$loose>;
  /** What a query selects for a whole record. */
  readonly paths: readonly string[];
  /** From a query, which names paths, or a read, which nests. */
  from(record: IntacctRecord): { [K in keyof F]: z.input<F[K]['out']> };
  /** Elements of a generic create or update. Absent values are left out, null empties the field. */
  body(values: Partial<Record<keyof F, unknown>>): XmlElement;
  /** Whether the record holds these values, as far as they are given. */
  holds(record: IntacctRecord, values: Partial<Record<keyof F, unknown>>): boolean;
}

/** @param object Intacct's name of the object, such as `CUSTOMER`. */
export function shapeOf<const F extends Fields>(object: string, fields: F): Shape<F> {
  const entries = Object.entries(fields);
  const textsOf = (values: Readonly<Record<string, unknown>>) =>
    entries.flatMap(([name, field]) => (values[name] === undefined ? [] : field.write(values[name])));
  return {
    object,
    fields,
    output: z.looseObject(Object.fromEntries(entries.map(([name, { out }]) => [name, out]))) as never,
    paths: [...new Set(entries.flatMap(([, field]) => field.paths))],
    from: (record) =>
      Object.fromEntries(entries.map(([name, field]) => [name, field.read((path) => textAt(record, path))])) as never,
    body: (values) =>
      textsOf(values).reduce<XmlElement>((body, [path, text]) => placed(body, path.split('.'), text), {}),
    holds: (record, values) =>
      entries
        .filter(([name]) => values[name] !== undefined)
        .every(([name, field]) => same(field, record, new Map(field.write(values[name])))),
  };
}

type Inputs<F extends Fields, K extends keyof F> = { [Name in K]: F[Name]['in'] };
type OptionalInputs<F extends Fields, K extends keyof F> = { [Name in K]: z.ZodOptional<F[Name]['in']> };
type ChangedInputs<F extends Fields, K extends keyof F> = {
  [Name in K]: z.ZodOptional<z.ZodNullable<F[Name]['in']>>;
};

/** Input fields that must be given. */
export function required<F extends Fields, const K extends keyof F & string>({ fields }: Shape<F>, ...names: K[]) {
  return inputs(names, (name) => fields[name]?.in) as Inputs<F, K>;
}

/** Input fields that may be left out. */
export function optional<F extends Fields, const K extends keyof F & string>({ fields }: Shape<F>, ...names: K[]) {
  return inputs(names, (name) => fields[name]?.in.optional()) as OptionalInputs<F, K>;
}

/** Input fields of an update: left out they stay, null empties them. */
export function changes<F extends Fields, const K extends keyof F & string>({ fields }: Shape<F>, ...names: K[]) {
  return inputs(names, (name) => fields[name]?.in.nullable().optional()) as ChangedInputs<F, K>;
}

function inputs(names: readonly string[], schemaOf: (name: string) => z.ZodType | undefined): unknown {
  return Object.fromEntries(names.map((name) => [name, schemaOf(name)]));
}

/** The field that a name in a filter or order means: ours (`customerId`, `contact.email`) or Intacct's (`CUSTOMERID`). */
export function wireField({ fields }: Pick<Shape, 'fields'>, name: string): WireField | undefined {
  const all = wireFields(fields);
  return (
    all.find((field) => field.name === name)?.wire ?? all.find(({ wire }) => wire.path === name.toUpperCase())?.wire
  );
}

/** Every plain field with its dotted name. */
export function wireFields(fields: Fields, prefix = ''): { name: string; wire: WireField }[] {
  return Object.entries(fields).flatMap(([name, { wire, members }]) => [
    ...(wire ? [{ name: prefix + name, wire }] : []),
    ...(members ? wireFields(members, `${prefix}${name}.`) : []),
  ]);
}

function same(field: Field, record: IntacctRecord, given: ReadonlyMap<string, string>): boolean {
  return [...given].every(([path, text]) => {
    const read = (value: string) => JSON.stringify(field.read((wanted) => (wanted === path ? value : '')));
    return read(text) === read(textAt(record, path));
  });
}

/** A query's record has the path for a name; a read's nests. */
function textAt(record: IntacctRecord, path: string): string {
  const whole = record[path];
  if (typeof whole === 'string') return whole;
  const [first = '', ...rest] = path.split('.');
  const inner = record[first];
  if (rest.length === 0 || inner === undefined || typeof inner === 'string' || Array.isArray(inner)) {
    return whole === undefined ? '' : textOf(record as never, path);
  }
  return textAt(inner as IntacctRecord, rest.join('.'));
}

function placed(body: XmlElement, [name = '', ...rest]: readonly string[], text: string): XmlElement {
  if (rest.length === 0) return { ...body, [name]: text };
  const inner = body[name];
  const nested: XmlElement = isElement(inner) ? inner : {};
  return { ...body, [name]: placed(nested, rest, text) };
}

function isElement(value: XmlValue): value is XmlElement {
  return typeof value === 'object' && !Array.isArray(value);
}
