import { Big } from 'big.js';
import { z } from 'zod';
import { ConnectorError } from '../../errors.js';
import { toGatewayDate } from '../gateway/dates.js';
import type { GatewayFunction, XmlElement } from '../gateway/envelope.js';
import { dimensionInput, genericDimensions } from '../shapes/dimensions.js';
import { CurrencyCode, CustomFields, customFieldSiblings, IsoDate, Money, money, PositiveMoney } from './fields.js';

const exchange = {
  currency: CurrencyCode.optional().describe('Transaction currency; the base currency when left out.'),
  exchangeRate: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'must be a decimal, such as "1.0925"')
    .optional(),
  exchangeRateType: z
    .string()
    .max(100)
    .optional()
    .describe('"Intacct Daily Rate" when a currency is given and no rate.'),
  exchangeRateDate: IsoDate.optional().describe('The posting date when left out.'),
};

const Split = z.strictObject({ amount: Money, ...dimensionInput });

const Line = z
  .strictObject({
    type: z.enum(['debit', 'credit']),
    accountNumber: z.string().min(1).max(24),
    amount: PositiveMoney.describe('Never negative: an amount on the other side is a line of the other type.'),
    memo: z.string().max(1000).optional(),
    documentNumber: z.string().max(30).optional().describe('Reference of this line.'),
    ...exchange,
    ...dimensionInput,
    allocationId: z
      .string()
      .max(50)
      .optional()
      .describe('Allocation that spreads the line; it takes no dimensions then.'),
    splits: z.array(Split).min(2).max(500).optional().describe('Spreads the line by hand; adds up to its amount.'),
    billable: z.boolean().optional(),
    customFields: CustomFields.optional(),
  })
  .refine(({ allocationId, splits }) => allocationId === undefined || splits === undefined, {
    message: 'takes allocationId or splits, never both',
    path: ['splits'],
  })
  .refine(({ amount, splits }) => splits === undefined || sum(splits).eq(amount), {
    message: 'must add up to the amount of the line',
    path: ['splits'],
  });

export const NewJournalEntryInput = z
  .strictObject({
    journal: z.string().min(1).max(4).describe('Symbol of the journal, such as "GJ".'),
    postingDate: IsoDate,
    description: z.string().min(1).max(80),
    reverseDate: IsoDate.optional().describe('Intacct posts the opposite entry on this day, after the posting date.'),
    referenceNumber: z.string().max(20).optional().describe('Not unique in Intacct.'),
    comment: z.string().max(1000).optional().describe('For the history of the entry.'),
    state: z.enum(['draft', 'posted']).default('posted'),
    statistical: z
      .boolean()
      .default(false)
      .describe('The journal counts something other than money: nothing balances.'),
    sourceEntityId: z.string().max(20).optional().describe('Entity that the others owe what their lines leave open.'),
    attachmentId: z.string().max(100).optional(),
    customFields: CustomFields.optional(),
    lines: z.array(Line).min(1).max(500),
  })
  .refine(({ postingDate, reverseDate }) => reverseDate === undefined || reverseDate > postingDate, {
    message: 'must be after postingDate',
    path: ['reverseDate'],
  })
  .refine(({ statistical, lines }) => statistical || lines.length > 1, {
    message: 'needs at least two lines',
    path: ['lines'],
  })
  .refine(({ lines }) => lines.every((line) => !line.exchangeRate || !line.exchangeRateType), {
    message: 'go with exchangeRateType or exchangeRate, never both',
    path: ['lines'],
  });

export type NewJournalEntry = z.output<typeof NewJournalEntryInput>;
type NewLine = NewJournalEntry['lines'][number];

/** Debits and credits of each currency must be equal; which entity a location belongs to only Intacct knows. */
export function requireBalance({ statistical, lines }: NewJournalEntry): void {
  const currencies = statistical ? [] : [...new Set(lines.map(({ currency }) => currency))];
  for (const currency of currencies) {
    const side = (type: NewLine['type']) =>
      sum(lines.filter((line) => line.currency === currency && line.type === type));
    const [debits, credits] = [side('debit'), side('credit')];
    if (!debits.eq(credits)) throw unbalanced(currency, debits.toFixed(2), credits.toFixed(2));
  }
}

function unbalanced(currency: string | undefined, debits: string, credits: string): ConnectorError {
  return new ConnectorError({
    kind: 'invalid_input',
    code: 'entry_unbalanced',
    message: `Debits of ${debits} and credits of ${credits} differ${currency ? ` in ${currency}` : ''}.`,
    advice: 'Correct the amounts so that debits equal credits in each currency. Nothing was sent.',
    details: { field: 'lines', values: { debits, credits, ...(currency ? { currency } : {}) } },
  });
}

function sum(parts: readonly { readonly amount: string | number }[]): Big {
  return parts.reduce((total, { amount }) => total.plus(amount), new Big(0));
}

/** Generic `create` of GLBATCH (facts/intacct-xml.md §4.8). */
export function toCreateEntry(entry: NewJournalEntry): GatewayFunction {
  return {
    name: 'create',
    body: {
      GLBATCH: {
        JOURNAL: entry.journal,
        BATCH_DATE: toGatewayDate(entry.postingDate),
        REVERSEDATE: entry.reverseDate && toGatewayDate(entry.reverseDate),
        BATCH_TITLE: entry.description,
        BASELOCATION_NO: entry.sourceEntityId,
        REFERENCENO: entry.referenceNumber,
        HISTORY_COMMENT: entry.comment,
        SUPDOCID: entry.attachmentId,
        STATE: entry.state === 'draft' ? 'Draft' : 'Posted',
        ...customFieldSiblings(entry.customFields),
        ENTRIES: { GLENTRY: entry.lines.map(toLine) },
      },
    },
  };
}

export function toLine(line: NewLine): XmlElement {
  return {
    ACCOUNTNO: line.accountNumber,
    TR_TYPE: line.type === 'debit' ? '1' : '-1',
    TRX_AMOUNT: money(line.amount),
    DOCUMENT: line.documentNumber,
    DESCRIPTION: line.memo,
    ...exchangeElements(line),
    ...genericDimensions(line, ''),
    ALLOCATION: line.splits ? 'Custom' : line.allocationId,
    SPLIT: line.splits?.map(({ amount, ...split }) => ({ AMOUNT: money(amount), ...genericDimensions(split) })),
    BILLABLE: line.billable === undefined ? undefined : String(line.billable),
    ...customFieldSiblings(line.customFields),
  };
}

function exchangeElements({ currency, exchangeRate, exchangeRateType, exchangeRateDate }: NewLine): XmlElement {
  if (currency === undefined) return {};
  return {
    CURRENCY: currency,
    EXCH_RATE_DATE: exchangeRateDate && toGatewayDate(exchangeRateDate),
    // An empty type means Intacct's daily rate.
    EXCH_RATE_TYPE_ID: exchangeRate === undefined ? (exchangeRateType ?? '') : undefined,
    EXCHANGE_RATE: exchangeRate,
  };
}
