import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { type NangoOptions, nangoCredentials } from '../../../connectors/credentials/nango.js';
import type { CredentialProvider } from '../../../connectors/credentials/provider.js';
import { Secret } from '../../../connectors/credentials/secret.js';
import { inTurn, type NangoAnswer, type NangoStandIn, recordedAnswer, startNango } from '../../support/nango.js';

const key = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
const id = '11111111-1111-4111-8111-111111111111';
const minute = 60_000;

let nango: NangoStandIn;
let now: number;
beforeEach(async () => {
  nango = await startNango(inTurn());
  now = Date.parse('2026-11-21T09:10:57Z'); // an hour before the session of the recording ends
});
afterEach(async () => {
  await nango[Symbol.asyncDispose]();
});

const provider = (options: Partial<NangoOptions> = {}): CredentialProvider =>
  nangoCredentials({ host: nango.url, secretKey: new Secret(key), pauseMs: 1, now: () => now, ...options });

const good = () => recordedAnswer('connection-two-step', 'getConnection(key, id)');
const renewed = () => recordedAnswer('connection-two-step', 'getConnection(key, id, true, false)');
const refused = () => recordedAnswer('refresh-failures', 'forced refresh, gateway refuses the login');
const broken: NangoAnswer = { status: 502, body: '<html>Bad gateway</html>' };

const sessionOf = async (connections: CredentialProvider, name = id) =>
  (await connections.intacct(name)).session?.id.reveal();

/** Asks until the session is this one; what is read in the background arrives meanwhile. */
async function becomes(connections: CredentialProvider, session: string): Promise<void> {
  while ((await sessionOf(connections)) !== session) await setImmediate();
}

describe('a connection that was read', () => {
  test('serves a thousand calls at once, and all later ones, with one read', async () => {
    nango.behaviour = inTurn(good());
    const connections = provider();
    await Promise.all(Array.from({ length: 1_000 }, () => connections.intacct(id)));
    now += 54 * minute;

    expect(await sessionOf(connections)).toBe('dummySession1..');
    expect(nango.reads).toHaveLength(1);
  });

  test('serves its entities as well, each with a sign-in of its own', async () => {
    nango.behaviour = inTurn(good());
    const connections = provider();
    await connections.intacct(id);
    const entity = await connections.intacct(`${id}/E100`);

    expect(entity).toMatchObject({ companyId: 'dummyCompany', entityId: 'E100' });
    expect(entity).not.toHaveProperty('session');
    expect(nango.reads).toHaveLength(1);
  });

  test('is read again shortly before its session ends, and nobody waits for that', async () => {
    nango.behaviour = inTurn(good(), renewed());
    const connections = provider();
    await connections.intacct(id);
    now += 56 * minute;

    expect(await sessionOf(connections)).toBe('dummySession1..');
    await becomes(connections, 'dummySession2..');
    expect(nango.reads.map(({ force }) => force)).toEqual([false, false]);
  });

  test('is read before it is used when its session has ended', async () => {
    nango.behaviour = inTurn(good(), renewed());
    const connections = provider();
    await connections.intacct(id);
    now += 60 * minute;
    await connections.intacct(id);

    expect(nango.reads).toHaveLength(2);
  });

  test('is the same object until something about it changes', async () => {
    nango.behaviour = inTurn(good(), renewed());
    const credentials = await provider().intacct(id);

    expect(await credentials.renew?.()).toBe(credentials);
    expect(await credentials.renew?.(true)).not.toBe(credentials);
  });
});

describe('a session that Intacct dropped early', () => {
  test('is replaced by one forced refresh for all who noticed', async () => {
    nango.behaviour = inTurn(good(), renewed());
    const credentials = await provider().intacct(id);
    const all = await Promise.all(Array.from({ length: 100 }, () => credentials.renew?.(true)));

    expect(new Set(all.map((each) => each?.session?.id.reveal()))).toEqual(new Set(['dummySession2..']));
    expect(nango.reads.map(({ force }) => force)).toEqual([false, true]);
  });

  test('is given up after a second one is dropped within half a minute, so that no user is locked out', async () => {
    nango.behaviour = inTurn(good(), renewed());
    const credentials = await provider().intacct(id);
    const second = await credentials.renew?.(true);
    const third = await second?.renew?.(true);

    expect(third).toMatchObject({ userId: 'dummyUser' });
    expect(third).not.toHaveProperty('session');
    expect(nango.reads).toHaveLength(2);
  });
});

