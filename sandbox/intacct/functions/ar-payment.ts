import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { applyCredit } from '../receivables/apply-credit.js';
import type { Application } from '../receivables/credits.js';
import { currencyOfFirst } from '../receivables/generic-payment.js';
import { oldestFirst } from '../receivables/oldest-first.js';
import { createPayment } from '../receivables/payment.js';
import type { Destination } from '../receivables/payment-destination.js';
import { PAYMENT_METHODS } from '../receivables/payment-methods.js';
import { reversePayment } from '../receivables/reverse-payment.js';
import { invalidValue, withWrapper } from '../refusals.js';
import { CURRENCY_GROUP } from '../schema/common.js';
import { child, childrenNamed, type XmlElement } from '../xml/element.js';
import { leaf } from '../xml/write.js';
import type { FunctionDefinition } from './definition.js';
import { amountOf, currencyOf, dateOf, refuseUnread, textOf } from './legacy.js';

/** Elements of create_arpayment whose values are read. */
const READ =
  `customerid paymentamount batchkey bankaccountid undepfundsacct refid overpaylocid overpaydeptid datereceived
  paymentmethod basecurr currency exchratedate exchratetype exchrate arpaymentitem`.split(/\s+/);

const PAYMENT = () => ['ARPYMT'];

/** Content models that create_arpaymentbatch, which holds these functions, needs as well. */
export const PAYMENT_SCHEMA = {
  create_arpayment: `customerid, paymentamount, translatedamount?, (batchkey | bankaccountid | undepfundsacct)?, refid?,
    overpaylocid?, overpaydeptid?, datereceived?, paymentmethod?, ${CURRENCY_GROUP}, cctype?, authcode?,
    arpaymentitem*, (onlinecardpayment | onlineachpayment)*`,
  apply_arpayment: 'arpaymentkey, paymentdate, batchkey?, memo?, overpaylocid?, overpaydeptid?, arpaymentitems',
  arpaymentitems: 'arpaymentitem+',
  arpaymentitem: 'invoicekey, amount',
  onlinecardpayment: 'ANY',
  onlineachpayment: 'ANY',
};

export const createArPayment: FunctionDefinition = {
  name: 'create_arpayment',
  schema: PAYMENT_SCHEMA,
  objects: PAYMENT,
  run: ({ element, work }) =>
    withWrapper('Could not create Payment record!', () =>
      leaf('key', keyOf(createdPayment(element, destinationOf(element), work))),
    ),
};

export const applyArPayment: FunctionDefinition = {
  name: 'apply_arpayment',
  schema: PAYMENT_SCHEMA,
  objects: PAYMENT,
  run: ({ element, work }) =>
    withWrapper('Could not apply Payment record!', () => leaf('key', keyOf(appliedPayment(element, work)))),
};

export const reverseArPayment: FunctionDefinition = {
  name: 'reverse_arpayment',
  schema: { reverse_arpayment: '@key, datereversed, description?, nsfclosedaccount?' },
  objects: PAYMENT,
  run: ({ element, work }) =>
    withWrapper('Could not reverse Payment record!', () => {
      const date = dateOf(element, 'datereversed');
      const description = textOf(element, 'description');
      const nsf = textOf(element, 'nsfclosedaccount');
      return leaf('key', keyOf(reversePayment(element.attributes.key ?? '', { date, description, nsf }, work)));
    }),
};

function keyOf(record: StoredRecord): string {
  return fieldOf(record, 'RECORDNO');
}

export function destinationOf(element: XmlElement): Destination {
  return {
    bankAccountId: textOf(element, 'bankaccountid'),
    undepositedAccount: textOf(element, 'undepfundsacct'),
    summary: textOf(element, 'batchkey'),
  };
}

/**
 * Without items an open-item company keeps the whole amount as an advance, and a balance-forward company pays the
 * customer's oldest invoices.
 */
export function createdPayment(element: XmlElement, destination: Destination, work: Work): StoredRecord {
  refuseUnread(element, READ);
  const customerId = textOf(element, 'customerid');
  const amount = amountOf(element, 'paymentamount');
  const exchange = currencyOf(element);
  const items = childrenNamed(element, 'arpaymentitem').map((item) => applicationOf(item, work));
  const balanceForward = items.length === 0 && work.company.settings.arMatching === 'balance-forward';
  const applications = balanceForward ? oldestFirst(customerId, exchange.currency, amount, work) : items;
  const receiptDate = dateOf(element, 'datereceived') || work.company.clock.today();
  return createPayment(
    {
      customerId,
      payerName: '',
      method: methodOf(element),
      receiptDate,
      paymentDate: receiptDate,
      docNumber: textOf(element, 'refid'),
      description: '',
      submit: true,
      destination,
      exchange: { ...exchange, currency: exchange.currency || currencyOfFirst(applications, work) },
      applications,
      amount,
      overpaymentLocation: textOf(element, 'overpaylocid'),
      overpaymentDepartment: textOf(element, 'overpaydeptid'),
      recordType: applications.length === 0 ? 'rr' : 'rp',
    },
    work,
  );
}

export function appliedPayment(element: XmlElement, work: Work): StoredRecord {
  refuseUnread(element, ['arpaymentkey', 'paymentdate', 'batchkey', 'memo', 'arpaymentitems']);
  const items = child(element, 'arpaymentitems')?.children ?? [];
  return applyCredit(
    {
      key: textOf(element, 'arpaymentkey'),
      date: dateOf(element, 'paymentdate'),
      memo: textOf(element, 'memo'),
      summary: textOf(element, 'batchkey'),
      applications: items.map((item) => applicationOf(item, work)),
    },
    work,
  );
}

/** `invoicekey` names an invoice or a debit memo. */
function applicationOf(item: XmlElement, { company }: Work): Application {
  const invoiceKey = textOf(item, 'invoicekey');
  const object = company.books.get('ARADJUSTMENT', invoiceKey) ? 'ARADJUSTMENT' : 'ARINVOICE';
  return { object, invoiceKey, lineKey: '', amount: amountOf(item, 'amount') };
}

function methodOf(element: XmlElement): string {
  const sent = textOf(element, 'paymentmethod');
  if (sent === '') return 'Printed Check';
  return sent in PAYMENT_METHODS ? sent : invalidValue('paymentmethod', sent);
}
