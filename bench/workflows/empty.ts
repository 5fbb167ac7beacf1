import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';

export interface Empty {
  nothing(): Promise<void>;
}

const { nothing } = proxyActivities<Empty>({ startToCloseTimeout: '1 minute' });
const { nothing: nothingLocal } = proxyLocalActivities<Empty>({ startToCloseTimeout: '1 minute' });

/** What another workflow costs when its activities do nothing. */
export async function empty(activities: number, localActivities: number): Promise<void> {
  for (let count = 0; count < localActivities; count += 1) await nothingLocal();
  for (let count = 0; count < activities; count += 1) await nothing();
}
