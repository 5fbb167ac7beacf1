import type { StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { foundPayment } from '../payables/payment.js';
import {
  approvePayment,
  confirmPayment,
  declinePayment,
  sendPayment,
  voidPayment,
} from '../payables/payment-workflow.js';
import { withWrapper } from '../refusals.js';
import { child } from '../xml/element.js';
import type { FunctionDefinition } from './definition.js';

/** Moves every payment named, or none. What a success returns is a guess: its status alone. */
function paymentRequest(verb: string, move: (payment: StoredRecord, work: Work) => StoredRecord): FunctionDefinition {
  const name = `${verb}_appaymentrequest`;
  return {
    name,
    schema: { [name]: 'appaymentkeys', appaymentkeys: 'appaymentkey+' },
    objects: () => ['APPYMT'],
    run: ({ element, work }) =>
      withWrapper(`Could not ${verb} AP payment request!`, () => {
        for (const { text } of child(element, 'appaymentkeys')?.children ?? []) {
          work.wrote('APPYMT', move(foundPayment(text.trim(), work), work));
        }
        return '';
      }),
  };
}

export const PAYMENT_REQUESTS: readonly FunctionDefinition[] = [
  paymentRequest('approve', approvePayment),
  paymentRequest('confirm', confirmPayment),
  paymentRequest('decline', declinePayment),
  paymentRequest('send', sendPayment),
  paymentRequest('void', (payment, work) => voidPayment(payment, work.company.clock.today(), '', work)),
];
