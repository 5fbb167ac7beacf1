import { fieldOf, type StoredRecord } from '../books/record.js';
import { unknownReference } from '../company/references.js';
import type { Work } from '../company/work.js';
import { refuseInactive } from '../documents/active.js';
import { refuse } from '../refusals.js';

/** A checking or savings account by its ID. A base-currency account pays any currency, converted; another only its own. */
export function payingAccount(id: string, currency: string, work: Work): StoredRecord {
  const { books, settings } = work.company;
  const account = books.find('CHECKINGACCOUNT', id) ?? books.find('SAVINGSACCOUNT', id);
  if (!account) return unknownReference(work.company, 'CHECKINGACCOUNT', id);
  refuseInactive('CHECKINGACCOUNT', account, work);
  const own = fieldOf(account, 'CURRENCY') || settings.baseCurrency;
  if (own !== currency && own !== settings.baseCurrency) {
    refuse('BL03000018', `Bank account '${id}' is in ${own}, the payment in ${currency}.`);
  }
  return account;
}

/** What a payment shows of the account it is made from. */
export function bankFields(id: string, { company }: Work): Record<string, string> {
  if (id === '') return {};
  const checking = company.books.find('CHECKINGACCOUNT', id);
  const account = checking ?? company.books.find('SAVINGSACCOUNT', id);
  return {
    FINANCIALENTITY: id,
    FINANCIALENTITYTYPE: checking ? 'checking' : 'savings',
    FINANCIALACCOUNTNAME: account?.BANKNAME ?? '',
    FINANCIALACCOUNTCURRENCY: account?.CURRENCY ?? '',
  };
}
