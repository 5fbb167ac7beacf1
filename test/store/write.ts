import type { Sending } from '../../connectors/intacct/ledger.js';

/** A write that is about to leave, for the first time unless `attempt` says otherwise. */
export function write(requestKey: string, { attempt = 0, generation = 1 } = {}): Sending {
  return { requestKey, controlId: `control-${requestKey}`, action: 'createInvoice', generation, attempt };
}
