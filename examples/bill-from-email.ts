import { allOrNothing, approved, findableBy, intacct, step } from '../workflows/authoring.js';

type BillEmail = Parameters<ReturnType<typeof intacct>['createBill']>[0];

/** A bill that came by e-mail: drafted, approved above 1,000, posted; then paid by a check, once somebody has printed it. */
export async function billFromEmail(email: BillEmail, payOn: string) {
  const ledger = intacct();
  findableBy({ object: 'APBILL', record: email.number });

  const key = await allOrNothing(async (compensate) => {
    const input = { ...email, state: 'draft' as const };
    const draft = await step('Draft the bill', ledger.createBill, { input, checkedBy: 'intacct.createBill' });
    compensate(`draft ${draft.number}`, () => ledger.deleteBill({ key: draft.key }));
    await approved(`Bill ${draft.number}`, draft.total, { above: '1000.00', within: '3 days' });
    await step('Post the bill', () => ledger.postBill({ key: draft.key }));
    return draft.key;
  });

  const { vendorId, totalDue } = await ledger.getBill({ key });
  return allOrNothing(async (compensate) => {
    const applications = [{ billKey: key, amount: totalDue ?? '0.00' }];
    const check = { vendorId, paymentDate: payOn, paymentMethod: 'Printed Check', bankAccountId: 'BANK1' } as const;
    const payment = await step('Pay the bill', () => ledger.createApPayment({ ...check, applications }));
    compensate(`payment ${payment.key}`, () => ledger.voidApPayment({ key: payment.key }));
    await approved(`Check ${payment.key}, once it is printed,`, payment.total, {});
    await step('Confirm the payment', () => ledger.confirmApPayment({ key: payment.key }));
    return ledger.getBill({ key });
  });
}
