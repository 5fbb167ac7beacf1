import { randomUUID } from 'node:crypto';
import type { createInvoice } from '../../workflows/create-invoice.js';
import type { Figure } from '../figures.js';
import type { Group, Size } from '../group.js';
import { timed } from '../statistics.js';
import type { empty } from './empty.js';
import { type Setting, startSetting } from './setting.js';

const plans: Readonly<Record<Size, { readonly runs: number; readonly atOnce: number }>> = {
  full: { runs: 5, atOnce: 200 },
  tiny: { runs: 1, atOnce: 5 },
};

export const workflows: Group = {
  about: 'What our workflows cost beside workflows that do nothing.',
  method: [
    '`createInvoice` (find or create the customer, draft, post, read back) beside a workflow with the same number of empty activities, on one development server and one worker, 200 of each at once, in turn, five times; the fastest of each counts. The sandbox answers at once in a process of its own and the company’s limits are far away, so that only the work for a step is compared.',
  ],
  measure: async (size, tell) => {
    await using setting = await startSetting();
    const { runs, atOnce } = plans[size];
    const { activities, localActivities } = await activitiesOf(setting);
    const ours: number[] = [];
    const others: number[] = [];
    for (let run = 1; run <= runs; run += 1) {
      tell(`createInvoice beside ${activities} empty activities, run ${run} of ${runs}`);
      ours.push(await timed(() => all(atOnce, () => invoice(setting))));
      others.push(await timed(() => all(atOnce, () => nothing(setting, activities, localActivities))));
    }
    const perSecond = (times: readonly number[]) => atOnce / (Math.min(...times) / 1_000);
    return figuresOf(perSecond(ours), perSecond(others));
  },
};

function figuresOf(ours: number, others: number): readonly Figure[] {
  return [
    { name: 'Workflows per second, `createInvoice`', value: ours, unit: '/s' },
    { name: 'Workflows per second, as many empty activities', value: others, unit: '/s' },
    {
      name: 'Workflow throughput, `createInvoice` ÷ as many empty activities',
      value: ours / others,
      unit: '',
      goal: { atLeast: 0.9 },
      ifMissed:
        'Both kinds use up the processors: XML, ledger and sandbox take theirs beside the Temporal server. ' +
        'With sandbox and database on machines of their own the rest would be what a step itself costs.',
    },
  ];
}

const all = (count: number, start: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, start));

function invoice({ client, taskQueue }: Setting, workflowId = `bench-${randomUUID()}`): Promise<unknown> {
  const id = randomUUID().slice(0, 8);
  return client.workflow.execute<typeof createInvoice>('createInvoice', {
    taskQueue,
    workflowId,
    args: [
      {
        customer: { id: `C-${id}`, name: `Customer ${id}` },
        invoice: {
          invoiceNumber: `INV-${id}`,
          invoiceDate: '2026-02-02',
          paymentTerm: 'N30',
          lines: [{ accountNumber: '4000', amount: '120.50' }],
        },
      },
    ],
  });
}

function nothing({ client, taskQueue }: Setting, activities: number, localActivities: number): Promise<unknown> {
  return client.workflow.execute<typeof empty>('empty', {
    taskQueue,
    workflowId: `bench-${randomUUID()}`,
    args: [activities, localActivities],
  });
}

/** How many activities one `createInvoice` takes. */
async function activitiesOf(setting: Setting): Promise<{ activities: number; localActivities: number }> {
  const workflowId = `bench-${randomUUID()}`;
  await invoice(setting, workflowId);
  const { events } = await setting.client.workflow.getHandle(workflowId).fetchHistory();
  const count = (attributes: 'activityTaskScheduledEventAttributes' | 'markerRecordedEventAttributes') =>
    (events ?? []).filter((event) => event[attributes]).length;
  return {
    activities: count('activityTaskScheduledEventAttributes'),
    localActivities: count('markerRecordedEventAttributes'),
  };
}
