import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type DispatcherSettings, defaultDispatching } from '../../../connectors/intacct/gateway/dispatcher.js';
import type { GatewayFunction } from '../../../connectors/intacct/gateway/envelope.js';
import { defaultLimits, type Lane } from '../../../connectors/intacct/gateway/limit-store.js';
import { type IntacctSandbox, startSandbox } from '../../../sandbox/intacct/index.js';
import { type Connection, connectTo } from '../../support/actions.js';

let sandbox: IntacctSandbox;
let connection: Connection;
beforeEach(async () => {
  sandbox = await startSandbox({ company: 'empty' });
});
afterEach(async () => {
  await connection[Symbol.asyncDispose]();
  await sandbox.close();
});

interface Given {
  readonly slots?: number;
  readonly dispatching?: Partial<DispatcherSettings>;
}

/** Connects with one slot, so that whatever comes while a request is under way has to wait. */
async function connect({ slots = 1, dispatching = {} }: Given = {}): Promise<void> {
  connection = await connectTo(sandbox, {
    limits: { ...defaultLimits, concurrentRequests: slots },
    dispatching: { ...defaultDispatching, ...dispatching },
  });
}

/** Holds the first request that executes `functionName` until released. */
function hold(functionName: string): { held: Promise<void>; release: () => void } {
  let release = () => {};
  const open = new Promise<void>((resolve) => {
    release = resolve;
  });
  const held = new Promise<void>((reached) => {
    const off = sandbox.intercept(async (call) => {
      if (call.function !== functionName || call.stage !== 'before') return undefined;
      off();
      reached();
      await open;
      return undefined;
    });
  });
  return { held, release };
}

let calls = 0;
function execute(call: GatewayFunction, context: { lane?: Lane; signal?: AbortSignal; leaveBy?: number } = {}) {
  calls += 1;
  return connection.company
    .client({ requestKey: `call-${calls}`, action: 'test', repeated: false, ...context })
    .execute(call);
}

const reading = (id: string): GatewayFunction => ({
  name: 'readByName',
  body: { object: 'CUSTOMER', keys: id, fields: '*' },
});
const creating = (id: string): GatewayFunction => ({
  name: 'create',
  body: { CUSTOMER: { CUSTOMERID: id, NAME: id, DISPLAYCONTACT: { PRINTAS: id } } },
});
const misordered: GatewayFunction = { name: 'create_invoice', body: { termname: 'N30', customerid: 'C-1' } };

/** Names of the functions of each request, sign-ins left out. */
const requests = () =>
  sandbox.requests
    .map(({ functions }) => functions.map(({ name }) => name))
    .filter(([first]) => first !== 'getAPISession');

/** Keeps the only slot busy while `arrive` queues its calls, then lets go. */
async function whileBusy<Result>(arrive: () => Promise<Result>[]): Promise<PromiseSettledResult<Result>[]> {
  const { held, release } = hold('readByName');
  const first = execute(reading('first'));
  await held;
  const arrived = Promise.allSettled(arrive());
  release();
  await first;
  return arrived;
}

describe('a function', () => {
  test('leaves at once and alone while nothing else is under way', async () => {
    await connect();
    await execute(reading('C-1'));
    await execute(reading('C-2'));

    expect(requests()).toEqual([['readByName'], ['readByName']]);
  });

  test('shares the next request with all that wait, and everybody gets the own result', async () => {
    await connect();
    const outcomes = await whileBusy(() => ['C-1', 'C-2', 'C-3'].map((id) => execute(creating(id))));

    expect(requests()).toEqual([['readByName'], ['create', 'create', 'create']]);
    const ids = outcomes.map((outcome) => outcome.status === 'fulfilled' && outcome.value.data.records[0]?.CUSTOMERID);
    expect(ids).toEqual(['C-1', 'C-2', 'C-3']);
  });

  test('that is refused fails alone', async () => {
    await connect();
    const outcomes = await whileBusy(() => ['C-1', 'C-1', 'C-2'].map((id) => execute(creating(id))));

    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'record_exists' } },
      { status: 'fulfilled' },
    ]);
  });

  test('that breaks the schema is found by halving, and only it fails', async () => {
    await connect();
    const ids = Array.from({ length: 8 }, (_, index) => `C-${index}`);
    const outcomes = await whileBusy(() => [...ids.map((id) => execute(creating(id))), execute(misordered)]);

    expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'request_malformed', retry: 'no' } });
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
    expect(sandbox.books.count('CUSTOMER')).toBe(8);
  });

  test('goes in requests of at most the allowed number and size', async () => {
    await connect({ dispatching: { functionsPerRequest: 4 } });
    await whileBusy(() => Array.from({ length: 10 }, (_, index) => execute(creating(`C-${index}`))));

    expect(requests().map((names) => names.length)).toEqual([1, 4, 4, 2]);
  });

  test('of large size goes alone when the request would be too large', async () => {
    await connect({ dispatching: { bytesPerRequest: 1_000 } });
    const large = { ...creating('C-1') };
    const padded: GatewayFunction = {
      ...large,
      body: { CUSTOMER: { ...(large.body.CUSTOMER as object), COMMENTS: 'x'.repeat(400) } },
    };
    await whileBusy(() => [execute(padded), execute(creating('C-2')), execute(creating('C-3'))]);

    expect(requests().every((names) => names.length <= 2)).toBe(true);
    expect(sandbox.books.count('CUSTOMER')).toBe(3);
  });
});

describe('the number of functions in a request', () => {
  test('follows the time that they were measured to take', async () => {
    sandbox.serviceTime = { documentMs: 40 };
    await connect({ dispatching: { targetDurationMs: 400 } });
    await execute(creating('C-measured'));

    await whileBusy(() => Array.from({ length: 30 }, (_, index) => execute(creating(`C-${index}`))));

    const [, , ...batches] = requests().map((names) => names.length);
    expect(Math.max(...batches)).toBeLessThanOrEqual(12);
    expect(batches.length).toBeGreaterThanOrEqual(3);
  });
});

