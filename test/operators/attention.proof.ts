import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { attentionCommand } from '../../scripts/attention/command.js';
import { queryFor } from '../../scripts/attention/parked.js';
import { uiUrlOf } from '../../scripts/attention/server.js';
import { until } from '../../temporal/until.js';
import { searchAttributeKeys } from '../../workflows/search-attribute-keys.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { attentionOf } from '../support/runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
  demo.intacct.settings.exchangeRates = {};
});
afterAll(() => demo.stop());

/** Finds these runs only; other tests share the server. */
const only = (...runs: readonly WorkflowHandle[]) =>
  `WorkflowId IN (${runs.map(({ workflowId }) => `'${workflowId}'`).join(', ')})`;

/** What the command prints; rejects when it ends with exit code 1. */
async function attention(words: readonly string[], agrees?: boolean): Promise<string> {
  const printed: string[] = [];
  const asked: string[] = [];
  const command = attentionCommand({
    connect: async () => ({ client: demo.client, uiUrl: 'http://ui.example', close: async () => {} }),
    print: (text) => printed.push(text),
    confirm: async (question) => {
      asked.push(question);
      return agrees;
    },
  });
  await command.parseAsync([...words], { from: 'user' }).catch((error: Error) => {
    throw new Error([...printed, ...asked, error.message].join('\n'));
  });
  return [...printed, ...asked].join('\n');
}

/** An invoice in a currency: for JPY, which the company lacks, and for EUR, which has no rate, the run waits. */
async function invoice(currency: string): Promise<WorkflowHandle & { readonly number: string }> {
  const id = randomUUID().slice(0, 8);
  const handle = await demo.client.workflow.start('createInvoice', {
    taskQueue: demo.taskQueue,
    workflowId: `invoice/${id}`,
    args: [
      {
        customer: { id: `C-${id}`, name: `Customer ${id}` },
        invoice: {
          invoiceNumber: `INV-${id}`,
          invoiceDate: '2026-11-20',
          paymentTerm: 'N30',
          currency,
          lines: [{ accountNumber: '4000', amount: '1250.00' }],
        },
      },
    ],
  });
  return Object.assign(handle, { number: `INV-${id}` });
}

async function parked(currency: string): Promise<WorkflowHandle & { readonly number: string }> {
  const run = await invoice(currency);
  await attentionOf(run);
  await until(async () => (await attention(['--query', only(run)])).includes(run.workflowId), {
    what: 'the list to know it',
    timeoutMs: 20_000,
  });
  return run;
}

