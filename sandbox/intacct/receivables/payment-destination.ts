import { fieldOf, type StoredRecord } from '../books/record.js';
import { unknownReference } from '../company/references.js';
import type { Work } from '../company/work.js';
import { existing } from '../documents/rules.js';
import { refuse } from '../refusals.js';
import { PAYMENT_SUMMARY, summaryFields, summaryFor } from './summary.js';

/** Where the money goes: exactly one of the three. */
export interface Destination {
  readonly bankAccountId: string;
  readonly undepositedAccount: string;
  /** Summary name or batch key; only where payment summaries are user-specified. */
  readonly summary: string;
}

/** A destination that exists. */
export interface Deposit {
  /** The GL account that is debited; empty where no money is received. */
  readonly account: string;
  /** How the payment's record shows it. */
  readonly fields: Readonly<Record<string, string>>;
}

const NOWHERE: Deposit = { account: '', fields: {} };

/** A user-specified summary can bring the account; otherwise the payment names it. Nothing received may go nowhere. */
export function depositOf(sent: Destination, amount: number, currency: string, date: string, work: Work): Deposit {
  const { arPaymentSummaries, creditOnlyNeedsAccount } = work.company.settings;
  const none = sent.bankAccountId === '' && sent.undepositedAccount === '' && sent.summary === '';
  if (amount === 0 && none && !creditOnlyNeedsAccount) return NOWHERE;
  const named = arPaymentSummaries === 'user-specified' ? summaryOf(sent, date, '', work) : undefined;
  const bankAccountId = sent.bankAccountId || (sent.undepositedAccount ? '' : (named?.FINANCIALENTITY ?? ''));
  const undeposited = sent.undepositedAccount || (bankAccountId ? '' : (named?.UNDEPOSITEDACCOUNTNO ?? ''));
  if (bankAccountId !== '' && undeposited !== '') {
    refuse('BL03000018', 'Enter either a bank account or an undeposited funds account, not both.');
  }
  const deposit = bankAccountId
    ? inBank(bankAccountId, currency, work)
    : inUndepositedFunds(undeposited, currency, named, work);
  const place = bankAccountId === '' ? `Undeposited-${undeposited}` : `Bank-${bankAccountId}`;
  const summary = named ?? summaryOf(sent, date, place, work);
  return {
    ...deposit,
    fields: { ...deposit.fields, ...summaryFields(summary), SUMMARYTITLE: fieldOf(summary, 'TITLE') },
  };
}

function summaryOf(sent: Destination, date: string, place: string, work: Work): StoredRecord {
  return summaryFor(PAYMENT_SUMMARY, work.company.settings.arPaymentSummaries, sent.summary, date, work, place);
}

/** A base-currency account takes any currency, converted; another account only its own. */
function inBank(id: string, currency: string, work: Work): Deposit {
  const account = foundBank(id, work);
  const own = fieldOf(account, 'CURRENCY');
  if (own !== currency && own !== work.company.settings.baseCurrency) {
    refuse('BL03000018', `Bank account '${id}' is in ${own}, the payment in ${currency}.`);
  }
  const fields = {
    FINANCIALENTITY: id,
    FINANCIALENTITYTYPE: 'ba',
    FINANCIALACCOUNTNAME: fieldOf(account, 'BANKNAME'),
    FINANCIALACCOUNTCURRENCY: own,
  };
  return { account: fieldOf(account, 'GLACCOUNTNO'), fields };
}

/** A checking or savings account by its ID. */
export function foundBank(id: string, { company }: Work): StoredRecord {
  for (const object of ['CHECKINGACCOUNT', 'SAVINGSACCOUNT']) {
    const account = company.objects.has(object) ? company.books.find(object, id) : undefined;
    if (account) return account;
  }
  return unknownReference(company, 'CHECKINGACCOUNT', id);
}

function inUndepositedFunds(account: string, currency: string, summary: StoredRecord | undefined, work: Work): Deposit {
  if (account === '') {
    // A summary of a company that names no account in it stands for the company's first bank account.
    if (summary) return inFirstBank(currency, work);
    return refuse('BL03000018', 'Enter a bank account or an undeposited funds account.');
  }
  if (currency !== work.company.settings.baseCurrency) {
    refuse(
      'BL02000051',
      'A foreign currency invoice cannot be paid through an undeposited funds account.',
      'Select a bank account of that currency.',
    );
  }
  const number = fieldOf(existing('GLACCOUNT', account, work), 'ACCOUNTNO');
  return { account: number, fields: { UNDEPOSITEDACCOUNTNO: number } };
}

function inFirstBank(currency: string, work: Work): Deposit {
  const [first] = work.company.books.table('CHECKINGACCOUNT').values();
  if (!first) return refuse('BL03000018', 'The company has no bank account.');
  return inBank(fieldOf(first, 'BANKACCOUNTID'), currency, work);
}