describe('the lanes', () => {
  test('let interactive calls go before bulk work that came earlier', async () => {
    await connect({ dispatching: { functionsPerRequest: 2 } });
    await whileBusy(() => [
      ...['B-1', 'B-2'].map((id) => execute(creating(id), { lane: 'bulk' })),
      ...['I-1', 'I-2'].map((id) => execute(creating(id), { lane: 'interactive' })),
    ]);

    const order = sandbox.commits
      .filter(({ object }) => object === 'CUSTOMER')
      .map(({ recordno }) => sandbox.books.get('CUSTOMER', recordno)?.CUSTOMERID);
    expect(order).toEqual(['I-1', 'I-2', 'B-1', 'B-2']);
  });

  test('never starve bulk work', async () => {
    await connect({ dispatching: { functionsPerRequest: 1 } });
    await whileBusy(() => [
      execute(creating('B-1'), { lane: 'bulk' }),
      ...Array.from({ length: 12 }, (_, index) => execute(creating(`I-${index}`), { lane: 'interactive' })),
    ]);

    const order = sandbox.commits
      .map(({ recordno, object }) => object === 'CUSTOMER' && sandbox.books.get('CUSTOMER', recordno)?.CUSTOMERID)
      .filter(Boolean);
    expect(order.indexOf('B-1')).toBeLessThanOrEqual(5);
  });
});

describe('a waiting call', () => {
  test('is taken back when it is cancelled, and never sent', async () => {
    await connect();
    const cancel = new AbortController();
    const outcomes = await whileBusy(() => {
      const cancelled = execute(creating('C-cancelled'), { signal: cancel.signal });
      const kept = execute(creating('C-kept'));
      cancel.abort(new Error('cancelled by the workflow'));
      return [cancelled, kept];
    });

    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { message: 'cancelled by the workflow' } },
      { status: 'fulfilled' },
    ]);
    expect(sandbox.books.list('CUSTOMER').map(({ CUSTOMERID }) => CUSTOMERID)).toEqual(['C-kept']);
  });

  test('whose time is up comes again later, unsent', async () => {
    await connect();
    const { held, release } = hold('readByName');
    const first = execute(reading('first'));
    await held;

    const late = execute(creating('C-late'), { leaveBy: Date.now() + 20 });

    await expect(late).rejects.toMatchObject({
      kind: 'throttled',
      code: 'limit_wait',
      retry: { afterMs: expect.any(Number) },
    });
    release();
    await first;
    expect(sandbox.books.count('CUSTOMER')).toBe(0);
  });
});

describe('closing a connection', () => {
  test('finishes what waits and what is under way', async () => {
    await connect();
    const { held, release } = hold('readByName');
    const first = execute(reading('first'));
    await held;
    const waiting = execute(creating('C-1'));
    const closed = connection.company.close();
    release();
    await closed;

    await expect(first).resolves.toMatchObject({ status: 'success' });
    await expect(waiting).resolves.toMatchObject({ status: 'success' });
    expect(sandbox.books.count('CUSTOMER')).toBe(1);
  });
});

describe('a gateway that asks to slow down', () => {
  test.each(['rate-limited', 'jpp0001'] as const)(
    '(%s) is obeyed, and no call fails for it',
    async (kind) => {
      await connect();
      sandbox.faults.add({ match: { function: 'create' }, kind, times: 2 });

      await expect(execute(creating('C-1'))).resolves.toMatchObject({ status: 'success' });

      const { pace } = await connection.company.usage();
      expect(pace).toBeLessThan(1);
      expect(sandbox.books.count('CUSTOMER')).toBe(1);
    },
    30_000,
  );

  test('by refusing a lone function does not make later requests smaller', async () => {
    await connect();
    sandbox.faults.add({ match: { function: 'create' }, kind: 'jpp0001', times: 1 });
    await execute(creating('C-alone'));

    await whileBusy(() => Array.from({ length: 5 }, (_, index) => execute(creating(`C-${index}`))));

    expect(requests().at(-1)).toHaveLength(5);
  }, 30_000);

  test('by refusing requests of many functions gets smaller ones', async () => {
    sandbox.settings.functionsPerRequest = 3;
    await connect();

    const outcomes = await whileBusy(() => Array.from({ length: 8 }, (_, index) => execute(creating(`C-${index}`))));

    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(sandbox.books.count('CUSTOMER')).toBe(8);
  }, 30_000);
});

describe('the limits', () => {
  test('on requests at the same time are kept', async () => {
    sandbox.serviceTime = { requestMs: 30 };
    await connect({ slots: 2, dispatching: { functionsPerRequest: 1 } });
    let under = 0;
    let most = 0;
    sandbox.intercept(async ({ stage }) => {
      under += stage === 'before' ? 1 : -1;
      most = Math.max(most, under);
      return undefined;
    });

    await Promise.all(Array.from({ length: 12 }, (_, index) => execute(creating(`C-${index}`))));

    expect(most).toBeLessThanOrEqual(2);
  });

  test('are told as usage, with what was sent', async () => {
    await connect();
    await whileBusy(() => ['C-1', 'C-2', 'C-3'].map((id) => execute(creating(id))));

    await expect(connection.company.usage()).resolves.toMatchObject({
      waiting: 0,
      requests: 2,
      functions: 4,
      functionsPerRequest: 2,
      // The sign-in counts as well.
      minute: 3,
      day: 3,
      slotsInUse: 0,
      pace: 1,
    });
  });
});
