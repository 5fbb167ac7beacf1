import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { nearestNames, suggestion } from '../../nearest.js';
import type { IntacctClient } from '../client.js';
import { toGatewayDate, toGatewayTimestamp } from '../gateway/dates.js';
import type { XmlElement, XmlValue } from '../gateway/envelope.js';
import { describe, describeAnew, type FieldDescription, type ObjectDescription } from './metadata-lookup.js';

type Json = z.output<ReturnType<typeof z.json>>;

export const FieldValues = z
  .record(z.string(), z.json())
  .describe(
    'By Intacct’s field names, in either case. Dates as YYYY-MM-DD, times as ISO timestamps, numbers as decimal ' +
      'strings, several words of one field as an array; null empties a field. Lines and owned records nest as in XML.',
  );

export type FieldValues = z.output<typeof FieldValues>;

/** What the values are for; decides which fields may and which must be given. */
export type Purpose = 'create' | 'update' | 'filter';

/** One plain value as Intacct wants it. */
export interface WireValue {
  readonly field: FieldDescription;
  readonly text: string;
}

/** Values that fit the object's description. */
export interface CheckedValues {
  readonly description: ObjectDescription;
  readonly body: XmlElement;
  /** Values of described fields. */
  readonly plain: readonly WireValue[];
  /** Whether `plain` is all there is: what the description does not cover, such as lines, goes unchecked. */
  readonly complete: boolean;
}

interface Issue {
  readonly path: string;
  readonly problem: string;
}

/** Throws `invalid_input` with every mistake before anything is written, and `object_unknown`. */
export async function checkedValues(
  intacct: IntacctClient,
  object: string,
  values: FieldValues,
  purpose: Purpose,
): Promise<CheckedValues> {
  const kept = new Reading(await describe(intacct, object), purpose);
  if (kept.read(values)) return kept.result();
  const fresh = new Reading(await describeAnew(intacct, object), purpose);
  if (fresh.read(values)) return fresh.result();
  throw refused(object, fresh.issues);
}

/** Reads values by an object's description and notes what does not fit. */
class Reading {
  readonly issues: Issue[] = [];
  readonly #plain: WireValue[] = [];
  readonly #fields: ReadonlyMap<string, FieldDescription>;
  #body: XmlElement = {};
  #complete = true;

  constructor(
    private readonly description: ObjectDescription,
    private readonly purpose: Purpose,
  ) {
    this.#fields = new Map(description.fields.map((field) => [field.id.toUpperCase(), field]));
  }

  /** Whether all is well. */
  read(values: FieldValues): boolean {
    this.#body = this.#element(values, '');
    if (this.purpose === 'create') this.#requireAll();
    return this.issues.length === 0;
  }

  result(): CheckedValues {
    return { description: this.description, body: this.#body, plain: this.#plain, complete: this.#complete };
  }

  #element(values: FieldValues, prefix: string): XmlElement {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => this.#entry(name, value, prefix)));
  }

  #entry(name: string, value: Json, prefix: string): [string, XmlValue] {
    const path = `${prefix}${name}`.toUpperCase();
    const field = this.#fields.get(path);
    if (field) return [field.id.split('.').at(-1) ?? name, this.#text(field, value)];
    if (!isNested(value)) this.#note(path, `is no field of ${this.description.object}.${this.#like(path)}`);
    if (isObject(value) && this.#covers(`${path}.`)) return [name.toUpperCase(), this.#element(value, `${path}.`)];
    this.#complete = false;
    return [name, xmlFrom(value)];
  }

  #text(field: FieldDescription, value: Json): string {
    if (field.readOnly && this.purpose !== 'filter') this.#note(field.id, 'is read-only');
    const read = value === null ? { text: '' } : wireText(field, value);
    if ('problem' in read) this.#note(field.id, read.problem);
    else this.#plain.push({ field, text: read.text });
    return 'text' in read ? read.text : '';
  }

