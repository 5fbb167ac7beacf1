import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { createArPayment } from '../../workflows/create-ar-payment.js';
import type { createInvoice } from '../../workflows/create-invoice.js';
import type { postInvoice } from '../../workflows/post-invoice.js';
import { startTestDemo, type TestDemo } from '../support/demo.js';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.stop());

const run = <Workflow extends (...args: never[]) => Promise<unknown>>(name: string, input: Parameters<Workflow>[0]) =>
  demo.client.workflow.execute(name, {
    taskQueue: demo.taskQueue,
    workflowId: `test-${randomUUID()}`,
    args: [input],
  }) as ReturnType<Workflow>;

/** A new customer's invoice input; numbers are unique within the sandbox. */
function invoiceInput(amount: string): Parameters<typeof createInvoice>[0] & { customer: { id: string } } {
  const id = randomUUID().slice(0, 8);
  return {
    customer: { id: `C-${id}`, name: `Customer ${id}` },
    invoice: {
      invoiceNumber: `INV-${id}`,
      invoiceDate: '2026-11-20',
      paymentTerm: 'N30',
      lines: [{ accountNumber: '4000', amount }],
    },
  };
}

const countOf = (object: string) => demo.intacct.books.count(object);

describe('createInvoice', () => {
  test('creates the customer and posts the invoice', async () => {
    const input = invoiceInput('120.50');

    await expect(run<typeof createInvoice>('createInvoice', input)).resolves.toMatchObject({
      number: input.invoice.invoiceNumber,
      customerId: input.customer.id,
      state: 'Posted',
      total: '120.50',
      totalDue: '120.50',
      dueDate: '2026-12-20',
    });
  });

  test('leaves a draft when it is not to be posted, which postInvoice posts; posting it again changes nothing', async () => {
    const drafted = await run<typeof createInvoice>('createInvoice', { ...invoiceInput('80.00'), post: false });
    expect(drafted.state).toBe('Draft');

    const posted = await run<typeof postInvoice>('postInvoice', { key: drafted.key });
    const again = await run<typeof postInvoice>('postInvoice', { key: drafted.key });

    expect(posted).toMatchObject({ key: drafted.key, state: 'Posted' });
    expect(again).toEqual(posted);
  });

  test('removes customer and draft when posting is refused', async () => {
    const before = [countOf('CUSTOMER'), countOf('ARINVOICE')];
    demo.intacct.settings.deniedOperations = ['UPDATE_INVOICE'];

    const refused = run<typeof createInvoice>('createInvoice', { ...invoiceInput('80.00'), onRefusal: 'fail' });

    await expect(refused).rejects.toMatchObject({ cause: { cause: { type: 'permission_missing' } } });
    demo.intacct.settings.deniedOperations = [];
    expect([countOf('CUSTOMER'), countOf('ARINVOICE')]).toEqual(before);
  });
});

describe('createArPayment', () => {
  const payment = { receiptDate: '2026-11-20', paymentMethod: 'EFT', bankAccountId: 'BANK1' } as const;

  test('pays an invoice in part and then the rest, and says what remains due', async () => {
    const input = invoiceInput('100.00');
    const { number } = await run<typeof createInvoice>('createInvoice', input);
    const customerId = input.customer.id;

    const part = await run<typeof createArPayment>('createArPayment', {
      payment: { ...payment, customerId },
      invoices: [{ number, amount: '30.00' }],
    });
    expect(part).toMatchObject({ total: '30.00', invoices: [{ number, paid: '30.00', remainsDue: '70.00' }] });

    const rest = await run<typeof createArPayment>('createArPayment', {
      payment: { ...payment, customerId },
      invoices: [{ number }],
    });
    expect(rest).toMatchObject({ total: '70.00', invoices: [{ number, paid: '70.00', remainsDue: '0.00' }] });
    expect(Number(demo.intacct.books.trialBalance())).toBe(0);
  });

  test('refuses to pay more than is due, or an unknown invoice, before anything is written', async () => {
    const input = invoiceInput('100.00');
    const { number } = await run<typeof createInvoice>('createInvoice', input);
    const customerId = input.customer.id;
    const before = countOf('ARPYMT');

    const pay = (invoices: { number: string; amount?: string }[]) =>
      run<typeof createArPayment>('createArPayment', {
        payment: { ...payment, customerId },
        invoices,
        onRefusal: 'fail',
      });

    await expect(pay([{ number, amount: '100.01' }])).rejects.toMatchObject({ cause: { type: 'amount_exceeds_due' } });
    await expect(pay([{ number: 'NO-SUCH' }])).rejects.toMatchObject({ cause: { type: 'invoice_not_found' } });
    expect(countOf('ARPYMT')).toBe(before);
  });
});
