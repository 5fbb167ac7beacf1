import { z } from 'zod';
import type { Example } from '../../action.js';
import { defineAction } from '../action.js';
import { documentation, RecordKey } from './fields.js';
import { permissions, type Right } from './permissions.js';
import type { Described } from './record-actions.js';
import { changeState, type StateChange } from './state-change.js';

export const source = `${documentation('accounts-payable/ap-payments')}/`;
export const may = permissions('Accounts Payable', 'Manage payments');

interface Step extends Pick<Described, 'summary' | 'details' | 'errors'>, Pick<StateChange, 'reached' | 'doneBy'> {
  readonly right: Right;
  readonly example: Example<{ key: string }>;
}

/** One step of a payment from submission to the bank and back: `<verb>_appaymentrequest`. */
export function paymentStep(
  verb: 'approve' | 'decline' | 'send' | 'confirm' | 'void',
  { right, reached, doneBy, errors = [], ...told }: Step,
) {
  return defineAction({
    ...told,
    effect: 'update',
    source,
    permissions: may(right, 'View'),
    errors: ['record_not_found', 'payment_state_forbids', ...errors],
    input: z.strictObject({ key: RecordKey }),
    output: z.looseObject({
      key: RecordKey,
      state: z.string().describe('As Intacct words it, right after the step.'),
      alreadyDone: z.boolean().describe('True when this had happened before the call.'),
    }),
  }).run(async ({ key }, intacct) => {
    const write = { name: `${verb}_appaymentrequest`, body: { appaymentkeys: { appaymentkey: key } } };
    const { state, already } = await changeState(intacct, { object: 'APPYMT', key, write, reached, doneBy });
    return { key, state, alreadyDone: already };
  });
}
