import { type Cents, money, total } from '../books/money.js';
import type { Work } from '../company/work.js';
import { entityOf, grouped, owedPostings } from '../documents/inter-entity.js';
import { existing } from '../documents/rules.js';
import { refuse } from '../refusals.js';
import type { JournalLine } from './journal-line.js';

/**
 * Refuses lines whose debits and credits differ, and gives the lines the system adds: what entities owe each other where
 * lines span them, and the cents that rates leave over.
 */
export function balancing(lines: readonly JournalLine[], baseLocation: string, work: Work): JournalLine[] {
  for (const [currency, part] of grouped(lines, (line) => line.currency)) refuseUnbalanced(currency, part);
  const between = interEntityLines(lines, baseLocation, work);
  const ofEntities = grouped([...lines, ...between], (line) => entityOf(line.location, work));
  return [...between, ...[...ofEntities.values()].flatMap((part) => roundingLines(part, work))];
}

function refuseUnbalanced(currency: string, lines: readonly JournalLine[]): void {
  const debits = total(lines.map(({ trxAmount }) => Math.max(trxAmount, 0)));
  const credits = total(lines.map(({ trxAmount }) => Math.max(-trxAmount, 0)));
  if (debits === credits) return;
  refuse(
    'BL03000018',
    `The transaction does not balance: ${currency} debits are ${money(debits)}, credits ${money(credits)}.`,
    'Enter debits and credits that are equal.',
  );
}

/** Each line may be half a cent off; more than that comes from rates that differ within the entry. */
function roundingLines(lines: readonly JournalLine[], work: Work): JournalLine[] {
  const difference = total(lines.map(({ amount }) => amount));
  if (difference === 0) return [];
  if (Math.abs(difference) > lines.length) {
    refuse('BL03000018', `The transaction does not balance in the base currency: ${money(difference)} is left over.`);
  }
  const { baseCurrency, accounts } = work.company.settings;
  return [systemLine(accounts.exchangeGainLoss, -difference, 0, baseCurrency, lines[0]?.location ?? '')];
}

function interEntityLines(lines: readonly JournalLine[], baseLocation: string, work: Work): JournalLine[] {
  const open = [...grouped(lines, (line) => `${line.currency} ${entityOf(line.location, work)}`)]
    .map(([, part]) => ({
      currency: part[0]?.currency ?? '',
      entity: entityOf(part[0]?.location ?? '', work),
      amount: total(part.map((line) => line.amount)),
      trx: total(part.map(({ trxAmount }) => trxAmount)),
    }))
    .filter(({ trx }) => trx !== 0);
  if (open.length === 0) return [];
  if (baseLocation === '') {
    refuse(
      'BL03000018',
      'The transaction does not balance per entity.',
      'Balance the lines of each entity, or enter the source entity (BASELOCATION_NO).',
    );
  }
  existing('LOCATION', baseLocation, work);
  return open.flatMap((each) => (each.entity === baseLocation ? [] : owed(each, baseLocation, work)));
}

interface Open {
  readonly amount: Cents;
  readonly trx: Cents;
  readonly currency: string;
  readonly entity: string;
}

/** What the system adds between two entities, as lines. */
function owed({ amount, trx, currency, entity }: Open, base: string, work: Work): JournalLine[] {
  return owedPostings({ amount, trxAmount: trx, entity }, base, work).map((posting) =>
    systemLine(posting.account, posting.amount, posting.trxAmount, currency, posting.location ?? ''),
  );
}

function systemLine(account: string, amount: Cents, trx: Cents, currency: string, location: string): JournalLine {
  const debit = amount > 0 || (amount === 0 && trx > 0);
  const fields = {
    ACCOUNTNO: account,
    TR_TYPE: debit ? '1' : '-1',
    AMOUNT: money(Math.abs(amount)),
    TRX_AMOUNT: money(Math.abs(trx)),
    CURRENCY: currency,
    LOCATION: location,
    DESCRIPTION: 'Added by the system',
  };
  return { amount, trxAmount: trx, currency, location, fields };
}
