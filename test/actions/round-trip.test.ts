import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../support/actions.js';
import { callOn, type Fields, intacctActions, prepared, topLevel } from '../support/examples.js';
import { randomInput } from '../support/random-input.js';

/**
 * Whatever is created is read back as it was given. Pairs come from the catalogue: each `create…` that has a `get…`.
 * `ROUND_TRIP_RUNS` sets how many records of each kind.
 */
const runs = Number(process.env.ROUND_TRIP_RUNS ?? 10);

let sandbox: IntacctSandbox;
let connection: Connection;

beforeAll(async () => {
  sandbox = await startSandbox();
  connection = await connectTo(sandbox);
});

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

/** What cannot be created again and again as the example has it, with the reason. */
const once: Readonly<Record<string, string>> = {
  createArPayment: 'Pays the invoice of its example in full.',
  createApPayment: 'Pays the bill of its example in full.',
};

const byName = Object.fromEntries(intacctActions);
const pairs = intacctActions.flatMap(([create, action]) => {
  const get = create.replace(/^create/, 'get');
  const reader = byName[get];
  return create.startsWith('create') && reader && !(create in once) ? [[create, get, action, reader] as const] : [];
});

/** Fields that come back otherwise, with the reason. */
const otherwise: Readonly<Record<string, string>> = {
  content: 'Read only when asked for.',
  state: 'The state on the way in is what to do (draft, posted), on the way out Intacct’s own word.',
};

let count = 0;

describe('reads back what was created, by', () => {
  test.each(pairs)('%s and %s', async (create, get, action, reader) => {
    const example = (await prepared(connection.company, action.example)) as Fields;
    const readBy = topLevel(reader.input).fields;
    let compared = 0;
    const roundTrip = async (random: Fields) => {
      const input = ofItsOwn(create, random, topLevel(action.input).fields);
      const made = (await callOn(connection.company, create, input)) as Fields;
      const by = ['key', 'id', 'name', 'accountNumber'].find((field) => readBy.includes(field)) ?? 'key';
      const read = (await callOn(connection.company, get, { [by]: made[by] ?? made.id ?? input[by] })) as Fields;
      const given = sharedWith(read, input) as Fields;
      compared += Object.keys(given).length;
      expect(comparable(read, given)).toEqual(comparable(given, given));
    };
    await fc.assert(fc.asyncProperty(randomInput(action.input, example), roundTrip), { numRuns: runs });
    expect(compared).toBeGreaterThanOrEqual(runs);
  });
});

/** The input under a name and number that no other record has. */
function ofItsOwn(action: string, input: Fields, fields: readonly string[]): Fields {
  count += 1;
  const own: Fields = {
    id: `R${count}`,
    ...(action === 'createAccount' ? { accountNumber: String(70_000 + count) } : {}),
    name: `${String(input.name ?? '').slice(0, 20)} R${count}`,
    invoiceNumber: `R-${count}`,
    billNumber: `R-${count}`,
    adjustmentNumber: `R-${count}`,
    number: `R-${count}`,
  };
  return { ...input, ...pick(own, fields) };
}

const pick = (values: Fields, fields: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)));

/** The parts of an input that reading returns as well. */
function sharedWith(read: unknown, given: unknown): unknown {
  if (Array.isArray(given)) return given.map((item, index) => sharedWith((read as unknown[])[index], item));
  if (typeof given !== 'object' || given === null) return given;
  const shared = Object.entries(given).filter(([field]) => field in Object(read) && !(field in otherwise));
  return Object.fromEntries(shared.map(([field, value]) => [field, sharedWith((read as Fields)[field], value)]));
}

/** The parts of a record that an input gave, decimals in one form. */
function comparable(value: unknown, given: unknown): unknown {
  if (Array.isArray(given)) return given.map((item, index) => comparable((value as unknown[])[index], item));
  if (typeof given === 'object' && given !== null) {
    const inner = (value ?? {}) as Fields;
    return Object.fromEntries(Object.entries(given).map(([field, of]) => [field, comparable(inner[field], of)]));
  }
  return typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}
