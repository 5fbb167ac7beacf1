import { describe, expect, test } from '@jest/globals';
import { actionGroups } from '../../scripts/actions/groups.js';
import { summaryOf } from '../../workflows/summary.js';

const line = (amount: string, more: object = {}) => ({ accountNumber: '4000', amount, ...more });

describe('the summary of an action', () => {
  test.each<[string, string, unknown]>([
    [
      'createInvoice INV-1042 · C-77 · 1,250.00 USD',
      'createInvoice',
      { invoiceNumber: 'INV-1042', customerId: 'C-77', currency: 'USD', lines: [line('1000.00'), line('250')] },
    ],
    [
      'createInvoice C-77 · 239.40',
      'createInvoice',
      { customerId: 'C-77', lines: [{ itemId: 'SEAT', quantity: 12, price: '19.95' }] },
    ],
    [
      'createArPayment C-77 · 2 invoices · 300.00 USD',
      'createArPayment',
      {
        customerId: 'C-77',
        currency: 'USD',
        applications: [
          { invoiceKey: '1', amount: '100.00' },
          { invoiceKey: '2', amount: '200.00' },
        ],
      },
    ],
    [
      'createApPayment CHK-9 · V101 · 1 bill · 1,234,567.89',
      'createApPayment',
      { vendorId: 'V101', referenceNumber: 'CHK-9', applications: [{ billKey: '1', amount: '1234567.89' }] },
    ],
    [
      'createJournalEntry ACCR-3 · GJ · Rent accrual March · 1,800.00',
      'createJournalEntry',
      {
        journal: 'GJ',
        referenceNumber: 'ACCR-3',
        description: 'Rent accrual March',
        lines: [line('1800.00', { type: 'debit' }), line('1800.00', { type: 'credit' })],
      },
    ],
    ['createCustomer C-77 · Larkspur Bakery', 'createCustomer', { id: 'C-77', name: 'Larkspur Bakery' }],
    ['createInvoices 250 records', 'createInvoices', { records: Array(250).fill({}) }],
    ['postInvoice #42', 'postInvoice', { key: '42' }],
    ['listCustomers name = Larkspur Bakery', 'listCustomers', { name: 'Larkspur Bakery', limit: 1 }],
    ['listCustomers', 'listCustomers', { limit: 10 }],
    ['getContact ines@harbor.example', 'getContact', { email: 'ines@harbor.example' }],
    ['createNote INV-9-posted · 5001', 'createNote', { dealId: '5001', text: 'Posted.', reference: 'INV-9-posted' }],
    [
      'searchDeals dealstage EQ closedwon',
      'searchDeals',
      { filters: [{ property: 'dealstage', operator: 'EQ', value: 'closedwon' }], limit: 50 },
    ],
    [
      "query CUSTOMER · status = 'active' AND totalDue > 1000",
      'query',
      { object: 'CUSTOMER', fields: ['id'], filter: "status = 'active' AND totalDue > 1000" },
    ],
    [
      'updateDeal 5001 · intacct_sync_status = posted',
      'updateDeal',
      { id: '5001', properties: { intacct_sync_status: 'posted' } },
    ],
    [
      'updateCustomer C-79 · creditLimit, contact, comments',
      'updateCustomer',
      { id: 'C-79', creditLimit: '2500.00', contact: { phone: '+1 512 555 0199' }, comments: null },
    ],
    ['upsertCustomer email = a@b.example · Sorrel', 'upsertCustomer', { by: { email: 'a@b.example' }, name: 'Sorrel' }],
    ['createInvoice Larkspur · 10.00', 'createInvoice', { customerId: { name: 'Larkspur' }, lines: [line('10')] }],
  ])('is "%s"', (summary, action, input) => {
    expect(summaryOf(action, input)).toBe(summary);
  });

  test.each([
    ['nothing', undefined],
    ['a text', 'C-77'],
    ['amounts that are none', { customerId: 'C-77', lines: [line('a lot')] }],
    ['lines that are none', { customerId: 'C-77', lines: [null, 3] }],
  ])('bears %s as an input, since refusing is up to the action', (_, input) => {
    expect(summaryOf('createInvoice', input)).toMatch(/^createInvoice( C-77)?$/);
  });

  test('is one line that Temporal accepts, however long the input', () => {
    const summary = summaryOf('createCustomer', { name: `Many\nlines ${'x'.repeat(1000)}` });

    expect(summary).toMatch(/^createCustomer Many lines x+…$/);
    expect(summary.length).toBeLessThanOrEqual(200);
  });

  test('says more than the name of the action, for each one whose example says more', async () => {
    const all = (await actionGroups()).flatMap(({ actions }) => actions);
    const telling = all.filter(({ contract }) =>
      Object.keys(contract.example?.input ?? {}).some((name) => name !== 'limit'),
    );
    const summaries = telling.map(({ name, contract }) => summaryOf(name, contract.example?.input));

    expect(summaries.length).toBeGreaterThan(100);
    expect(summaries.filter((summary) => /undefined|\[object|null/.test(summary))).toEqual([]);
    expect(summaries.filter((summary) => !summary.includes(' '))).toEqual([]);
  });
});
