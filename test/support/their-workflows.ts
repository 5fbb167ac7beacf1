import { proxyActivities } from '@temporalio/workflow';

const { exclaim } = proxyActivities<{ exclaim(text: string): Promise<string> }>({ startToCloseTimeout: '10 seconds' });

export { billSetupFee } from '../../examples/bill-setup-fee.js';

/** A workflow that has nothing to do with us. */
export async function exclaimed(text: string): Promise<string> {
  return exclaim(text);
}
