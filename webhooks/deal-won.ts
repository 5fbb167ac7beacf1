import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';

import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy, WorkflowNotFoundError } from '@temporalio/common';
import { callAction } from '../connectors/action.js';
import type { HubSpotClient } from '../connectors/hubspot/client.js';
import { getDealStage } from '../connectors/hubspot/objects/deal.js';
import type { DealMapping } from '../workflows/deal-mapping.js';
import type { hubspotDealToInvoice } from '../workflows/hubspot-deal-to-invoice.js';

export interface DealWon {
  readonly client: Client;
  readonly hubspot: HubSpotClient;
  readonly taskQueue: string;
  readonly mapping: DealMapping;
  /** Told of each run that was started, not of deliveries that found one. */
  onStarted?(run: { readonly workflowId: string; readonly runId: string; readonly dealId: string }): void;
}

export const dealWorkflowId = (portalId: string, dealId: string) => `hubspot-deal/${portalId}/${dealId}`;

/**
 * Starts `hubspotDealToInvoice` for a deal that is won now: the event is a hint, the deal is read again. However often
 * and however concurrently this is called, one deal has one run; a new one only after a failed one, such as one that ended
 * as `deal_no_longer_won`. A run that is under way is told that its deal has changed, whether it is won or not; a deal
 * that is lost after its run has ended starts nothing.
 */
export async function startIfWon(
  deals: DealWon,
  { dealId, portalId }: { readonly dealId: string; readonly portalId: string },
): Promise<void> {
  const { client } = deals;
  const workflowId = dealWorkflowId(portalId, dealId);
  const { isClosedWon } = await callAction('getDealStage', getDealStage, { id: dealId }, deals.hubspot);
  if (!isClosedWon) {
    await tell(client, workflowId);
    return;
  }
  if ((await start(deals, workflowId, dealId)) || (await tell(client, workflowId))) return;
  // It has ended between the two: perhaps because the deal was not won for a moment.
  await start(deals, workflowId, dealId);
}

/** False when there is a run that is under way or has succeeded. */
async function start(
  { client, taskQueue, mapping, onStarted }: DealWon,
  workflowId: string,
  dealId: string,
): Promise<boolean> {
  try {
    const run = await client.workflow.start<typeof hubspotDealToInvoice>('hubspotDealToInvoice', {
      workflowId,
      taskQueue,
      args: [{ dealId, mapping }],
      staticSummary: `HubSpot deal ${dealId} → Intacct invoice`,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
    });
    onStarted?.({ workflowId, runId: run.firstExecutionRunId, dealId });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** False when no run is under way. */
async function tell(client: Client, workflowId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).signal('dealChanged');
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
