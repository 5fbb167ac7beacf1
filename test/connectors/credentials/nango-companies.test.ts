import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { callAction } from '../../../connectors/action.js';
import { nangoCredentials } from '../../../connectors/credentials/nango.js';
import type { CredentialProvider } from '../../../connectors/credentials/provider.js';
import { Secret } from '../../../connectors/credentials/secret.js';
import { ConnectorError } from '../../../connectors/errors.js';
import { IntacctCompany } from '../../../connectors/intacct/company.js';
import { defaultDispatching } from '../../../connectors/intacct/gateway/dispatcher.js';
import { defaultLimits } from '../../../connectors/intacct/gateway/limit-store.js';
import { createCustomer, getCustomer } from '../../../connectors/intacct/objects/customer.js';
import { type FaultKind, type IntacctSandbox, startSandbox } from '../../../sandbox/intacct/index.js';
import { MemoryLimits } from '../../../store/memory-limits.js';
import { type NangoAnswer, type NangoBehaviour, type NangoStandIn, startNango } from '../../support/nango.js';
import { type CompanyAtNango, nangoLogins } from '../../support/nango-companies.js';
import { type WatchedGateway, watchGateway } from '../../support/watched-gateway.js';

type Name = 'acme' | 'beta';

let sandboxes: Record<Name, IntacctSandbox>;
let gateways: Record<Name, WatchedGateway>;
let atNango: Record<Name, CompanyAtNango>;
let nango: NangoStandIn;
let provider: CredentialProvider;
let companies: IntacctCompany[];

beforeEach(async () => {
  sandboxes = { acme: await startSandbox({ company: 'small' }), beta: await startSandbox({ company: 'small' }) };
  gateways = { acme: await watchGateway(sandboxes.acme), beta: await watchGateway(sandboxes.beta) };
  const entered = (name: Name) => ({ ...sandboxes[name].credentials, endpoint: gateways[name].endpoint });
  atNango = { acme: entered('acme'), beta: entered('beta') };
  nango = await startNango(nangoLogins(atNango));
  provider = nangoCredentials({
    host: nango.url,
    secretKey: new Secret(randomUUID()),
    environment: {
      INTACCT_ACME_ENDPOINT: gateways.acme.endpoint,
      INTACCT_BETA_ENDPOINT: gateways.beta.endpoint,
    },
  });
  companies = [];
});
afterEach(async () => {
  await Promise.all(companies.map((company) => company.close()));
  const servers = [nango, ...Object.values(gateways)].map((server) => server[Symbol.asyncDispose]());
  await Promise.all([...servers, ...Object.values(sandboxes).map((sandbox) => sandbox.close())]);
});

async function connect(connection: string): Promise<IntacctCompany> {
  const company = new IntacctCompany({
    connection,
    credentials: await provider.intacct(connection),
    limitStore: new MemoryLimits(),
    limits: { ...defaultLimits, requestsPerMinute: 100_000 },
    // Many requests rather than few full ones: each is a chance to take the wrong session.
    dispatching: { ...defaultDispatching, functionsPerRequest: 5 },
  });
  companies.push(company);
  return company;
}

function read(company: IntacctCompany, id = 'C100') {
  return callAction('getCustomer', getCustomer, { id }, company.client());
}

/** As Temporal would: again under the same key for as long as the error says that it may help. */
async function create(company: IntacctCompany, id: string, name: string): Promise<void> {
  const requestKey = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    const client = company.client({ requestKey, action: 'createCustomer', repeated: attempt > 1 });
    const done = await settled(callAction('createCustomer', createCustomer, { id, name }, client));
    if (done) return;
  }
}

async function readAgain(company: IntacctCompany, id: string): Promise<string | null | undefined> {
  for (;;) {
    const found = await settled(read(company, id));
    if (found) return found.name;
  }
}

/** Undefined where a fault struck that a repeat gets over; a session may be struck twice in a row. */
async function settled<Result>(call: Promise<Result>): Promise<Result | undefined> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    if (error.retry === 'no' && error.code !== 'session_refused') throw error;
    await setTimeout(typeof error.retry === 'object' ? error.retry.afterMs : 5);
    return undefined;
  }
}

const sentTo = (name: Name) => sandboxes[name].requests.flatMap(({ functions }) => functions.map((each) => each.name));
const forced = () => nango.reads.filter(({ force }) => force).length;

