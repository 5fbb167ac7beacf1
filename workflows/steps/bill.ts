import type { Intacct } from '../../activities/intacct.js';
import { type Approval, approved } from '../approval.js';
import { board } from '../board.js';
import { refused } from '../decisions.js';
import { step } from '../step.js';
import type { Compensate } from '../undo.js';
import { linesProblems, type Problem, requireReady } from './preflight.js';

export type NewBill = Parameters<Intacct['createBill']>[0];
export type Bill = Awaited<ReturnType<Intacct['getBill']>>;

/** `Bill RENT-02 of V101 over 2400.00 USD`. */
export function billText({ key, number, vendorId, total, currency }: Bill): string {
  return `Bill ${number || `with record number ${key}`} of ${vendorId} over ${total} ${currency ?? ''}`.trim();
}

/** Drafts the bill; the draft is removed again if what follows fails. */
export async function draftBill(ledger: Intacct, bill: NewBill, compensate: Compensate): Promise<Bill> {
  const drafted = await step(
    'Draft the bill',
    async (wanted: NewBill) => {
      const { key } = await ledger.createBill({ ...wanted, state: 'draft' });
      return ledger.getBill({ key });
    },
    {
      input: bill,
      checkedBy: 'intacct.createBill',
      use: ({ key }) => billOf(bill.vendorId, ledger, key),
      done: (made) => `${billText(made)} is ${made.state}`,
    },
  );
  const { key, state } = drafted;
  if (state === 'Draft') compensate(`draft ${billText(drafted)}`, () => ledger.deleteBill({ key }));
  return drafted;
}

async function billOf(vendorId: string, { getBill }: Intacct, key: string): Promise<Bill> {
  const bill = await getBill({ key });
  if (bill.vendorId === vendorId) return bill;
  throw refused('record_unfit', `${billText(bill)} is not a bill of ${vendorId}.`);
}

/**
 * Posts a draft: lists all that stands against it at once and waits until it is mended, asks for approval where wanted,
 * posts. A draft that was changed while somebody looked at it is checked and shown again. Does nothing to a bill that is
 * posted already.
 */
export async function checkAndPostBill(ledger: Intacct, key: string, approval: Approval | undefined): Promise<void> {
  let draft = await checked(ledger, key);
  while (draft.state === 'Draft' && (await approved(billText(draft), draft.total ?? '0.00', approval))) {
    const now = await checked(ledger, key);
    if (billText(now) === billText(draft)) break;
    board.note('The draft has changed since it was approved');
    draft = now;
  }
  if (draft.state === 'Draft') await postBill(ledger, key);
}

/** The draft as it is now. Fails as `not_ready_to_post` with all that stands against posting it. */
async function checked(ledger: Intacct, key: string): Promise<Bill> {
  return step('Check the bill', async () => {
    const bill = await ledger.getBill({ key });
    board.title(billText(bill));
    board.link('Bill', bill.url);
    if (bill.state !== 'Draft') return bill;
    const [vendor, ofLines] = await Promise.all([
      ledger.getVendor({ id: bill.vendorId }),
      linesProblems(ledger, bill.lines),
    ]);
    requireReady(billText(bill), [...vendorProblems(vendor), ...dateProblems(bill), ...ofLines]);
    return bill;
  });
}

function vendorProblems({ id, status, onHold }: Awaited<ReturnType<Intacct['getVendor']>>): Problem[] {
  const cure = `Open vendor ${id} in Intacct and mend it.`;
  return [
    ...(status === 'inactive' ? [{ field: 'vendorId', problem: `vendor ${id} is inactive`, cure }] : []),
    ...(onHold ? [{ field: 'vendorId', problem: `vendor ${id} is on hold`, cure }] : []),
  ];
}

function dateProblems({ dueDate }: Bill): Problem[] {
  if (dueDate) return [];
  return [{ field: 'dueDate', problem: 'it has no due date', cure: 'Give the draft a due date in Intacct.' }];
}

async function postBill(ledger: Intacct, key: string): Promise<void> {
  await step('Post the bill', () => ledger.postBill({ key }), {
    done: ({ state, alreadyPosted }) => (alreadyPosted ? 'Bill was posted already' : `Bill is ${state}`),
  });
}

/** The bill as Intacct now has it. */
export async function readBillBack({ getBill }: Intacct, key: string): Promise<Bill> {
  return step('Read the bill back', () => getBill({ key }), {
    done: (bill) => `${billText(bill)} is ${bill.state}, ${bill.totalDue} due`,
  });
}
