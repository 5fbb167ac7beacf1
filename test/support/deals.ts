import type { WorkflowHandle } from '@temporalio/client';
import type { SampleDeal } from '../../sandbox/hubspot/index.js';
import type { hubspotDealToInvoice } from '../../workflows/hubspot-deal-to-invoice.js';
import type { TestDemo } from './demo.js';

export type DealRun = WorkflowHandle<typeof hubspotDealToInvoice>;

/** A deal that is won now, and the run that HubSpot's webhook starts for it. */
export async function wonDeal(demo: TestDemo, deal: SampleDeal): Promise<{ dealId: string; run: DealRun }> {
  const { dealId } = await demo.hubspot.createDeal(deal);
  return { dealId, run: await win(demo, dealId) };
}

/** Wins a deal that exists; the run that starts upon it. */
export async function win(demo: TestDemo, dealId: string): Promise<DealRun> {
  const started = demo.nextRun();
  await demo.hubspot.moveDealToStage(dealId, 'closedwon');
  const { workflowId, runId } = await started;
  return demo.client.workflow.getHandle<typeof hubspotDealToInvoice>(workflowId, runId);
}

/** Moves a deal to another stage, and waits until the webhook has told its run of it. */
export async function moveAndTell(demo: TestDemo, dealId: string, stage: string): Promise<void> {
  await demo.hubspot.moveDealToStage(dealId, stage);
  await demo.hubspot.webhooks.settled();
  await demo.forwarded();
}

/** Does something at the first moment at which a function of Intacct is called, or was committed; its reply waits for it. */
export function once(
  { intacct }: TestDemo,
  at: { readonly function: string; readonly stage: 'before' | 'committed' },
  what: () => Promise<unknown>,
): void {
  const off = intacct.intercept(async (call) => {
    if (call.function !== at.function || call.stage !== at.stage) return undefined;
    off();
    await what();
    return undefined;
  });
}
