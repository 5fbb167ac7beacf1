import { setTimeout } from 'node:timers/promises';
import {
  type Client,
  isGrpcServiceError,
  QueryNotRegisteredError,
  WorkflowFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import { rootCause } from '@temporalio/common';
import type { Status } from '../../workflows/board.js';
import type { DealInvoiced, hubspotDealToInvoice } from '../../workflows/hubspot-deal-to-invoice.js';

type Run = WorkflowHandle<typeof hubspotDealToInvoice>;

export type Outcome = { readonly invoice: DealInvoiced } | { readonly failure: string };

const lookEveryMs = 150;

/** Tells each step of a run as soon as the run knows it, and how it ended. */
export async function follow(client: Client, workflowId: string, tell: (sentence: string) => void): Promise<Outcome> {
  const run: Run = client.workflow.getHandle<typeof hubspotDealToInvoice>(workflowId);
  const outcome = outcomeOf(run);
  let told = 0;
  for (let over = false; !over; ) {
    over = await Promise.race([outcome.then(() => true), setTimeout(lookEveryMs, false)]);
    const { done } = await statusOf(run);
    for (const sentence of done.slice(told)) tell(sentence);
    told = done.length;
  }
  return outcome;
}

async function outcomeOf(run: Run): Promise<Outcome> {
  try {
    return { invoice: await run.result() };
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    return { failure: rootCause(error.cause) ?? error.message };
  }
}

/** A run that has not begun yet cannot answer; it has done nothing either. */
async function statusOf(run: Run): Promise<Status> {
  try {
    return await run.query<Status>('status');
  } catch (error) {
    if (isGrpcServiceError(error) || error instanceof QueryNotRegisteredError)
      return { done: [], now: '', attention: [], links: {} };
    throw error;
  }
}
