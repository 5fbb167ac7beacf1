import { z } from 'zod';
import { PositiveMoney, RecordKey } from '../../connectors/intacct/objects/fields.js';
import { Duration, defineWorkflow, everyWorkflow } from './contract.js';

/** When somebody must agree before the books change. */
export const Approval = z.strictObject({
  above: PositiveMoney.optional().describe('Only for more than this, in the document’s currency. Default: always.'),
  within: Duration.default('3 days').describe('When the request lapses.'),
});

export const ClosedPeriod = z
  .enum(['park', 'firstOpenDay', 'fail'])
  .default('park')
  .describe(
    'What to do when the posting date lies in a closed period: wait for a person, post on the first open day (the invoice ' +
      'keeps its own date, its description tells), or fail.',
  );

export const postInvoiceContract = defineWorkflow({
  summary: 'Post a draft invoice.',
  details:
    'Reads the draft, lists all that stands against posting it at once, asks for approval where wanted, posts and reads ' +
    'it back. Does nothing to an invoice that is posted already.',
  input: z.strictObject({
    ...everyWorkflow,
    key: RecordKey.describe('Record number of the draft.'),
    approval: Approval.optional(),
    closedPeriod: ClosedPeriod,
  }),
  example: { key: '8', approval: { above: '10000.00', within: '3 days' } },
});

export type PostInvoiceInput = z.input<typeof postInvoiceContract.input>;
