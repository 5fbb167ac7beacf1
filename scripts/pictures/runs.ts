import type { WorkflowHandle } from '@temporalio/client';
import { defaultTaskQueue } from '../../config.js';
import { until } from '../../temporal/until.js';
import type { Status } from '../../workflows/board.js';
import type { Demo } from '../demo/parts.js';
import { sampleDeal } from '../demo/sample-deals.js';

interface InvoiceFacts {
  readonly number: string;
  readonly customer: { readonly id: string; readonly name: string };
  readonly amount: string;
  readonly invoiceDate?: string;
}

/** A few invoices that went well, and one that lacks something, so that lists look as they do. */
export async function usualDay(demo: Demo): Promise<void> {
  const well = [
    { number: 'INV-2039', customer: { id: 'C-75', name: 'Tansy Records' }, amount: '480.00' },
    { number: 'INV-2040', customer: { id: 'C-78', name: 'Quay Works' }, amount: '5120.00' },
    { number: 'INV-2041', customer: { id: 'C-79', name: 'Sorrel Outfitters' }, amount: '89.90' },
  ];
  for (const facts of well) await (await startInvoice(demo, facts)).result();
  const { company: _company, ...withoutCompany } = sampleDeal;
  await wonDeal(demo, { ...withoutCompany, name: 'Aldgate Books seats' });
}

/** A deal whose invoice is just being drafted: Intacct takes its time until told to go on. */
export async function runningDeal(demo: Demo): Promise<{ run: WorkflowHandle; letGoOn: () => Promise<void> }> {
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const away = demo.intacct.intercept(async (call) => {
    if (call.function === 'create_invoice' && call.stage === 'before') await released;
  });
  const run = await wonDeal(demo, sampleDeal);
  await saysItself(run, ({ now }) => /draft/i.test(now));
  const letGoOn = async () => {
    release();
    away();
    await run.result();
  };
  return { run, letGoOn };
}

/** An invoice of a month whose books were closed before it could be posted. */
export async function parkedInvoice(demo: Demo): Promise<{ run: WorkflowHandle; number: string; mend: () => void }> {
  demo.intacct.settings.closedThrough = '2026-10-31';
  const number = 'INV-2042';
  const customer = { id: 'C-77', name: 'Larkspur Bakery' };
  const run = await startInvoice(demo, { number, customer, amount: '1250.00', invoiceDate: '2026-10-20' });
  await saysItself(run, ({ attention }) => attention.length > 0);
  const mend = () => {
    demo.intacct.settings.closedThrough = '';
  };
  return { run, number, mend };
}

function startInvoice(demo: Demo, { number, customer, amount, invoiceDate = '2026-11-20' }: InvoiceFacts) {
  const lines = [{ accountNumber: '4000', amount }];
  return demo.client.workflow.start('createInvoice', {
    taskQueue: defaultTaskQueue,
    workflowId: `invoice/${number}`,
    args: [{ customer, invoice: { invoiceNumber: number, invoiceDate, paymentTerm: 'N30', currency: 'USD', lines } }],
  });
}

/** The run that a deal starts when it is won. */
async function wonDeal(demo: Demo, deal: Parameters<Demo['hubspot']['createDeal']>[0]): Promise<WorkflowHandle> {
  const { dealId } = await demo.hubspot.createDeal(deal);
  await demo.hubspot.moveDealToStage(dealId, 'closedwon');
  let workflowId: string | undefined;
  const found = async () => {
    for await (const run of demo.client.workflow.list({ query: `ExternalId = 'deal ${dealId}'` })) {
      workflowId = run.workflowId;
    }
    return workflowId !== undefined;
  };
  await until(found, { what: `the run of deal ${dealId}`, timeoutMs: 30_000 });
  return demo.client.workflow.getHandle(workflowId ?? '');
}

async function saysItself(run: WorkflowHandle, holds: (status: Status) => boolean): Promise<void> {
  const what = `${run.workflowId} to say so`;
  await until(async () => holds(await run.query<Status>('status')), { what, timeoutMs: 30_000 });
}
