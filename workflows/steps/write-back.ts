import type { HubSpot } from '../../activities/hubspot.js';
import { failureType } from '../failure-type.js';
import type { Progress } from '../progress.js';

/** Writes properties into a deal, and creates them in HubSpot first where the account has none of ours yet. */
export async function writeBack(
  { updateDeal, ensureDealProperties }: HubSpot,
  dealId: string,
  properties: Readonly<Record<string, string>>,
  progress: Progress,
): Promise<void> {
  await progress.step(
    'Writing the invoice into the deal',
    async () => {
      try {
        await updateDeal({ id: dealId, properties });
      } catch (error) {
        if (failureType(error) !== 'property_missing') throw error;
        await ensureDealProperties({});
        await updateDeal({ id: dealId, properties });
      }
    },
    () => `Deal ${dealId} now names the invoice`,
  );
}
