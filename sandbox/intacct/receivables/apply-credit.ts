import { cents } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { refuse } from '../refusals.js';
import type { Application, Credit, OpenObject } from './credits.js';
import { applyPayment, createPayment } from './payment.js';
import { noTransaction } from './receivable.js';

export interface ApplyDraft {
  /** RECORDNO of a payment, an advance, a credit memo or a negative invoice. */
  readonly key: string;
  readonly date: string;
  readonly memo: string;
  readonly summary: string;
  readonly applications: readonly Application[];
}

const KINDS: Readonly<Record<Exclude<OpenObject, 'ARPYMT'>, Credit['kind']>> = {
  ARADVANCE: 'advance',
  ARADJUSTMENT: 'adjustment',
  ARINVOICE: 'negativeInvoice',
};

/** Money on account is applied by its own payment; other credits by a new payment that brings no money. */
export function applyCredit(draft: ApplyDraft, work: Work): StoredRecord {
  const { books } = work.company;
  const payment = books.get('ARPYMT', draft.key);
  if (payment) return applyMoney(payment, draft, work);
  for (const object of ['ARADVANCE', 'ARADJUSTMENT', 'ARINVOICE'] as const) {
    const record = books.get(object, draft.key);
    if (record) return applyDocument(object, record, draft, work);
  }
  return noTransaction('payment', draft.key);
}

function applyMoney(payment: StoredRecord, draft: ApplyDraft, work: Work): StoredRecord {
  if (fieldOf(payment, 'STATE') !== 'Posted') {
    refuse(
      'BL03000018',
      `Oops, we can't find this transaction; enter a valid payment key. '${draft.key}' is not posted.`,
    );
  }
  return applyPayment(payment, draft.date, draft.applications, work);
}

function applyDocument(object: keyof typeof KINDS, record: StoredRecord, draft: ApplyDraft, work: Work): StoredRecord {
  if (object !== 'ARADVANCE' && cents(record.TRX_TOTALENTERED) >= 0) noTransaction('payment', draft.key);
  const credit: Credit = { kind: KINDS[object], key: draft.key, lineKey: '' };
  return createPayment(
    {
      customerId: fieldOf(record, 'CUSTOMERID'),
      payerName: '',
      method: fieldOf(record, 'PAYMENTMETHOD') || 'Printed Check',
      receiptDate: draft.date,
      paymentDate: draft.date,
      docNumber: '',
      description: draft.memo,
      submit: true,
      destination: { bankAccountId: '', undepositedAccount: '', summary: draft.summary },
      exchange: {
        currency: fieldOf(record, 'CURRENCY'),
        baseCurrency: '',
        rateDate: '',
        rateType: '',
        rate: fieldOf(record, 'EXCH_RATE_TYPE_ID') === 'Custom' ? fieldOf(record, 'EXCHANGE_RATE') : '',
      },
      applications: draft.applications.map((each) => ({ ...each, credit })),
      amount: 0,
      overpaymentLocation: '',
    },
    work,
  );
}
