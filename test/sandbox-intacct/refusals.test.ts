import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FUNCTIONS } from '../../sandbox/intacct/functions/registry.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { parseXml } from '../../sandbox/intacct/xml/parse.js';
import { all, ask, call, envelope, one, statuses } from './ask.js';
import { changed, reversed, swapped, UNKNOWN, withUnknown } from './refusals/changed.js';
import { OTHERS } from './refusals/other-ledgers.js';
import { PAYABLES } from './refusals/payables.js';
import { PLATFORM } from './refusals/platform.js';
import { RECEIVABLES } from './refusals/receivables.js';
import { OPEN, type Row } from './refusals/row.js';

/** Four ways to be refused, for every function of the gateway, and nothing may be written by any of them. */
const TABLE: Readonly<Record<string, Row>> = { ...PLATFORM, ...RECEIVABLES, ...PAYABLES, ...OTHERS };

/** In a content model. */
const ATTRIBUTES = /@\w+\??,?/g;

test('every function that the gateway knows is in the table of refusals', () => {
  expect(Object.keys(TABLE).sort()).toEqual([...FUNCTIONS.keys()].sort());
});

describe.each(Object.entries(TABLE))('%s', (name, row) => {
  let sandbox: IntacctSandbox;
  let authentication: string;
  let key: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ company: 'small', settings: row.settings ?? {} });
    // One session for all: what readMore goes on with belongs to it.
    authentication = `<sessionid>${one(await call(sandbox, '<getAPISession/>'), 'sessionid')}</sessionid>`;
    key = (await row.given?.(succeeds)) ?? '';
  });
  afterAll(() => sandbox.close());

  const request = (body: string) => ({ authentication, functions: { 'fn-1': body } });

  async function succeeds(body: string): Promise<string> {
    const { text } = await ask(sandbox, request(body));
    if (statuses(text).join() !== 'success') throw new Error(text);
    return text;
  }

  /** All that a refused call must leave alone: every record of every object, what was committed, and the balances. */
  function books(): object {
    const records = sandbox.books.objects().map((object) => [object, sandbox.books.list(object).sort(byNumber)]);
    const { balances, trialBalance } = sandbox.books;
    return { commits: sandbox.commits.length, records, balances: balances(), trialBalance: trialBalance() };
  }

  async function refused(body: string): Promise<string> {
    const before = books();
    const { status, text } = await ask(sandbox, request(body));
    expect(status).toBe(200);
    expect(books()).toEqual(before);
    expect(sandbox.books.trialBalance()).toBe('0.00');
    return text;
  }

  /** At control level, with the line and column of one of these elements. */
  async function refusedBySchema(body: string, ...misplaced: string[]): Promise<void> {
    const text = await refused(body);
    expect(all(text, 'status')).toEqual(['failure']);
    expect(text).not.toContain('<operation>');
    expect(all(text, 'errorno')).toEqual(['XL03000003']);
    const sent = envelope(sandbox, request(body));
    const places = misplaced.map((start) => `Line ${placeOf(start, sent, body)}.`);
    expect(places).toContain(/Line \d+, column \d+\./.exec(one(text, 'description2'))?.[0]);
  }

  /** At the level of the function, by these codes. */
  async function refusedAsResult(body: string, codes: readonly string[]): Promise<string> {
    const text = await refused(body);
    expect(all(text, 'status')).toEqual(['success', 'success', 'failure']);
    expect(all(one(text, 'result'), 'function')).toEqual([name]);
    expect(all(one(text, 'result'), 'errorno')).toEqual(codes);
    return text;
  }

  const { order, references, unknown, operation = name.toUpperCase(), free } = row;

  if ('because' in order) {
    test(`has no wrong order: ${order.because}`, () => {
      expect(FUNCTIONS.get(name)?.schema[name]?.replaceAll(ATTRIBUTES, '')).not.toMatch(/[,&]/);
    });
  } else if (!('any' in order)) {
    const [first, second] = order;
    test(`with ${first} and ${second} in the wrong order is refused by the schema`, async () => {
      await refusedBySchema(swapped(row.accepted(key), first, second), `<${first}>`, `<${second}>`);
    });
  }

  if (!OPEN.has(name)) {
    test('with an unknown field is refused by the schema', async () => {
      await refusedBySchema(withUnknown(row.accepted(key), name), UNKNOWN);
    });
  }

  if (unknown) {
    test('with a field that its object lacks is refused', async () => {
      await refusedAsResult(changed(row, key, unknown), unknown.codes);
    });
  }

  if (!('because' in references)) {
    test.each(references)('with a missing reference is refused: %j', async (change) => {
      await refusedAsResult(changed(row, key, change), change.codes);
    });
  }

  if (free === undefined) {
    test('without the permission is refused', async () => {
      const body = row.accepted(key);
      const [object = ''] = FUNCTIONS.get(name)?.objects(parseXml(body)) ?? [];
      for (const denied of [operation, `${operation} ${object}`.trim()]) {
        sandbox.settings.deniedOperations = [denied];
        const text = await refusedAsResult(body, ['PL04000005']);
        expect(one(text, 'description2')).toContain(`You do not have permission for API operation ${operation}`);
      }
      sandbox.settings.deniedOperations = [];
    });
  }

  test(`${free === undefined ? '' : 'whatever is denied, '}is accepted when nothing is wrong`, async () => {
    if (free !== undefined) sandbox.settings.deniedOperations = [operation];
    const body = row.accepted(key);
    await succeeds('any' in order ? reversed(body, order.any) : body);
    expect(sandbox.books.trialBalance()).toBe('0.00');
  });
});

function byNumber(a: { RECORDNO?: string }, b: { RECORDNO?: string }): number {
  return Number(a.RECORDNO) - Number(b.RECORDNO);
}

/** Line and column, counted from 1, of the first such element of the function in all that was sent. */
function placeOf(start: string, sent: string, body: string): string {
  const before = sent.slice(0, sent.indexOf(body) + body.indexOf(start));
  const lines = before.split('\n');
  return `${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}
