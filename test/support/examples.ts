import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type AnyAction, callAction, type Example } from '../../connectors/action.js';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import type { IntacctClient } from '../../connectors/intacct/client.js';
import type { IntacctCompany } from '../../connectors/intacct/company.js';
import { filled, type Results } from '../../workflows/placeholders.js';

type IntacctAction = AnyAction<IntacctClient>;

export const intacctActions = Object.entries(intacctCatalogue as Readonly<Record<string, IntacctAction>>);

/** Calls an action on a connected company, as an activity would. */
export function callOn(company: IntacctCompany, name: string, input: unknown): Promise<unknown> {
  const action = (intacctCatalogue as Readonly<Record<string, IntacctAction>>)[name];
  if (!action) throw new Error(`There is no action ${name}.`);
  return callAction(name, action, input, company.client({ requestKey: randomUUID(), action: name, repeated: false }));
}

/** Does what an example needs first and returns its input, ready to be sent. */
export async function prepared(company: IntacctCompany, { given = [], input }: Example): Promise<unknown> {
  const results: Record<string, unknown> = {};
  for (const step of given) {
    results[step.as] = await callOn(company, step.action, filled(step.input, results as Results));
  }
  return filled(input, results);
}

/** Prepares the example of each action at most once: a second time its records would exist already. */
export function preparing(company: () => IntacctCompany): (name: string, example: Example) => Promise<Fields> {
  const done = new Map<string, Promise<Fields>>();
  return (name, example) => {
    const input = done.get(name) ?? (prepared(company(), example) as Promise<Fields>);
    done.set(name, input);
    return input;
  };
}

export type Fields = Readonly<Record<string, unknown>>;

/** Fields of an input's top level by name, and which of them every input has. */
export function topLevel(schema: z.ZodType): { fields: string[]; required: readonly string[] } {
  const json = z.toJSONSchema(schema, { io: 'input' });
  const branches = [...(json.anyOf ?? []), ...(json.oneOf ?? [])] as (typeof json)[];
  const fields = [json, ...branches].flatMap(({ properties = {} }) => Object.keys(properties));
  return { fields: [...new Set(fields)], required: json.required ?? [] };
}

/** A value of a type that the field does not take; undefined where it takes anything. */
export function wrongValue(schema: z.ZodType, input: Fields, field: string): unknown {
  const candidates = [{ 'not a': { field: [] } }, [{ 'not an': 'item' }], 3.5, true];
  return candidates.find((value) => {
    const { error } = schema.safeParse({ ...input, [field]: value });
    return error?.issues.some(({ path }) => path[0] === field);
  });
}

/** Fields that name another record, wherever they stand. */
const references =
  /^(accountNumber|offsetAccountNumber|accountLabel|paymentTerm|journal|bankAccountId|customerType|vendorType|undepositedFundsAccount|\w+Id)$/;

type Path = readonly (string | number)[];

/** Where in an input references to other records stand; of many records the first one stands for all. */
export function referencePaths(value: unknown, path: Path = []): Path[] {
  if (path[0] === 'records' && Number(path[1]) > 0) return [];
  if (typeof value === 'string') return references.test(String(path.at(-1))) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => referencePaths(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => referencePaths(inner, [...path, name]));
}

/** A copy with another value at a path. */
export function withValue<Value>(whole: Value, [first, ...rest]: Path, value: unknown): Value {
  if (first === undefined) return value as Value;
  const copy = (Array.isArray(whole) ? [...whole] : { ...whole }) as Record<string | number, unknown>;
  copy[first] = withValue(copy[first], rest, value);
  return copy as Value;
}
