import { ConnectorError } from '../../errors.js';
import type { IntacctClient } from '../client.js';
import type { GatewayFunction } from '../gateway/envelope.js';
import { text } from './fields.js';
import { recordByKey } from './record-actions.js';

/** A write that does nothing but bring a record into another state: posting, approving, reversing. */
export interface StateChange {
  readonly object: string;
  readonly key: string;
  readonly write: GatewayFunction;
  /** States in which the change has happened. */
  readonly reached: readonly string[];
  /** Codes of refusals that mean that the change has happened, where the state does not tell. */
  readonly doneBy?: readonly string[] | undefined;
}

export interface StateChanged {
  readonly key: string;
  /** As Intacct words it, right after the change: reads can lag, and one of several approvals leaves the state as it was. */
  readonly state: string;
  /** Whether the change had happened before this call. */
  readonly already: boolean;
}

/** Changes a record's state once. Intacct refuses a change that has happened; here that counts as done. */
export async function changeState(intacct: IntacctClient, change: StateChange): Promise<StateChanged> {
  const { object, key, write, reached, doneBy = [] } = change;
  const state = async () => text(await recordByKey(intacct, object, key), 'STATE');
  const effect = async () => (reached.includes(await state()) ? [{}] : []);
  try {
    const { adopted } = await intacct.write(write, { by: 'effect', find: effect });
    return { key, state: await state(), already: adopted };
  } catch (error) {
    if (!(error instanceof ConnectorError && error.kind === 'rejected')) throw error;
    const seen = await state();
    if (reached.includes(seen) || doneBy.includes(error.code)) return { key, state: seen, already: true };
    throw error;
  }
}
