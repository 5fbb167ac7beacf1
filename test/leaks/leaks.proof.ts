import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { nangoCredentials } from '../../connectors/credentials/nango.js';
import { Secret } from '../../connectors/credentials/secret.js';
import { SANDBOX_CREDENTIALS } from '../../sandbox/intacct/company/credentials.js';
import { sampleDeal } from '../../scripts/demo/sample-deals.js';
import { rowsOf } from '../../store/database.js';
import { openStore, type Store } from '../../store/open.js';
import { openPglite } from '../../store/pglite.js';
import { schemaName } from '../../store/schema.js';
import { wonDeal } from '../support/deals.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { startNango } from '../support/nango.js';
import { attentionOf, resolve, statusOf } from '../support/runs.js';

const logged: string[] = [];
const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
const secrets = new Map<string, string>();
let folder: string;
let store: Store;
let demo: TestDemo;
const runs: WorkflowHandle[] = [];

beforeAll(async () => {
  for (const name of ['senderPassword', 'userPassword'] as const) {
    const secret = `${name}-<&"'>é ${randomBytes(12).toString('base64')}`;
    // The sandbox's company signs in whoever knows these.
    Object.assign(SANDBOX_CREDENTIALS, { [name]: secret });
    secrets.set(name, secret);
  }
  jest.spyOn(process.stderr, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  folder = await mkdtemp(join(tmpdir(), 'leaks-'));
  store = await openStore({ folder });
  demo = await startTestDemo({ store, logger, settleMs: 1_000 });
  secrets.set('HubSpot token', demo.hubspot.accessToken);
  secrets.set('HubSpot client secret', demo.hubspot.clientSecret);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await demo?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Plain and as it would stand in a URL, in XML, in JSON, and in base64 at any offset. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Without the characters at both ends, which depend on what stands beside the secret.
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(offset === 0 ? 0 : 4, -2),
  );
  const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    secret,
    bytes.toString('latin1'),
    bytes.toString('hex'),
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    xml,
    xml.replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
    JSON.stringify(secret).slice(1, -1),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** Which secrets stand in a text, in whatever form. */
function leaksIn(text: string): string[] {
  const found = [...secrets].filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)));
  // The sandbox's session IDs have this form.
  return [...found.map(([name]) => name), ...(/[\w-]{32}\.\./.test(text) ? ['session ID'] : [])];
}

/** All that Temporal keeps and shows of a run, payloads decoded. */
async function shownOf(run: WorkflowHandle): Promise<string> {
  const [history, about, status, metadata] = await Promise.all([
    run.fetchHistory(),
    run.describe(),
    statusOf(run),
    run.query('__temporal_workflow_metadata'),
  ]);
  return [history, about.raw, status, metadata].map(textOf).join('\n');
}

function textOf(value: unknown): string {
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, child]) => `${key} ${textOf(child)}`)
    .join('\n');
}

async function filesIn(of: string): Promise<string> {
  const entries = await readdir(of, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1'));
  return (await Promise.all(files)).join('\n');
}

/** The next run of a won deal. */
async function begin(name: string, changed: object = {}) {
  const { run } = await wonDeal(demo, { ...sampleDeal, name, ...changed });
  runs.push(run);
  return run;
}

test('the search finds a secret in each of its forms', () => {
  for (const [name, secret] of secrets) {
    for (const form of formsOf(secret)) expect(leaksIn(`before ${form} after`)).toContain(name);
    for (const before of ['', 'x', 'xy']) {
      expect(leaksIn(Buffer.from(`${before}${secret}z`).toString('base64'))).toContain(name);
    }
  }
});

test('no secret gets into histories, logs, books, the store or its files, whatever goes wrong', async () => {
  await (await begin('goes well')).result();

  const refused = await begin('is refused', { currency: 'JPY' });
  await attentionOf(refused);
  await resolve(refused, { decision: 'giveUp' });
  await refused.result().catch(() => {});

  demo.intacct.faults.add({ match: { function: 'create_invoice' }, kind: 'lost-reply', times: 1 });
  await (await begin('loses a reply')).result();

  const right = secrets.get('userPassword');
  Object.assign(SANDBOX_CREDENTIALS, { userPassword: 'another' });
  demo.intacct.expireSessions();
  const signedOut = await begin('cannot sign in');
  const { code } = await attentionOf(signedOut);
  Object.assign(SANDBOX_CREDENTIALS, { userPassword: right });
  await resolve(signedOut, { decision: 'retry' });
  await signedOut.result();

  demo.intacct.faults.add({ kind: 'session-expired', times: 1 });
  const mend = demo.hubspot.faults.add({ match: { method: 'PATCH' }, kind: 'unauthorized', times: Infinity });
  const unauthorized = await begin('meets a refused token');
  await attentionOf(unauthorized);
  mend();
  await resolve(unauthorized, { decision: 'retry' });
  await unauthorized.result();

  await refusedByNango();

  expect(code).toBe('sign_in_refused');
  const shown = await Promise.all(runs.map(shownOf));
  await demo.stop();
  await store.close();
  const database = await rowsIn(folder);

  expect(shown.join()).toContain('Harbor Labs');
  expect(logged.join()).toContain('Intacct answered');
  expect(database).toContain('createInvoice');
  const places = {
    shown: shown.join('\n'),
    logs: logged.join('\n'),
    database,
    files: await filesIn(folder),
    books: JSON.stringify(demo.intacct.commits),
    sentToHubSpot: JSON.stringify(demo.hubspot.requests.map(({ body }) => body)),
  };
  const leaks = Object.fromEntries(Object.entries(places).map(([place, text]) => [place, leaksIn(text)]));
  expect(leaks).toEqual({ shown: [], logs: [], database: [], files: [], books: [], sentToHubSpot: [] });
});

/** What is told when Nango does not know our key. */
async function refusedByNango(): Promise<void> {
  const secretKey = randomBytes(24).toString('hex');
  secrets.set('Nango key', secretKey);
  await using nango = await startNango(() => ({ status: 401, body: { error: { code: 'unknown_account' } } }));
  const provider = nangoCredentials({ host: nango.url, secretKey: new Secret(secretKey), environment: {}, logger });
  const error = await provider.intacct('acme').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'nango_key_refused' });
  logged.push(inspect(error, { depth: null }), inspect(provider, { depth: null }), JSON.stringify(error));
}

/** Every row of every table, as JSON. */
async function rowsIn(of: string): Promise<string> {
  const { database, close } = await openPglite(of);
  const tables = await rowsOf<{ name: string }>(
    database,
    sql`select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema = ${schemaName}`,
  );
  const rows = await Promise.all(tables.map(({ name }) => rowsOf(database, sql.raw(`select * from ${name}`))));
  await close();
  return JSON.stringify(rows);
}
