import { Big } from 'big.js';
import { board } from './board.js';
import { decided, type Patience, refused } from './decisions.js';

export interface Approval {
  /** Only for more than this. Default: always. */
  readonly above?: string | number | undefined;
  /** When the request lapses. */
  readonly within?: Patience['giveUpAfter'] | undefined;
}

/**
 * Waits until somebody approves, where that is wanted: update `resolve` with `{"decision":"approve"}` or `reject`. Says
 * whether somebody was asked. Fails as `approval_rejected`, or as `approval_lapsed` when nobody decides in time.
 *
 * @param what Names it to people, such as `Invoice INV-1 over 12000.00 USD`.
 */
export async function approved(what: string, amount: string, approval: Approval | undefined): Promise<boolean> {
  if (!approval || (approval.above !== undefined && new Big(amount).lte(approval.above))) return false;
  const outcome = await decided<{ readonly approved: boolean; readonly why: string; readonly type: string }>({
    attention: {
      step: 'Approve',
      code: 'approval',
      message: `${what} needs an approval.`,
      advice: 'Look at it by the links below; then approve or reject.',
      decisions: ['approve', 'reject'],
    },
    accept: ({ decision, note }) => ({
      approved: decision === 'approve',
      why: note ?? 'without a reason given',
      type: 'approval_rejected',
    }),
    expired: () => ({ approved: false, why: 'nobody decided in time', type: 'approval_lapsed' }),
    ...(approval.within === undefined ? {} : { within: approval.within }),
  });
  if (!outcome.approved) throw refused(outcome.type, `${what} was not approved: ${outcome.why}.`);
  board.note(`${what} was approved`);
  return true;
}
