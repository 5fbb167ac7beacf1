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
 * and however concurrently this is called, one deal has one run; a new one only after a failed one. A run that is under
 * way is told that its deal has changed.
 */
export async function startIfWon(
  { client, hubspot, taskQueue, mapping, onStarted }: DealWon,
  { dealId, portalId }: { readonly dealId: string; readonly portalId: string },
): Promise<void> {
  const { isClosedWon } = await callAction('getDealStage', getDealStage, { id: dealId }, hubspot);
  if (!isClosedWon) return;
  const workflowId = dealWorkflowId(portalId, dealId);
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
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    await tell(client, workflowId);
  }
}

async function tell(client: Client, workflowId: string): Promise<void> {
  try {
    await client.workflow.getHandle(workflowId).signal('dealChanged');
  } catch (error) {
    // It has ended in the meantime, or long ago: there is nothing left to tell it.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
