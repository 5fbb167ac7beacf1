import { z } from 'zod';
import { defineAction } from '../action.js';
import type { IntacctClient } from '../client.js';
import type { GatewayFunction } from '../gateway/envelope.js';
import { allOf, equal } from '../gateway/query.js';
import type { apTerm, arTerm } from '../shapes/lists.js';
import { optional, required } from '../shapes/shape.js';
import { adopted } from './fields.js';
import { findAll } from './recognition.js';
import type { Described } from './record-actions.js';

const Days = z.int().min(0).max(999);

const from = z
  .string()
  .max(40)
  .default('from invoice/bill date')
  .describe('Where the days count from, as Intacct’s page of terms words it.');

const Due = z.strictObject({ days: Days, from }).describe('When documents are due.');

const Discount = z
  .strictObject({
    days: Days,
    from,
    amount: z.string().regex(/^\d+(\.\d{1,2})?$/, 'must be a decimal, such as "2" or "2.50"'),
    unit: z.enum(['%', '$']).default('%'),
    graceDays: Days.optional(),
  })
  .describe('What is taken off for paying early.');

/** Payment terms, which only legacy functions create. `name` is `create_arterm` or `create_apterm`. */
export function createTermAction(
  name: 'create_arterm' | 'create_apterm',
  shape: typeof arTerm | typeof apTerm,
  { example, ...described }: Described & { readonly example: string },
) {
  return defineAction({
    ...described,
    effect: 'create',
    input: z.strictObject({
      ...required(shape, 'name'),
      ...optional(shape, 'description', 'status'),
      due: Due,
      discount: Discount.optional(),
    }),
    output: z.looseObject({ name: z.string(), adopted }),
    example: {
      input: { name: example, due: { days: 45 }, discount: { days: 10, amount: '2', graceDays: 1 } },
    },
  }).run(async (term, intacct) => {
    const { adopted } = await intacct.write(toCreate(name, term), {
      by: 'number',
      object: shape.object,
      find: () => existing(intacct, shape.object, term),
    });
    return { name: term.name, adopted };
  });
}

interface NewTerm {
  readonly name: string;
  readonly due: z.output<typeof Due>;
  readonly discount?: z.output<typeof Discount> | undefined;
  readonly description?: string | undefined;
  readonly status?: string | undefined;
}

/** The order of elements is the schema's (facts/intacct-xml.md §5.8). */
function toCreate(name: string, { name: termName, description, status, due, discount }: NewTerm): GatewayFunction {
  return {
    name,
    body: {
      name: termName,
      description,
      status,
      due: { dueday: String(due.days), duefrom: due.from },
      discount: discount && {
        discday: String(discount.days),
        discfrom: discount.from,
        discamount: discount.amount,
        discpercamn: discount.unit,
        discgracedays: discount.graceDays === undefined ? undefined : String(discount.graceDays),
      },
    },
  };
}

function existing(intacct: IntacctClient, object: string, { name, description }: NewTerm) {
  const described = description === undefined ? undefined : equal('DESCRIPTION', description);
  return findAll(intacct, object, ['RECORDNO', 'NAME'], allOf(equal('NAME', name), described));
}
