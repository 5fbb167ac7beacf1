import { z } from 'zod';
import { NewBillInput } from '../../connectors/intacct/objects/bill-request.js';
import { createVendor } from '../../connectors/intacct/objects/vendor.js';
import { defineWorkflow, everyWorkflow } from './contract.js';
import { partOf } from './part.js';
import { Approval } from './post-invoice.js';

export const createBillContract = defineWorkflow({
  summary: 'Find or create the vendor, draft a bill, check it, have it approved where wanted, and post it.',
  details:
    'Give the vendor by its ID, or by name and e-mail; several candidates wait for a person. What stands against posting ' +
    'is listed at once. When a step is given up, the bill is not approved, or the run is cancelled before posting, vendor ' +
    'and draft are removed again. Where Intacct itself asks for approvals, the posted bill waits there as Submitted.',
  input: z
    .strictObject({
      ...everyWorkflow,
      vendor: createVendor.input
        .partial({ name: true })
        .refine(({ id, name }) => id !== undefined || name !== undefined, 'needs an ID or a name')
        .describe('Found by its ID, e-mail or name; created when there is none and a name is given.'),
      bill: partOf(NewBillInput, { vendorId: 'any', state: 'draft' }),
      post: z.boolean().default(true).describe('False leaves a draft.'),
      approval: Approval.optional(),
    })
    .refine(({ bill, post }) => !post || bill.dueDate !== undefined, {
      message: 'is needed unless the bill stays a draft: Intacct does not derive it from the payment term here',
      path: ['bill', 'dueDate'],
    }),
  example: {
    vendor: { id: 'V101' },
    bill: {
      billDate: '2026-03-02',
      dueDate: '2026-04-01',
      number: 'RENT-03',
      lines: [{ accountNumber: '6300', amount: '2400.00', memo: 'March', locationId: 'E100', departmentId: 'D30' }],
    },
    approval: { above: '1000.00', within: '3 days' },
  },
});

export type CreateBillInput = z.input<typeof createBillContract.input>;