describe('the list of what waits', () => {
  test('says of each run what it waits for, for how long, and where to look, by cause', async () => {
    const run = await parked('JPY');

    const text = await attention(['--query', only(run)]);

    expect(text).toMatch(/^1 step waits for a person\.\n\ncurrency_refused · 1\n {2}\S.*enable/);
    expect(text).toMatch(new RegExp(`\\d+ s {2}${run.workflowId} {2}createInvoice {2}Draft the invoice {2}.*JPY`));
    expect(text).toContain(`http://ui.example/namespaces/default/workflows/invoice%2F${run.workflowId.slice(8)}/`);
    await run.terminate();
  });

  test('is narrowed down by code, company and query, and is JSON for scripts', async () => {
    const run = await parked('JPY');
    const found = await attention([
      '--code',
      'currency_refused',
      '--connection',
      'default',
      '--query',
      only(run),
      '--json',
    ]);
    const nothing = [
      await attention(['--code', 'period_closed', '--query', only(run)]),
      await attention(['--connection', "O'Hara", '--query', only(run)]),
      await attention(['--query', `IntacctRecord = 'INV-0'`]),
    ];

    expect(JSON.parse(found)).toMatchObject({
      workflowId: run.workflowId,
      type: 'createInvoice',
      connection: 'default',
      record: run.number,
      code: 'currency_refused',
      step: 'Draft the invoice',
      field: 'currency',
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect(nothing).toEqual(Array(3).fill('Nothing waits for a person.'));
    await run.terminate();
  });

  test('counts any number over many pages, with no worker to ask, and shows as many as wanted', async () => {
    const queue = `unserved-${randomUUID()}`;
    const count = 450;
    const start = (code: string, number: number) =>
      demo.client.workflow.start('createInvoice', {
        taskQueue: queue,
        workflowId: `${queue}/${number}`,
        args: [{}],
        memo: {
          attention: [{ step: 'Post the invoice', code, message: 'No.', advice: 'Mend it.', since: '2026-01-01' }],
        },
        typedSearchAttributes: new TypedSearchAttributes([{ key: searchAttributeKeys.NeedsAttention, value: true }]),
      });
    for (let number = 0; number < count; number += 50) {
      await Promise.all(
        Array.from({ length: 50 }, (_, more) => start(number % 3 ? 'period_closed' : 'number_taken', number + more)),
      );
    }
    const list = () => attention(['--query', `TaskQueue = '${queue}'`, '--limit', '2']);
    await until(async () => (await list()).startsWith(`${count} steps`), { what: 'all listed', timeoutMs: 20_000 });

    const text = await list();

    expect(text).toMatch(/period_closed · 300\n(.*\n){5} {2}… and 298 more: --limit 300, or --json\n/);
    expect(text).toMatch(/number_taken · 150\n/);
    const json = await attention(['--query', `TaskQueue = '${queue}'`, '--code', 'number_taken', '--json']);
    expect(json.split('\n')).toHaveLength(150);
  });

  test('tells what is wrong with a query', async () => {
    await expect(attention(['--query', 'NoSuch = 1'])).rejects.toThrow(/does not accept the query.*NoSuch.*Mend/s);
  });
});

describe('showing a run', () => {
  test('prints all that is known, with a command for each decision', async () => {
    const run = await parked('JPY');

    const text = await attention(['show', run.workflowId]);

    expect(text).toContain(`IntacctRecord = ${run.number}`);
    expect(text).toMatch(/WAITS \d+ s: Draft the invoice \(currency_refused\)/);
    expect(text).toMatch(/what to do {3}\S.*enable/);
    expect(text).toContain('field        currency = JPY');
    expect(text).toContain('docs/errors.md#currency_refused');
    expect(text).toMatch(/done {2}Customer C-\S+ "Customer \S+" created/);
    for (const more of ['retry [--input file.json]', 'use --record <record number>', 'giveUp']) {
      expect(text).toContain(`attention resolve ${run.workflowId} --decision ${more}`);
    }
    await run.terminate();
  });

  test('says that there is no such run', async () => {
    await expect(attention(['show', 'no-such'])).rejects.toThrow('There is no run with the ID no-such.');
  });
});

describe('resolving', () => {
  test('retries one run with another input from a file, and keeps who decided and why', async () => {
    const run = await parked('JPY');
    const file = join(tmpdir(), `${randomUUID()}.json`);
    const input = {
      invoiceNumber: run.number,
      customerId: `C-${run.number.slice(4)}`,
      invoiceDate: '2026-11-20',
      paymentTerm: 'N30',
      lines: [{ accountNumber: '4000', amount: '99.00' }],
    };
    await writeFile(file, JSON.stringify(input));

    const decision = ['--decision', 'retry', '--input', file, '--by', 'Ada', '--note', 'in dollars'];
    const text = await attention(['resolve', run.workflowId, ...decision]);

    expect(text).toBe(`accepted  ${run.workflowId}, "Draft the invoice"`);
    await expect(run.result()).resolves.toMatchObject({ state: 'Posted', total: '99.00', currency: 'USD' });
    expect((await run.query<{ done: string[] }>('status')).done).toContain(
      '"Draft the invoice" was decided: retry (Ada: in dollars)',
    );
  });

  test('tells why a run refuses a decision, and fails', async () => {
    const run = await parked('JPY');

    const resolved = attention(['resolve', run.workflowId, '--decision', 'skip']);

    await expect(resolved).rejects.toThrow(/^refused .*cannot be decided so\. Possible: retry, use, giveUp/);
    await run.terminate();
  });

  test('asks how many are meant, and then resolves all of one cause after a fix', async () => {
    const runs = await Promise.all([parked('EUR'), parked('EUR'), parked('EUR')]);
    const all = ['resolve', '--code', 'exchange_rate_missing', '--query', only(...runs), '--decision', 'retry'];

    const declined = await attention(all, false);
    await expect(attention(all)).rejects.toThrow(/Nobody can be asked here; nothing was decided/);
    demo.intacct.settings.exchangeRates = { EUR: '1.08' };
    const agreed = await attention([...all, '--yes']);

    expect(declined).toBe('3 steps wait for exchange_rate_missing.\nDecide "retry" for all of them? [y/N] ');
    expect(agreed.split('\n').slice(1).sort()).toEqual(
      runs.map(({ workflowId }) => `accepted  ${workflowId}, "Draft the invoice"`).sort(),
    );
    for (const run of runs) await expect(run.result()).resolves.toMatchObject({ state: 'Posted', currency: 'EUR' });
  });

  test('reports each outcome and fails when one of many was refused', async () => {
    const runs = await Promise.all([parked('JPY'), parked('JPY')]);

    const resolved = attention(['resolve', '--query', only(...runs), '--decision', 'skip', '--yes']);

    await expect(resolved).rejects.toThrow(/(refused .*\n){2}2 of 2 were refused and wait on\.$/);
    await Promise.all(runs.map((run) => run.terminate()));
  });

  test.each([
    ['without saying which', ['--decision', 'retry'], /Name a run, or say which/],
    ['with one input for many', ['--code', 'x', '--decision', 'retry', '--input', 'a.json'], /is for one run/],
  ])('is refused %s', async (_, words, reason) => {
    await expect(attention(['resolve', ...words])).rejects.toThrow(reason);
  });
});

describe('on the command line', () => {
  const run = promisify(execFile);
  const env = () => ({ ...process.env, TEMPORAL_ADDRESS: demo.temporal.address });

  test('connects as the environment says, and its exit code tells a refusal', async () => {
    const script = ['--import', 'tsx', 'scripts/attention.ts'];

    const listed = await run(process.execPath, [...script, '--query', `IntacctRecord = 'INV-0'`], { env: env() });
    const resolved = run(process.execPath, [...script, 'resolve', 'no-such', '--decision', 'retry'], { env: env() });

    expect(listed.stdout.trim()).toBe('Nothing waits for a person.');
    await expect(resolved).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('There is no such run') });
  });
});

test.each([
  ['localhost:7233', undefined, 'http://localhost:8233'],
  ['eu.a1b2c.tmprl.cloud:7233', undefined, 'https://cloud.temporal.io'],
  ['temporal.example:7233', undefined, undefined],
  ['temporal.example:7233', 'https://ui.example/', 'https://ui.example'],
])('of the server %s with the UI %s, links lead to %s', (address, named, url) => {
  expect(uiUrlOf(address, named)).toBe(url);
});

test('quotes what goes into a query', () => {
  expect(queryFor({ connection: "O'Hara", query: 'A = 1 OR B = 2' })).toBe(
    "NeedsAttention = true AND ExecutionStatus = 'Running' AND IntacctConnection = 'O\\'Hara' AND (A = 1 OR B = 2)",
  );
});
