import { z } from 'zod';
import { defineWorkflow, everyWorkflow } from './contract.js';

const ActionName = z
  .string()
  .regex(/^(intacct|hubspot)\.\w+$/, 'must be an action with its system, such as "intacct.createInvoice"');

export const runActionContract = defineWorkflow({
  summary: 'Run any one action by its name.',
  details: 'The input is checked by the action’s own schema before anything else. A refused action waits for a person.',
  input: z.strictObject({ ...everyWorkflow, action: ActionName, input: z.unknown().default({}) }),
  example: { action: 'intacct.getCustomer', input: { id: 'C100' } },
});

export const runActionsContract = defineWorkflow({
  summary: 'Run actions one after the other, each with the results of those before; or one action for many inputs.',
  details:
    'A text `{{invoice.key}}` in an input stands for a result of an earlier step. For many inputs, a window of them is under ' +
    'way at any time, and each has a result of its own; refused ones do not stop the others.',
  input: z
    .strictObject({
      ...everyWorkflow,
      steps: z
        .array(
          z.strictObject({
            as: z.string().regex(/^\w+$/, 'must be a word'),
            action: ActionName,
            input: z.unknown().default({}),
          }),
        )
        .min(1)
        .max(100)
        .optional(),
      bulk: z
        .strictObject({
          action: ActionName,
          inputs: z.array(z.unknown()).min(1).max(1000),
          window: z.int().min(1).max(200).default(50).describe('How many are under way at the same time.'),
        })
        .optional(),
    })
    .refine(({ steps, bulk }) => (steps === undefined) !== (bulk === undefined), 'needs either steps or bulk')
    .refine(({ steps = [] }) => new Set(steps.map(({ as }) => as)).size === steps.length, {
      message: 'names the results of two steps alike',
      path: ['steps'],
    }),
  example: {
    steps: [
      { as: 'customer', action: 'intacct.getCustomer', input: { id: 'C100' } },
      { as: 'open', action: 'intacct.listInvoices', input: { customerId: '{{customer.id}}' } },
    ],
  },
});

export type RunActionInput = z.input<typeof runActionContract.input>;
export type RunActionsInput = z.input<typeof runActionsContract.input>;