  #requireAll(): void {
    const given = new Set(this.#plain.filter(({ text }) => text !== '').map(({ field }) => field.id));
    const noted = new Set(this.issues.map(({ path }) => path));
    for (const { id, required, readOnly } of this.description.fields) {
      if (required && !readOnly && !id.includes('.') && !given.has(id) && !noted.has(id)) {
        this.#note(id, 'is required');
      }
    }
  }

  #covers(prefix: string): boolean {
    return [...this.#fields.keys()].some((path) => path.startsWith(prefix));
  }

  #like(path: string): string {
    return suggestion(nearestNames(path, [...this.#fields.keys()]));
  }

  #note(path: string, problem: string): void {
    this.issues.push({ path, problem });
  }
}

type Read = { readonly text: string } | { readonly problem: string };

function wireText(field: FieldDescription, value: Exclude<Json, null>): Read {
  if (Array.isArray(value) && field.type === 'enum') return joined(value.map((word) => wordOf(field, String(word))));
  if (isNested(value)) return { problem: 'takes a plain value' };
  const given = String(value);
  if (given === '') return { text: '' };
  if (field.type === 'enum' && field.choices.length > 0) {
    return joined(given.split(separator).map((word) => wordOf(field, word)));
  }
  const { accepts, wants, write } = forms[field.type] ?? anyText;
  return accepts.safeParse(given).success ? { text: write(given) } : { problem: `must be ${wants}` };
}

/** Between the words of a field that takes several. */
const separator = '#~#';

function joined(words: readonly Read[]): Read {
  const wrong = words.find((word) => 'problem' in word);
  return wrong ?? { text: words.map((word) => ('text' in word ? word.text : '')).join(separator) };
}

/** Words are matched without regard to case and sent as Intacct spells them. */
function wordOf({ choices }: FieldDescription, given: string): Read {
  const word = choices.find((choice) => choice.toLowerCase() === given.trim().toLowerCase());
  if (word !== undefined) return { text: word };
  return choices.length === 0 ? { text: given } : { problem: `must be one of ${choices.join(', ')}` };
}

interface Form {
  readonly accepts: z.ZodType<unknown, string>;
  readonly wants: string;
  write(given: string): string;
}

const asIs = (given: string) => given;
const anyText: Form = { accepts: z.string(), wants: 'text', write: asIs };
const number: Form = {
  accepts: z.string().regex(/^-?\d+(\.\d+)?$/),
  wants: 'a number, such as "1250.00"',
  write: asIs,
};

const forms: Readonly<Record<string, Form>> = {
  // Fields that Intacct calls integers sometimes hold decimals (facts/intacct-xml.md §4.4).
  integer: number,
  decimal: number,
  currency: number,
  percent: number,
  boolean: { accepts: z.enum(['true', 'false']), wants: 'true or false', write: asIs },
  date: { accepts: z.iso.date(), wants: 'a date, YYYY-MM-DD', write: toGatewayDate },
  timestamp: {
    accepts: z.iso.datetime({ offset: true }),
    wants: 'an ISO timestamp, such as "2026-01-05T09:00:00Z"',
    write: (given) => toGatewayTimestamp(new Date(given)),
  },
};

/** JSON as XML: numbers and flags as text, null as an empty element, arrays as repeated elements. */
export function xmlFrom(value: Json): XmlValue {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(xmlFrom);
  return isObject(value) ? elementFrom(value) : String(value);
}

export function elementFrom(values: FieldValues): XmlElement {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, xmlFrom(value)]));
}

const isNested = (value: Json) => typeof value === 'object' && value !== null;

function isObject(value: Json): value is Record<string, Json> {
  return isNested(value) && !Array.isArray(value);
}

function refused(object: string, issues: readonly Issue[]): ConnectorError {
  const named = issues.map(({ path, problem }) => ({ path: `values.${path}`, problem }));
  return new ConnectorError({
    kind: 'invalid_input',
    message: `${object}: ${issues.map(({ path, problem }) => `${path} ${problem}`).join('; ')}`,
    advice:
      'Correct the named fields; describeObject lists those of the object. Nothing was written. What Intacct takes ' +
      'although its description says otherwise can be sent with rawFunction.',
    details: { ...(named[0] ? { field: named[0].path } : {}), issues: named },
  });
}
