import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunActionInput, RunActionsInput } from '../../activities/contracts/run-actions.js';
import { createAttachment } from '../../connectors/intacct/objects/attachment.js';
import { until } from '../../temporal/until.js';
import type { runAction } from '../../workflows/run-action.js';
import type { BulkResult, runActions } from '../../workflows/run-actions.js';
import { callIntacct } from '../support/actions.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { attentionOf, resolve } from '../support/runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterEach(() => {
  demo.intacct.serviceTime = 'instant';
});
afterAll(() => demo.stop());

const options = <Input>(input: Input) => ({
  taskQueue: demo.taskQueue,
  workflowId: `actions-${randomUUID()}`,
  args: [input] as [Input],
});
const one = (input: RunActionInput) => demo.client.workflow.start<typeof runAction>('runAction', options(input));
const many = (input: RunActionsInput) => demo.client.workflow.start<typeof runActions>('runActions', options(input));

/** Inputs that create customers, with IDs that no other test uses. */
function customers(count: number): { readonly id: string; readonly name: string }[] {
  const batch = randomUUID().slice(0, 8);
  return Array.from({ length: count }, (_, index) => ({ id: `${batch}-${index}`, name: `Customer ${batch} ${index}` }));
}

const idsOf = (batch: readonly { readonly id: string }[]) => {
  const wanted = new Set(batch.map(({ id }) => id));
  return demo.intacct.books
    .list('CUSTOMER')
    .flatMap(({ CUSTOMERID = '' }) => (wanted.has(CUSTOMERID) ? [CUSTOMERID] : []));
};

/** Stores a file of so many characters of base64. */
const attach = (id: string, characters: number) =>
  callIntacct(demo.intacct, 'createAttachment', createAttachment, {
    id,
    name: id,
    folder: 'Contracts',
    files: [{ name: 'one.txt', content: 'A'.repeat(characters) }],
  });

async function itemsOf(run: { result(): Promise<unknown> }): Promise<readonly BulkResult[]> {
  return ((await run.result()) as { items: readonly BulkResult[] }).items;
}

