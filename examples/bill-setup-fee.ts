import { allOrNothing, intacct } from '../workflows/authoring.js';

/** Drafts, posts and returns an invoice; a draft that cannot be posted is removed again. */
export async function billSetupFee(customerId: string, today: string) {
  const { createInvoice, postInvoice, getInvoice, deleteInvoice } = intacct();

  return allOrNothing(async (remember) => {
    const { key } = await createInvoice({
      customerId,
      invoiceDate: today,
      paymentTerm: 'N30',
      state: 'draft',
      lines: [{ accountNumber: '4000', amount: '250.00', memo: 'Set-up fee' }],
    });
    remember('the draft', () => deleteInvoice({ key }));
    await postInvoice({ key });
    return getInvoice({ key });
  });
}
