import { CancellationScope } from '@temporalio/workflow';
import type { CreateBillInput } from '../activities/contracts/create-bill.js';
import { intacct } from './actions.js';
import { begin } from './begin.js';
import { findableBy } from './findable.js';
import { type Bill, checkAndPostBill, draftBill, readBillBack } from './steps/bill.js';
import { findOrCreateVendor } from './steps/vendor.js';
import { allOrNothing } from './undo.js';

/**
 * Finds or creates the vendor, drafts the bill, checks it, has it approved where wanted, and posts it. When it is given up,
 * not approved or cancelled before posting, nothing is left behind. Where Intacct itself asks for approvals, the posted bill
 * is `Submitted`.
 */
export async function createBill(sent: CreateBillInput): Promise<Bill> {
  const { connection, vendor, bill, approval, post = true } = await begin('createBill', sent);
  const ledger = intacct({ connection });
  findableBy({ connection, object: 'APBILL', record: bill.number });

  const key = await allOrNothing(async (compensate) => {
    const { id: vendorId } = await findOrCreateVendor(ledger, vendor, compensate);
    const draft = await draftBill(ledger, { ...bill, vendorId }, compensate);
    if (post) await checkAndPostBill(ledger, draft.key, approval);
    return draft.key;
  });
  // What is posted stays: whoever cancels now still learns what it has come to.
  const made = await CancellationScope.nonCancellable(() => readBillBack(ledger, key));
  findableBy({ record: made.number ?? undefined });
  return made;
}