describe('runAction', () => {
  test('runs any action by its name', async () => {
    const run = await one({ action: 'intacct.getCustomer', input: { id: 'C100' } });

    await expect(run.result()).resolves.toMatchObject({ id: 'C100', status: 'active' });
  });

  test.each<[string, RunActionInput, RegExp]>([
    [
      'an unknown action, with the one that may be meant',
      { action: 'intacct.getCustomers' },
      /no action \(is intacct\.getCustomer meant\?\)/,
    ],
    [
      'a system that there is not',
      { action: 'netsuite.getCustomer' },
      /"netsuite\.getCustomer" is no action \(is intacct/,
    ],
    ['a wrong input', { action: 'intacct.getCustomer', input: { number: 1 } }, /intacct\.getCustomer: .*id: /],
  ])('refuses %s, before Intacct is called', async (_, input, message) => {
    const requests = demo.intacct.requests.length;

    const run = await one(input);

    await expect(run.result()).rejects.toMatchObject({
      cause: { type: 'input_refused', message: expect.stringMatching(message) },
    });
    expect(demo.intacct.requests.length).toBe(requests);
  });

  test('waits when the action is refused, and goes on with an input that its schema accepts', async () => {
    const run = await one({ action: 'intacct.getCustomer', input: { id: 'C-NOBODY' } });

    expect(await attentionOf(run)).toMatchObject({ step: 'intacct.getCustomer', code: 'record_not_found' });
    await expect(resolve(run, { decision: 'retry', input: { ident: 'C100' } })).rejects.toMatchObject({
      cause: { type: 'input_refused' },
    });
    await resolve(run, { decision: 'retry', input: { id: 'C100' } });

    await expect(run.result()).resolves.toMatchObject({ id: 'C100' });
  });

  test('says what to do when a result is too large for a history', async () => {
    for (const id of ['BIG-1', 'BIG-2']) await attach(id, 1_300_000);
    const run = await one({
      action: 'intacct.rawFunction',
      input: { name: 'get_list', effect: 'read', attributes: { object: 'supdoc' } },
    });

    expect(await attentionOf(run)).toMatchObject({
      code: 'result_too_large',
      advice: expect.stringMatching(/Ask for less/),
    });
    await run.cancel();
  });

  test('run twice under one scope writes once', async () => {
    const [customer] = customers(1);
    const scope = `test/${customer?.id}`;
    const create = () => one({ scope, action: 'intacct.createCustomer', input: customer });

    const [first, second] = [await (await create()).result(), await (await create()).result()];

    expect(first).toMatchObject({ id: customer?.id, adopted: false });
    expect(second).toEqual({ ...(first as object), adopted: true });
  });
});

describe('runActions with steps', () => {
  test('hands results on, as values and inside of texts', async () => {
    const [customer] = customers(1);
    const run = await many({
      steps: [
        { as: 'customer', action: 'intacct.createCustomer', input: customer },
        { as: 'read', action: 'intacct.getCustomer', input: { id: '{{customer.id}}' } },
        {
          as: 'changed',
          action: 'intacct.updateCustomer',
          input: { id: '{{ read.id }}', comments: 'Was {{read.name}}, record {{customer.key}}' },
        },
        { as: 'again', action: 'intacct.getCustomer', input: { id: '{{read.id}}' } },
      ],
    });

    const { results } = (await run.result()) as { results: Record<string, { key: string }> };
    const was = `Was ${customer?.name}, record ${results.customer?.key}`;
    expect(results.again).toMatchObject({ id: customer?.id, comments: was });
  });

  const [unwritten] = customers(1);
  const first = { as: 'customer', action: 'intacct.createCustomer', input: unwritten };
  test.each<[string, unknown, RegExp]>([
    [
      'a reference to no step',
      { id: '{{custmer.id}}' },
      /Step "read" refers to \{\{custmer\}\}.*those before it are customer/,
    ],
    ['a reference to itself', { id: '{{read.id}}' }, /refers to \{\{read\}\}/],
    ['an input that is wrong', { id: 7 }, /intacct\.getCustomer: id: /],
  ])('refuses %s in the last step before the first one writes', async (_, input, message) => {
    const run = await many({ steps: [first, { as: 'read', action: 'intacct.getCustomer', input }] });

    await expect(run.result()).rejects.toMatchObject({
      cause: { type: 'input_refused', message: expect.stringMatching(message) },
    });
    expect(idsOf([unwritten as { id: string }])).toEqual([]);
  });

  test('waits at a result that lacks what is referred to, keeping what was done', async () => {
    const [customer] = customers(1);
    const run = await many({
      steps: [
        { as: 'customer', action: 'intacct.createCustomer', input: customer },
        { as: 'read', action: 'intacct.getCustomer', input: { id: '{{customer.nickname}}' } },
      ],
    });

    expect(await attentionOf(run)).toMatchObject({
      step: 'read: intacct.getCustomer',
      code: 'input_refused',
      message: '{{customer.nickname}} names no result of an earlier step.',
    });
    await expect(run.query('results')).resolves.toMatchObject({ results: { customer: { id: customer?.id } } });
    await resolve(run, { decision: 'retry', input: { id: customer?.id } });

    await expect(run.result()).resolves.toMatchObject({ results: { read: { name: customer?.name } } });
  });
});

describe('runActions in bulk', () => {
  test('does 200 inputs, each once, with results in their order; refused ones do not stop the others', async () => {
    const batch = customers(200);
    const taken = { id: 'C100', name: 'Another with a taken ID' };
    const inputs: unknown[] = batch.map((customer, index) => (index % 50 === 7 ? taken : customer));
    inputs[3] = { id: 'no name' };

    const run = await many({ bulk: { action: 'intacct.createCustomer', inputs, window: 40 } });
    const items = await itemsOf(run);

    const refused = items.flatMap((item, index) => (item.ok ? [] : [[index, item.code, item.advice !== '']]));
    expect(refused).toEqual([
      [3, 'invalid_input', true],
      ...[7, 57, 107, 157].map((index) => [index, 'record_exists', true]),
    ]);
    const done = batch.filter((_, index) => items[index]?.ok).map(({ id }) => id);
    expect(items.flatMap((item) => (item.ok ? [(item.result as { id: string }).id] : []))).toEqual(done);
    expect(idsOf(batch).sort()).toEqual([...done].sort());
  });

  test('cancelled in the middle has each input done or not at all, and tells which', async () => {
    const batch = customers(60);
    demo.intacct.serviceTime = 'typical';
    const run = await many({ bulk: { action: 'intacct.createCustomer', inputs: batch, window: 6 } });
    await until(() => Promise.resolve(idsOf(batch).length >= 8), { what: 'some customers', timeoutMs: 30_000 });

    await run.cancel();

    await expect(run.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
    const { items } = await run.query<{ items: (BulkResult | null)[] }>('results');
    const told = batch.flatMap(({ id }, index) => (items[index]?.ok ? [id] : []));
    expect(told.length).toBeLessThan(60);
    expect(idsOf(batch).sort()).toEqual([...told].sort());
  });

  test('cuts results to what identifies their records where there is no room for all', async () => {
    const id = 'FILE-1';
    await attach(id, 600_000);
    const inputs = [1, 2, 3].map(() => ({ id, contents: true }));

    const items = await itemsOf(await many({ bulk: { action: 'intacct.getAttachment', inputs, window: 1 } }));

    expect(items.map((item) => item.ok && (item.result as { cut?: true }).cut)).toEqual([undefined, undefined, true]);
    expect(items[2]).toMatchObject({ ok: true, result: { id, cut: true } });
  });
});
