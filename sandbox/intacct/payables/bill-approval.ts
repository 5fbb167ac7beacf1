import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Work } from '../company/work.js';
import { openPeriod } from '../documents/rules.js';
import { refuse } from '../refusals.js';
import { BILL } from './kind.js';
import { foundPayable, named, postPayable } from './payable.js';

/** A submitted bill waits for a decision. No public function of the gateway takes it; the one who submitted may recall it. */

export function approveBill(recordno: string, work: Work): StoredRecord {
  const bill = submitted(recordno, 'approved', work);
  openPeriod(fieldOf(bill, 'WHENPOSTED'), work);
  const posted = work.change('APBILL', recordno, { STATE: 'Posted' });
  postPayable(BILL, posted, work);
  return work.wrote('APBILL', posted);
}

export function declineBill(recordno: string, work: Work): StoredRecord {
  submitted(recordno, 'declined', work);
  return work.wrote('APBILL', work.change('APBILL', recordno, { STATE: 'Declined' }));
}

/** Back to a draft, which can be changed and submitted again. */
export function recallBill(recordno: string, work: Work): StoredRecord {
  submitted(recordno, 'recalled', work);
  return work.wrote('APBILL', work.change('APBILL', recordno, { STATE: 'Draft' }));
}

function submitted(recordno: string, what: string, work: Work): StoredRecord {
  const bill = foundPayable(BILL, recordno, work);
  const state = fieldOf(bill, 'STATE');
  if (state !== 'Submitted') refuse('BL03000018', `${named(BILL, bill)} is ${state} and cannot be ${what}.`);
  return bill;
}
