import { z } from 'zod';
import type { XmlElement } from '../gateway/envelope.js';
import { Money, money } from './fields.js';

/** Taxes of a transaction's line, for companies that Intacct keeps value-added tax for (Australia, Britain, South Africa). */
export const taxEntriesInput = z
  .array(
    z.strictObject({
      taxDetailId: z.string().min(1).describe('Tax detail, such as "UK Standard 20".'),
      amount: Money.optional().describe('Tax in the transaction’s currency; Intacct computes it when left out.'),
    }),
  )
  .min(1)
  .optional();

export type TaxEntries = z.output<typeof taxEntriesInput>;

/** For a line of a legacy function. */
export function legacyTaxEntries(entries: TaxEntries): XmlElement | undefined {
  return entries && { taxentry: entries.map((entry) => ({ detailid: entry.taxDetailId, trx_tax: taxOf(entry) })) };
}

/** For a line of a generic object. */
export function genericTaxEntries(entries: TaxEntries): XmlElement | undefined {
  return entries && { TAXENTRY: entries.map((entry) => ({ DETAILID: entry.taxDetailId, TRX_TAX: taxOf(entry) })) };
}

const taxOf = ({ amount }: NonNullable<TaxEntries>[number]) => (amount === undefined ? undefined : money(amount));
