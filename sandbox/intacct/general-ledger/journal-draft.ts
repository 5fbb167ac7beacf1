import type { Cents } from '../books/money.js';
import type { DimensionIds } from '../dimensions/standard.js';
import type { CurrencyDraft } from '../documents/exchange.js';

/** A journal entry as it is asked for; empty strings where nothing was sent. */
export interface JournalDraft {
  readonly journal: string;
  readonly date: string;
  readonly title: string;
  readonly referenceNo: string;
  /** Day on which the opposite entry is posted. */
  readonly reverseDate: string;
  readonly comment: string;
  readonly supdocId: string;
  readonly transactionSource: string;
  /** Entity to which the others owe what their own lines leave open. */
  readonly baseLocation: string;
  readonly submit: boolean;
  readonly lines: readonly JournalLineDraft[];
}

export interface JournalLineDraft {
  readonly account: string;
  readonly side: 'debit' | 'credit';
  /** Never negative. */
  readonly amount: Cents;
  readonly memo: string;
  readonly document: string;
  readonly exchange: CurrencyDraft;
  readonly dimensions: DimensionIds;
}
