import { type Cents, cents } from '../books/money.js';
import type { Work } from '../company/work.js';
import { checkedFields } from '../objects/check.js';
import { currency, date, type Fields, integer, text } from '../objects/field.js';
import { type Input, readInput } from '../objects/input.js';
import { missingField, refuse } from '../refusals.js';
import type { XmlElement } from '../xml/element.js';
import { type Application, CREDIT_FIELDS, type Credit } from './credits.js';
import { foundInvoice } from './invoice.js';
import { termDiscount } from './payment-discount.js';

const CREDIT_KINDS = ['inline', 'adjustment', 'advance', 'overpayment', 'negativeInvoice'] as const;

/** What one ARPYMTDETAIL takes. */
export const DETAIL: Fields = {
  RECORDKEY: integer(),
  ENTRYKEY: integer(),
  POSADJKEY: integer(),
  POSADJENTRYKEY: integer(),
  TRX_PAYMENTAMOUNT: currency(),
  ...Object.fromEntries(
    CREDIT_KINDS.flatMap((kind) => {
      const { key, entry, trxAmount } = CREDIT_FIELDS[kind];
      return [
        [key, integer()],
        [entry, integer()],
        [trxAmount, currency()],
      ] as const;
    }),
  ),
  DISCOUNTDATE: date(),
  TRX_TOTALDISCOUNTTOAPPLY: currency(),
  CURRENCY: text(),
};

/** One detail can bring money, one kind of credit, and a discount; each is an application of its own. */
export function applicationsOf(detail: XmlElement, work: Work): Application[] {
  return applicationsIn(readInput(detail), work);
}

function applicationsIn(input: Input, work: Work): Application[] {
  const sent = checkedFields({ name: 'ARPYMTDETAIL', fields: DETAIL }, input, work);
  const of = (name: string) => sent[name] ?? '';
  const paid = paidOf(of);
  const cash = cents(of('TRX_PAYMENTAMOUNT'));
  const applications: Application[] = cash === 0 ? [] : [{ ...paid, amount: cash }];
  const credit = creditOf(of);
  if (credit) applications.push({ ...paid, ...credit });
  const discount = discountOf(of, paid.invoiceKey, work);
  if (discount) applications.push({ ...paid, ...discount });
  return applications.length > 0 ? applications : missingField('TRX_PAYMENTAMOUNT');
}

/** Exactly one of invoice and debit memo. */
function paidOf(of: (name: string) => string): Pick<Application, 'object' | 'invoiceKey' | 'lineKey'> {
  const invoiceKey = of('RECORDKEY');
  const memoKey = of('POSADJKEY');
  if (invoiceKey === '' && memoKey === '') missingField('RECORDKEY');
  if (invoiceKey !== '' && memoKey !== '') refuse('BL03000018', 'Enter either RECORDKEY or POSADJKEY, not both.');
  return memoKey === ''
    ? { object: 'ARINVOICE', invoiceKey, lineKey: of('ENTRYKEY') }
    : { object: 'ARADJUSTMENT', invoiceKey: memoKey, lineKey: of('POSADJENTRYKEY') };
}

function creditOf(of: (name: string) => string): { amount: Cents; credit: Credit } | undefined {
  const kinds = CREDIT_KINDS.filter((kind) => {
    const { key, trxAmount } = CREDIT_FIELDS[kind];
    return of(key) !== '' || of(trxAmount) !== '';
  });
  const [kind] = kinds;
  if (!kind) return undefined;
  if (kinds.length > 1) refuse('BL03000018', 'Enter one ARPYMTDETAIL for each type of credit.');
  const { key, entry, trxAmount } = CREDIT_FIELDS[kind];
  if (of(key) === '') missingField(key);
  if (of(trxAmount) === '') missingField(trxAmount);
  return { amount: cents(of(trxAmount)), credit: { kind, key: of(key), lineKey: of(entry) } };
}

function discountOf(
  of: (name: string) => string,
  invoiceKey: string,
  work: Work,
): { amount: Cents; credit: Credit } | undefined {
  const discountDate = of('DISCOUNTDATE');
  const custom = of('TRX_TOTALDISCOUNTTOAPPLY');
  if (discountDate === '' && custom === '') return undefined;
  if (discountDate !== '' && custom !== '') {
    refuse('BL03000018', 'Enter either DISCOUNTDATE or TRX_TOTALDISCOUNTTOAPPLY, not both.');
  }
  if (custom !== '' && !work.company.settings.customDiscounts) {
    refuse(
      'BL03000018',
      'Custom discounts are not enabled.',
      'Enable them in the configuration of Accounts Receivable.',
    );
  }
  const amount = custom === '' ? termDiscount(foundInvoice(invoiceKey, work), discountDate, work) : cents(custom);
  return { amount, credit: { kind: 'discount', key: '', lineKey: '', discountDate } };
}
