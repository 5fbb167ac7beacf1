import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AnyAction, callAction } from '../../connectors/action.js';
import { ConnectorError } from '../../connectors/errors.js';
import { hubspotCatalogue } from '../../connectors/hubspot/catalogue.js';
import { connectorErrors } from '../../connectors/intacct/gateway/error-catalogue/connector.js';
import { errorThemes, unknownError } from '../../connectors/intacct/gateway/error-catalogue.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { actionSources, medianLines } from '../../scripts/generate/action-sources.js';
import { hubSpotFailures } from '../../scripts/generate/other-failures.js';
import { filled } from '../../workflows/placeholders.js';
import { type Connection, connectTo } from '../support/actions.js';
import {
  callOn,
  type Fields,
  intacctActions,
  preparing,
  referencePaths,
  topLevel,
  withValue,
  wrongValue,
} from '../support/examples.js';

/** What holds for every action, whoever wrote it. */

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

const inputOf = preparing(() => connection.company);
const hubspotActions = Object.entries(hubspotCatalogue as Readonly<Record<string, AnyAction<never>>>);
const allActions = [...intacctActions, ...hubspotActions] as [string, AnyAction<never>][];

const intacctCodes = [...connectorErrors, ...errorThemes.flatMap(({ entries }) => entries)].map(({ code }) => code);
const knownCodes = new Set([...intacctCodes, ...hubSpotFailures.map(({ code }) => code)]);

