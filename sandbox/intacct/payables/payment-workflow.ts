import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { openPeriod } from '../documents/rules.js';
import { refuse } from '../refusals.js';
import { detailsOf, partsOf } from './payment-draft.js';
import { postPayment, reversePosting } from './payment-posting.js';
import { selectPart, unsettle } from './settle.js';

/**
 * Draft → Submitted (where payments need approval) → Approved (where checks wait to be printed) → Posted → Voided.
 * From Submitted a payment can be declined. While it is submitted or approved it holds what it pays: `Selected`.
 */
export function submitPayment(payment: StoredRecord, work: Work): StoredRecord {
  if (!work.company.settings.paymentApproval) return release(payment, work);
  select(payment, 1, work);
  return to('Submitted', payment, work);
}

export function approvePayment(payment: StoredRecord, work: Work): StoredRecord {
  refuseUnless(payment, ['Submitted'], 'approved');
  select(payment, -1, work);
  return release(payment, work);
}

export function declinePayment(payment: StoredRecord, work: Work): StoredRecord {
  refuseUnless(payment, ['Submitted'], 'declined');
  select(payment, -1, work);
  return to('Declined', payment, work);
}

/** Guess: once only, and by itself no posting unless so configured. */
export function sendPayment(payment: StoredRecord, work: Work): StoredRecord {
  refuseUnless(payment, ['Approved'], 'sent');
  if (payment.SENTON) refuse('BL03000018', `Payment ${fieldOf(payment, 'RECORDNO')} was sent already.`);
  const sent = work.change('APPYMT', fieldOf(payment, 'RECORDNO'), { SENTON: work.company.clock.today() });
  return work.company.settings.sendConfirmsPayments ? confirmPayment(sent, work) : sent;
}

export function confirmPayment(payment: StoredRecord, work: Work): StoredRecord {
  refuseUnless(payment, ['Approved'], 'confirmed');
  select(payment, -1, work);
  return postPayment(payment, work);
}

/** Takes a payment back, on the given day where it was in the ledger. */
export function voidPayment(payment: StoredRecord, date: string, description: string, work: Work): StoredRecord {
  refuseUnless(payment, ['Posted', 'Approved'], 'voided');
  if (fieldOf(payment, 'STATE') === 'Approved') {
    select(payment, -1, work);
    return to('Voided', payment, work);
  }
  if (date < fieldOf(payment, 'WHENCREATED')) {
    refuse('BL03000018', 'The reversal date must be on or after the date of the payment.');
  }
  openPeriod(date, work);
  unsettle(payment, work);
  reversePosting(payment, date, description, work);
  return to('Voided', payment, work);
}

function release(payment: StoredRecord, work: Work): StoredRecord {
  const check = fieldOf(payment, 'PAYMENTMETHOD') === 'Printed Check';
  if (!check || !work.company.settings.printedChecksStartUnconfirmed) return postPayment(payment, work);
  select(payment, 1, work);
  return to('Approved', payment, work);
}

function select(payment: StoredRecord, sign: 1 | -1, work: Work): void {
  for (const part of detailsOf(payment, work).flatMap(partsOf)) {
    selectPart({ ...part, amount: sign * part.amount }, work);
  }
}

function to(state: string, payment: StoredRecord, work: Work): StoredRecord {
  return work.change('APPYMT', fieldOf(payment, 'RECORDNO'), { STATE: state });
}

function refuseUnless(payment: StoredRecord, states: readonly string[], what: string): void {
  const state = fieldOf(payment, 'STATE');
  if (states.includes(state)) return;
  refuse('BL03000018', `Payment ${fieldOf(payment, 'RECORDNO')} is ${state} and cannot be ${what}.`);
}
