import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CreateJournalEntryInput } from '../../activities/contracts/create-journal-entry.js';
import type { createJournalEntry } from '../../workflows/create-journal-entry.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';
import { attentionOf, resolve } from '../support/runs.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());

const start = (input: CreateJournalEntryInput) =>
  demo.client.workflow.start<typeof createJournalEntry>('createJournalEntry', {
    taskQueue: demo.taskQueue,
    workflowId: `journal-${randomUUID()}`,
    args: [input],
  });

function entry(debit = '75.00', credit = '75.00'): CreateJournalEntryInput['entry'] {
  const at = { locationId: 'E100', departmentId: 'D30' };
  return {
    journal: 'GJ',
    postingDate: '2026-03-31',
    description: `Accrual ${randomUUID()}`,
    lines: [
      { type: 'debit', accountNumber: '6300', amount: debit, ...at },
      { type: 'credit', accountNumber: '2000', amount: credit, ...at },
    ],
  };
}

const held = ({ description }: CreateJournalEntryInput['entry']) =>
  demo.intacct.books.list('GLBATCH').filter(({ BATCH_TITLE }) => BATCH_TITLE === description);

describe('createJournalEntry', () => {
  test('posts an entry that balances and gives it back as Intacct holds it', async () => {
    const wanted = entry();

    const run = await start({ entry: wanted });

    await expect(run.result()).resolves.toMatchObject({
      state: 'Posted',
      description: wanted.description,
      lines: [
        { type: 'debit', accountNumber: '6300', amount: '75.00' },
        { type: 'credit', accountNumber: '2000', amount: '75.00' },
      ],
    });
    expect(Number(demo.intacct.books.trialBalance())).toBe(0);
  });

  test('refuses debits and credits that differ, before Intacct is called', async () => {
    const requests = demo.intacct.requests.length;

    const run = await start({ entry: entry('75.00', '74.99') });

    await expect(run.result()).rejects.toMatchObject({
      cause: {
        type: 'input_refused',
        message: 'createJournalEntry: entry.lines: Debits of 75.00 and credits of 74.99 differ.',
      },
    });
    expect(demo.intacct.requests.length).toBe(requests);
  });

  test.each([
    ['approve', 1],
    ['reject', 0],
  ] as const)('writes nothing before somebody decides; after "%s" Intacct holds %i', async (decision, count) => {
    const wanted = entry();
    const run = await start({ entry: wanted, approval: { above: '74.99' } });

    expect((await attentionOf(run)).message).toContain('over 75.00 needs an approval');
    expect(held(wanted)).toEqual([]);
    await resolve(run, { decision });

    await run.result().catch(() => undefined);
    expect(held(wanted)).toHaveLength(count);
  });

  test('waits for another date when the period is closed', async () => {
    demo.intacct.settings.closedThrough = '2026-01-31';
    const wanted = { ...entry(), postingDate: '2026-01-31' };
    const run = await start({ entry: wanted });

    expect(await attentionOf(run)).toMatchObject({ code: 'period_closed', step: 'Write the journal entry' });
    await resolve(run, { decision: 'retry', input: { ...wanted, postingDate: '2026-02-01' } });

    await expect(run.result()).resolves.toMatchObject({ postingDate: '2026-02-01', state: 'Posted' });
    demo.intacct.settings.closedThrough = '';
  });

  test('removes a draft that cannot be verified and is given up', async () => {
    const wanted = entry();
    demo.intacct.settings.deniedOperations = ['READ GLBATCH'];
    const run = await start({ entry: wanted, post: false });

    expect((await attentionOf(run)).step).toBe('Verify the journal entry');
    expect(held(wanted)).toHaveLength(1);
    demo.intacct.settings.deniedOperations = [];
    await resolve(run, { decision: 'giveUp' });

    await expect(run.result()).rejects.toMatchObject({ cause: { type: 'given_up' } });
    expect(held(wanted)).toEqual([]);
  });
});
