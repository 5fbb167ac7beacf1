import { Big } from 'big.js';
import { ConnectorError } from '../../errors.js';
import type { IntacctClient } from '../client.js';
import { toGatewayDate } from '../gateway/dates.js';
import type { GatewayFunction, XmlElement } from '../gateway/envelope.js';
import { allOf, equal } from '../gateway/query.js';
import type { IntacctRecord } from '../gateway/reply.js';
import { userDimensions } from '../shapes/dimensions.js';
import { journalLine } from '../shapes/journal-entry.js';
import { text, textOrNull } from './fields.js';
import { linesOf } from './journal-entry-records.js';
import { findAll } from './recognition.js';

/** Module of the entries that people and integrations write; those of documents belong to their own ledgers. */
const generalLedger = '2.GL';

export interface Reversal {
  readonly postingDate: string;
  readonly description?: string | undefined;
  readonly state: 'draft' | 'posted';
}

/** By this a reversal is found again, and a second one refused: the gateway has no function that links the two. */
const referenceTo = (original: IntacctRecord) => `REV-${text(original, 'RECORDNO')}`;

/** Reversals that this connector has written for an entry. */
export function reversalsOf(intacct: IntacctClient, original: IntacctRecord): Promise<readonly IntacctRecord[]> {
  const filter = allOf(equal('REFERENCENO', referenceTo(original)), equal('JOURNAL', text(original, 'JOURNAL')));
  return findAll(intacct, 'GLBATCH', ['RECORDNO'], filter);
}

/** Throws `state_forbids` for what cannot be reversed by an opposite entry. */
export function requireReversible(original: IntacctRecord, { postingDate }: Reversal): void {
  const state = text(original, 'STATE');
  if (state === 'Draft') throw forbidden(original, 'is a draft', 'Delete it with deleteJournalEntry.');
  const other = textOrNull(original, 'REVERSEDKEY');
  if (other) throw alreadyReversed(original, other);
  const module = text(original, 'MODULE');
  if (module !== '' && module !== generalLedger) {
    throw forbidden(original, `comes from another module (${module})`, 'Reverse the document that it belongs to.');
  }
  if (toSortable(text(original, 'BATCH_DATE')) > postingDate) {
    throw forbidden(original, `is dated after ${postingDate}`, 'Give a postingDate on or after the entry’s own.');
  }
}

export const alreadyReversed = (original: IntacctRecord, key: string) =>
  forbidden(original, `is reversed already, by ${key}`, 'Read that one; to undo the reversal, reverse it in turn.');

function forbidden(original: IntacctRecord, why: string, advice: string): ConnectorError {
  return new ConnectorError({
    kind: 'rejected',
    code: 'state_forbids',
    message: `Journal entry ${text(original, 'RECORDNO')} ${why} and cannot be reversed.`,
    advice: `${advice} Nothing was sent.`,
    details: { field: 'key' },
  });
}

/** The same lines on the other side, at the same rates. */
export function toReversal(original: IntacctRecord, { postingDate, description, state }: Reversal): GatewayFunction {
  const lines = linesOf(original).filter((line) => Number(text(line, 'TRX_AMOUNT') || text(line, 'AMOUNT')) !== 0);
  return {
    name: 'create',
    body: {
      GLBATCH: {
        JOURNAL: text(original, 'JOURNAL'),
        BATCH_DATE: toGatewayDate(postingDate),
        BATCH_TITLE: description ?? `Reversed - ${text(original, 'BATCH_TITLE')}`.slice(0, 80),
        REFERENCENO: referenceTo(original),
        BASELOCATION_NO: textOrNull(original, 'BASELOCATION_NO') ?? undefined,
        STATE: state === 'draft' ? 'Draft' : 'Posted',
        ENTRIES: { GLENTRY: lines.map(opposite) },
      },
    },
  };
}

const copied = ['ACCOUNTNO', 'DESCRIPTION', 'DOCUMENT', 'LOCATION', 'DEPARTMENT', 'CURRENCY', 'EXCH_RATE_DATE'];
const dimensions = journalLine.paths.filter((path) => path.endsWith('ID') && path !== 'EXCH_RATE_TYPE_ID');

function opposite(line: IntacctRecord): XmlElement {
  return {
    ...Object.fromEntries([...copied, ...dimensions].map((name) => [name, text(line, name) || undefined])),
    ...userDimensions(line),
    TR_TYPE: text(line, 'TR_TYPE') === '1' ? '-1' : '1',
    TRX_AMOUNT: text(line, 'TRX_AMOUNT') || text(line, 'AMOUNT'),
    EXCHANGE_RATE: rateOf(line),
  };
}

/** A line that Intacct added has no rate of its own, but two amounts. */
function rateOf(line: IntacctRecord): string | undefined {
  const [own, base, amount] = ['EXCHANGE_RATE', 'AMOUNT', 'TRX_AMOUNT'].map((name) => text(line, name));
  if (own || !base || !amount || base === amount) return own || undefined;
  return new Big(base).div(amount).round(10).toFixed();
}

const toSortable = (date: string) => date.replace(/^(\d{2})\/(\d{2})\/(\d{4}).*$/, '$3-$1-$2');
