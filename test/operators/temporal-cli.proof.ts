import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findTemporal } from '../../scripts/temporal/find-binary.js';
import { until } from '../../temporal/until.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { attentionOf } from '../support/runs.js';

const docs = join(__dirname, '../../docs');
const run = promisify(execFile);

let demo: TestDemo;
let cli: string;
let guide: string;
beforeAll(async () => {
  [demo, { path: cli }, guide] = await Promise.all([
    startTestDemo(),
    findTemporal(),
    readFile(join(docs, 'operators.md'), 'utf8'),
  ]);
});
afterAll(() => demo.stop());

/** The commands of the guide's shell blocks, in their order. */
function commandsOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block ?? '');
  return blocks.flatMap((block) => block.trim().split('\n'));
}

/** Runs a command as a person would, on a shell. */
async function typed(command: string): Promise<string> {
  const env = {
    ...process.env,
    PATH: `${dirname(cli)}${delimiter}${process.env.PATH}`,
    TEMPORAL_ADDRESS: demo.temporal.address,
    TEMPORAL_NAMESPACE: demo.temporal.namespace,
  };
  const { stdout } = await run('sh', ['-c', command], { env });
  return stdout;
}

test('an operator finds and mends a parked invoice with the commands of the guide, and the Temporal CLI only', async () => {
  const [list = '', describe = '', query = '', update = '', result = '', ...more] = commandsOf(guide);
  demo.intacct.settings.closedThrough = '2026-10-31';
  const parked = await demo.client.workflow.start('createInvoice', {
    taskQueue: demo.taskQueue,
    workflowId: 'invoice/INV-2042',
    args: [
      {
        customer: { id: 'C-77', name: 'Larkspur Bakery' },
        invoice: {
          invoiceNumber: 'INV-2042',
          invoiceDate: '2026-10-20',
          paymentTerm: 'N30',
          lines: [{ accountNumber: '4000', amount: '1250.00' }],
        },
      },
    ],
  });
  await attentionOf(parked);
  await until(async () => (await typed(list)).includes('invoice/INV-2042'), {
    what: 'the list to know the run',
    timeoutMs: 20_000,
  });

  expect(await typed(list)).toMatch(/Running\s+invoice\/INV-2042\s+createInvoice/);
  expect(await typed(describe)).toMatch(/NeedsAttention.*true/s);
  const status = await typed(query);
  expect(status).toContain('period_closed');
  expect(status).toContain('ask the controller to open it again');
  demo.intacct.settings.closedThrough = '';
  expect(await typed(update)).toContain('Post the invoice');
  expect(await typed(result)).toMatch(/COMPLETED[\s\S]*"state": ?"Posted"/);
  expect(more).toEqual([]);
  expect(demo.intacct.books.list('ARINVOICE').filter(({ RECORDID }) => RECORDID === 'INV-2042')).toHaveLength(1);
});

test('the guide shows pictures that are there, and links that lead somewhere', () => {
  const links = [...guide.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link ?? '');

  expect(links.filter((link) => !existsSync(join(docs, link)))).toEqual([]);
  expect(links.filter((link) => link.startsWith('pictures/')).length).toBeGreaterThanOrEqual(6);
});