describe('while Nango refuses', () => {
  test('the last session is used until it ends, then its credentials for a login of our own', async () => {
    nango.behaviour = inTurn(good(), refused());
    const warnings: string[] = [];
    const connections = provider({ logger: pino({}, { write: (line: string) => warnings.push(line) }) });
    await connections.intacct(id);

    now += 56 * minute;
    expect(await sessionOf(connections)).toBe('dummySession1..');
    while (warnings.length === 0) await setImmediate();
    expect(await sessionOf(connections)).toBe('dummySession1..');

    now += 4 * minute;
    const afterwards = await connections.intacct(id);
    expect(afterwards).toMatchObject({ userId: 'dummyUser', companyId: 'dummyCompany' });
    expect(afterwards).not.toHaveProperty('session');
  });

  test('it is asked again after half a minute, and then used again', async () => {
    nango.behaviour = inTurn(good(), refused(), renewed());
    const connections = provider();
    const credentials = await connections.intacct(id);
    await credentials.renew?.(true);
    await connections.intacct(id);
    expect(nango.reads).toHaveLength(2);

    now += 31_000;
    await becomes(connections, 'dummySession2..');
    expect(nango.reads).toHaveLength(3);
  });

  test('a warning says so', async () => {
    nango.behaviour = inTurn(good(), refused());
    const lines: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
    await (await provider({ logger }).intacct(id)).renew?.(true);

    expect(lines).toEqual([expect.stringMatching(/"code":"nango_sign_in_refused".*last credentials go on/)]);
  });

  test('a failure is the answer to all for a moment, so that waiting calls do not add up', async () => {
    nango.behaviour = inTurn(recordedAnswer('errors', 'getConnection unknown connection'), good());
    const connections = provider();
    await Promise.allSettled(Array.from({ length: 500 }, () => connections.intacct(id)));
    await expect(connections.intacct(id)).rejects.toMatchObject({ code: 'nango_connection_unknown' });
    expect(nango.reads).toHaveLength(1);

    now += 6_000;
    expect(await sessionOf(connections)).toBe('dummySession1..');
  });
});

describe('a request to Nango', () => {
  test('is repeated when the server cannot answer', async () => {
    nango.behaviour = inTurn(broken, broken, good());
    expect(await sessionOf(provider())).toBe('dummySession1..');
  });

  test('is given up after three attempts', async () => {
    nango.behaviour = inTurn(broken);
    await expect(provider().intacct(id)).rejects.toMatchObject({ code: 'nango_unavailable', retry: 'soon' });
    expect(nango.reads).toHaveLength(3);
  });

  test('ends in time when no answer comes', async () => {
    nango.behaviour = inTurn('silence');
    await expect(provider({ timeoutMs: 20 }).intacct(id)).rejects.toMatchObject({ code: 'nango_unavailable' });
  });

  test('follows no redirect: the key goes nowhere else', async () => {
    nango.behaviour = inTurn({ status: 307, headers: { location: `${nango.url}/elsewhere` }, body: {} });
    await expect(provider().intacct(id)).rejects.toMatchObject({ code: 'nango_answer_unexpected' });
    expect(nango.reads).toHaveLength(1);
  });

  test('is refused when the answer is no connection', async () => {
    nango.behaviour = inTurn({ status: 200, body: '<html>Welcome</html>' });
    await expect(provider().intacct(id)).rejects.toMatchObject({ code: 'nango_answer_unexpected' });
  });

  test.each(['../admin', 'a b', 'a?x=1', '', 'a/b/c', 'a%2e'])('is not made for the name %j', async (name) => {
    await expect(provider().intacct(name)).rejects.toMatchObject({ code: 'connection_name_invalid' });
    expect(nango.reads).toHaveLength(0);
  });
});

test('the key and the passwords stand in no error, log or printed object', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const options = { logger, timeoutMs: 50 };
  const shown: unknown[] = [];
  const answers = [
    ...['API key well-formed, unknown', 'getConnection unknown connection'].map((name) =>
      recordedAnswer('errors', name),
    ),
    refused(),
    broken,
    'silence' as const,
    { status: 200, body: 'x' },
  ];
  for (const answer of answers) {
    nango.behaviour = inTurn(answer);
    shown.push(
      await provider(options)
        .intacct(id)
        .catch((error: unknown) => error),
    );
    nango.behaviour = inTurn(good(), answer);
    const connections = provider(options);
    const credentials = await connections.intacct(id);
    shown.push(connections, credentials, await credentials.renew?.(true).catch((error: unknown) => error));
  }
  shown.push(
    await provider({ ...options, host: 'http://127.0.0.1:1' })
      .intacct(id)
      .catch((error: unknown) => error),
  );
  logger.error({ shown }, 'all of it');

  const text = [inspect(shown, { depth: Infinity, showHidden: true, getters: true }), JSON.stringify(shown), ...lines];
  for (const secret of [key, 'dummySenderPw', 'dummyUserPw', 'dummySession'])
    expect(text.join('\n')).not.toContain(secret);
});