describe('a company connected by Nango', () => {
  test('works in the session that Nango has opened, without a sign-in of its own', async () => {
    const acme = await connect('acme');
    await Promise.all(['C100', 'C101', 'C102'].map((id) => read(acme, id)));

    expect(sentTo('acme').filter((name) => name === 'getAPISession')).toHaveLength(1);
    expect(nango.reads).toHaveLength(1);
  });

  test('gets another session by one forced refresh when Intacct has dropped the first', async () => {
    const acme = await connect('acme');
    await read(acme);
    sandboxes.acme.expireSessions();

    expect(await Promise.all(['C100', 'C101', 'C102'].map((id) => read(acme, id)))).toHaveLength(3);
    expect(forced()).toBe(1);
    expect(sentTo('acme').filter((name) => name === 'getAPISession')).toHaveLength(2);
  });

  test('works on by a sign-in of its own while Nango cannot be reached', async () => {
    const acme = await connect('acme');
    await read(acme);
    sandboxes.acme.expireSessions();
    nango.behaviour = () => ({ status: 424, body: { error: { code: 'invalid_credentials', message: 'Backing off' } } });

    expect(await read(acme)).toMatchObject({ id: 'C100' });
  });

  test('stops when it is deleted at Nango', async () => {
    const acme = await connect('acme');
    await read(acme);
    sandboxes.acme.expireSessions();
    nango.behaviour = () => ({ status: 404, body: { error: { code: 'not_found', message: 'Failed to find' } } });

    await expect(read(acme)).rejects.toMatchObject({ code: 'nango_connection_unknown' });
  });

  test('sends nothing to a server that Nango names outside of Intacct’s domain', async () => {
    const honest = nango.behaviour;
    nango.behaviour = async (request) => {
      const answer = (await honest(request)) as NangoAnswer;
      return {
        ...answer,
        body: JSON.stringify(answer.body).replaceAll(gateways.acme.endpoint, 'https://evil.example/'),
      };
    };

    await expect(read(await connect('acme'))).rejects.toMatchObject({ code: 'endpoint_not_trusted' });
    expect(gateways.acme.own).toBe(0);
  });
});

/** Fields at Nango that were right once: its session still lives, and a new sign-in fails. */
function outdated(wrong: Partial<CompanyAtNango>, honest: NangoBehaviour): NangoBehaviour {
  return async (request) => {
    if (request.force)
      return { status: 400, body: { error: { code: 'invalid_credentials', message: 'Error fetching' } } };
    const answer = (await honest(request)) as { body: { credentials: object } } & NangoAnswer;
    return { ...answer, body: { ...answer.body, credentials: { ...answer.body.credentials, ...wrong } } };
  };
}

describe('when Nango only says that the credentials are invalid, our own sign-in says which', () => {
  test.each<[keyof CompanyAtNango, string]>([
    ['senderId', 'sender_refused'],
    ['senderPassword', 'sender_refused'],
    ['companyId', 'sign_in_refused'],
    ['userId', 'sign_in_refused'],
    ['userPassword', 'sign_in_refused'],
  ])('%s: %s', async (field, code) => {
    nango.behaviour = outdated({ [field]: 'wrong' }, nango.behaviour);
    const acme = await connect('acme');
    sandboxes.acme.expireSessions();

    await expect(read(acme)).rejects.toMatchObject({ kind: 'credentials', code });
  });

  test('the sender is no longer authorised: sender_not_authorized', async () => {
    nango.behaviour = outdated({}, nango.behaviour);
    const acme = await connect('acme');
    sandboxes.acme.settings.senderAuthorised = false;

    await expect(read(acme)).rejects.toMatchObject({ code: 'sender_not_authorized' });
  });

  test('a password that was mended at Nango is used at once', async () => {
    const honest = nango.behaviour;
    nango.behaviour = outdated({ userPassword: 'wrong' }, honest);
    const inEntity = await connect('acme/E100');
    nango.behaviour = honest;

    expect(await read(inEntity)).toMatchObject({ id: 'C100' });
    expect(forced()).toBe(1);
  });
});

test('what is created in acme/E100 belongs to the entity, and what is created in acme to all', async () => {
  const [shared, inEntity] = [await connect('acme'), await connect('acme/E100')];
  await Promise.all([create(shared, 'N-1', 'Shared'), create(inEntity, 'N-2', 'Of the entity')]);

  const owner = (id: string) =>
    sandboxes.acme.books.list('CUSTOMER').find(({ CUSTOMERID }) => CUSTOMERID === id)?.MEGAENTITYID;
  expect([owner('N-1'), owner('N-2')]).toEqual([undefined, 'E100']);
  expect(nango.reads).toHaveLength(1);
});

test('two companies with equal customer IDs never meet, over 1,000 calls each with faults', async () => {
  const names: Name[] = ['acme', 'beta'];
  const connected = await Promise.all(names.map(async (name) => ({ name, company: await connect(name) })));
  const kinds: FaultKind[] = ['session-expired', 'lost-reply', 'reset', 'http-502', 'truncated'];
  for (const kind of kinds) for (const { faults } of Object.values(sandboxes)) faults.add({ kind, probability: 0.03 });
  const calls = connected.map(async ({ name, company }) => {
    const oneCustomer = async (index: number) => {
      await create(company, `N-${index}`, `${name} ${index}`);
      for (const _ of [1, 2, 3]) expect(await readAgain(company, `N-${index}`)).toBe(`${name} ${index}`);
    };
    await Promise.all(Array.from({ length: 250 }, (_, index) => oneCustomer(index)));
  });
  await Promise.all(calls);

  for (const name of names) {
    const made = sandboxes[name].books.list('CUSTOMER').filter(({ CUSTOMERID = '' }) => CUSTOMERID.startsWith('N-'));
    expect(made).toHaveLength(250);
    expect(made.every(({ CUSTOMERID, NAME }) => NAME === `${name} ${CUSTOMERID?.slice(2)}`)).toBe(true);
    expect(gateways[name].strays).toEqual([]);
    expect(gateways[name].own).toBeGreaterThan(100);
    const outcomes = sandboxes[name].requests.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(expect.arrayContaining(['session-expired', 'lost-reply', 'success']));
  }
});
