import type { HubSpot } from '../../activities/hubspot.js';
import { failureType } from '../failure-type.js';
import { step } from '../step.js';

/** Writes properties into a deal, and creates them in HubSpot first where the account has none of ours yet. */
export async function writeBack(
  { updateDeal, ensureDealProperties }: HubSpot,
  dealId: string,
  properties: Readonly<Record<string, string>>,
): Promise<void> {
  await step(
    'Write the invoice into the deal',
    async () => {
      try {
        await updateDeal({ id: dealId, properties });
      } catch (error) {
        if (failureType(error) !== 'property_missing') throw error;
        await ensureDealProperties({ objects: ['deals'] });
        await updateDeal({ id: dealId, properties });
      }
    },
    { done: () => `Deal ${dealId} now names the invoice`, skip: () => undefined },
  );
}