describe('the contract of', () => {
  test.each(allActions)('%s says in sentences what it does, and where the vendor describes it', (_, contract) => {
    const { summary, details, source } = contract;
    expect(summary).toMatch(/^[A-Z][^\n]*[^.]\.$/);
    if (details !== undefined) expect(details).toMatch(/^[A-Z`][^\n]*\.$/);
    expect(new URL(source)).toMatchObject({ protocol: 'https:' });
  });

  test.each(allActions)('%s names its permissions and failures in known words', (_, { permissions, errors = [] }) => {
    const wellFormed =
      /^([^/]+ \/ [^/]+ \/ (List|View|Add|Edit|Delete|Post|Reverse|Approve)|[a-z_]+(\.[a-z_]+)+|[A-Z][\w ,]*)$/;
    expect(permissions.filter((permission) => !wellFormed.test(permission))).toEqual([]);
    expect(errors.filter((code) => !knownCodes.has(code))).toEqual([]);
  });

  test.each(allActions)('%s names no action that does not exist', (_, { details = '', example, input }) => {
    const names = new Set([...allActions.map(([name]) => name), ...topLevel(input).fields]);
    const mentioned = details.match(/\b(get|list|find|create|update|delete|post|reverse|void|apply)[A-Z]\w+\b/g) ?? [];
    const called = (example.given ?? []).map(({ action }) => action);
    expect([...mentioned, ...called].filter((name) => !names.has(name))).toEqual([]);
  });
});

test('the definition of an action takes less than 35 lines in the median', async () => {
  const sources = await actionSources(intacctActions.map(([name]) => name));
  expect(sources.map(({ name }) => name).sort()).toEqual(intacctActions.map(([name]) => name).sort());
  expect(medianLines(sources)).toBeLessThan(35);
});

describe('before anything is sent', () => {
  test.each(intacctActions)('%s refuses a field that it does not know', async (name, { example }) => {
    const input = await inputOf(name, example);
    await expectRefusal(name, { ...input, customerNmae: 'x' }, 'customerNmae');
  });

  test.each(intacctActions)('%s refuses each field of a wrong type', async (name, { example, input: schema }) => {
    const input = await inputOf(name, example);
    for (const field of topLevel(schema).fields) {
      const wrong = wrongValue(schema, input, field);
      if (wrong !== undefined) await expectRefusal(name, { ...input, [field]: wrong }, field);
    }
  });

  test.each(intacctActions)('%s asks for each field that it needs', async (name, { example, input: schema }) => {
    const input = await inputOf(name, example);
    for (const field of topLevel(schema).required) {
      const { [field]: _, ...without } = input;
      await expectRefusal(name, without, field);
    }
  });

  test.each(hubspotActions)('%s of HubSpot does the same', async (name, action) => {
    const input = filled(action.example.input, { deal: { id: '5001', company: { id: '7001' } } }) as Fields;
    const { fields, required } = topLevel(action.input);
    const wrong = fields.map((field) => ({ ...input, [field]: wrongValue(action.input, input, field) }));
    const missing = required.map((field) => ({ ...input, [field]: undefined }));
    for (const sent of [{ ...input, customerNmae: 'x' }, ...wrong, ...missing]) {
      await expect(callAction(name, action, sent, undefined as never)).rejects.toMatchObject({ kind: 'invalid_input' });
    }
  });
});

async function expectRefusal(name: string, sent: unknown, field: string): Promise<void> {
  const before = sandbox.requests.length;
  const error = await failureOf(callOn(connection.company, name, sent));
  expect(error).toMatchObject({
    kind: 'invalid_input',
    retry: 'no',
    message: expect.stringContaining(field),
    advice: expect.stringContaining('Nothing was sent'),
  });
  const issues = error.details.issues as { path: string; problem: string }[];
  expect(issues).toContainEqual(expect.objectContaining(namesField(field)));
  expect(sandbox.requests.length).toBe(before);
}

/** An unknown field is no path of the schema: it stands in the words. */
const namesField = (field: string) =>
  field === 'customerNmae'
    ? { problem: expect.stringContaining(field) }
    : { path: expect.stringMatching(new RegExp(`^${field}\\b`)) };

/** Where a record that does not exist is no failure, as `action field`, with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  'createAccount accountNumber': 'It is the new account’s own.',
};

/** A name in the form of the field that no record has. */
const nowhere = (field: string) => ({ key: '999999999', journal: 'NONE' })[field] ?? 'NO-SUCH';

const writes = intacctActions.filter(([, { effect }]) => effect !== 'read' && effect !== 'delete');
const ofOneRecord = intacctActions.filter(
  ([name, { effect, example }]) => (effect === 'update' || name.startsWith('get')) && identityIn(example.input),
);

/** Which field of an input says what record is meant. */
function identityIn(input: unknown): 'id' | 'key' | undefined {
  const fields = Object.keys(input as Fields);
  return (['id', 'key'] as const).find((field) => fields.includes(field));
}

describe('what does not exist', () => {
  test.each(writes)('is explained by the catalogue when %s refers to it', async (name, { example }) => {
    const input = await inputOf(name, example);
    await expectExplained(name, input, referencePaths(input));
  });

  test.each(ofOneRecord)('is explained by the catalogue when %s is asked for it', async (name, { example }) => {
    const input = await inputOf(name, example);
    await expectExplained(name, input, [[identityIn(input) ?? '']]);
  });
});

async function expectExplained(name: string, input: Fields, paths: readonly (readonly (string | number)[])[]) {
  const answers: Record<string, string> = {};
  for (const path of paths) {
    const place = `${name} ${path.filter((part) => typeof part === 'string').join('.')}`;
    if (place in exceptions) continue;
    answers[place] = await answerTo(name, withValue(input, path, nowhere(String(path.at(-1)))));
  }
  expect(Object.entries(answers).filter(([, code]) => !knownCodes.has(code))).toEqual([]);
}

/** The code of the failure, or what happened instead of one. */
async function answerTo(name: string, sent: unknown): Promise<string> {
  try {
    return refusalIn(await callOn(connection.company, name, sent)) ?? 'accepted';
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const general = [unknownError.code, 'invalid_input'].includes(error.code);
    return general ? `${error.code}: ${error.message}` : error.code;
  }
}

/** Actions on many records tell of refusals in their results. */
function refusalIn(result: unknown): string | undefined {
  const { results = [] } = result as { results?: readonly { error?: { code: string } }[] };
  return results.find(({ error }) => error)?.error?.code;
}

async function failureOf(call: Promise<unknown>): Promise<ConnectorError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ConnectorError) return error;
  throw new Error('It was not refused', { cause: error });
}
