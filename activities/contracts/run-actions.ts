import { z } from 'zod';
import { hubspotCatalogue } from '../../connectors/hubspot/catalogue.js';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import { defineWorkflow, everyWorkflow } from './contract.js';

const actions: ReadonlySet<string> = new Set([
  ...Object.keys(intacctCatalogue).map((name) => `intacct.${name}`),
  ...Object.keys(hubspotCatalogue).map((name) => `hubspot.${name}`),
]);

const ActionName = z
  .string()
  .refine((name) => actions.has(name), {
    error: ({ input }) => `"${input}" is no action${suggestion(String(input))}; \`npm run actions\` lists them`,
  })
  .describe('With its system, such as "intacct.createInvoice".');

/** The action that has the same words in it. */
function suggestion(wanted: string): string {
  const bare = (name: string) =>
    name
      .replace(/^\w+\./, '')
      .toLowerCase()
      .replaceAll(/[^a-z]/g, '');
  const like = [...actions].find((name) => bare(name) === bare(wanted) || `${bare(name)}s` === bare(wanted));
  return like ? ` (is ${like} meant?)` : '';
}

const scope = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe(
    'Names this piece of work, such as "opening-balances-2026": a second run of the same scope and list finds what the ' +
      'first one has written instead of writing it again. Default: this run alone.',
  );

export const runActionContract = defineWorkflow({
  summary: 'Run any one action by its name.',
  details: 'The input is checked by the action’s own schema before anything else. A refused action waits for a person.',
  input: z.strictObject({ ...everyWorkflow, scope, action: ActionName, input: z.unknown().default({}) }),
  example: { action: 'intacct.getCustomer', input: { id: 'C100' } },
});

export const runActionsContract = defineWorkflow({
  summary: 'Run actions one after the other, each with the results of those before; or one action for many inputs.',
  details:
    'A text `{{invoice.key}}` in an input stands for a result of an earlier step. For many inputs, a window of them is under ' +
    'way at any time, and each has a result of its own; refused ones do not stop the others. The query `results` tells ' +
    'what there is so far. Results of more than 1.5 MB together are cut to key, ID, number and state.',
  input: z
    .strictObject({
      ...everyWorkflow,
      scope,
      steps: z
        .array(
          z.strictObject({
            as: z.string().regex(/^\w+$/, 'must be a word').describe('Names the result.'),
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
