import { hubSpotMeanings } from '../../connectors/hubspot/error-catalogue.js';

/** A failure that comes from beside the Intacct connector. Its code may be one that Intacct errors use as well. */
export interface OtherFailure {
  readonly code: string;
  readonly cause: string;
  readonly solution: string;
}

/** Raised by the processes in `workflows/`. */
export const workflowFailures: readonly OtherFailure[] = [
  {
    code: 'deal_incomplete',
    cause: 'The deal lacks something that an invoice needs; the message names every field at once.',
    solution: 'Fill in the named fields in HubSpot, then run the deal again.',
  },
  {
    code: 'deal_amount_differs',
    cause: 'The deal’s own amount is not what its line items add up to.',
    solution:
      'Correct the amount or the line items in HubSpot and retry, or skip the comparison to invoice the line items.',
  },
  {
    code: 'deal_no_longer_won',
    cause:
      'The deal was lost, reopened or deleted before its invoice was posted; what was made of it is removed again.',
    solution: 'Nothing: when the deal is won again, it is invoiced by a new run.',
  },
  {
    code: 'deal_lost_after_posting',
    cause: 'The deal was lost, reopened or deleted after its invoice was posted, while its run was still open.',
    solution: 'Approve to reverse the invoice, or skip to leave it as it is.',
  },
  {
    code: 'invoice_not_found',
    cause: 'The process was given an invoice number that this customer does not have.',
    solution: 'Check the number and the customer, then start the process again.',
  },
  {
    code: 'amount_exceeds_due',
    cause: 'The process was asked to pay more than is due on an invoice, or nothing at all.',
    solution: 'Pay at most what is due.',
  },
  {
    code: 'credit_note_not_found',
    cause: 'The process was given the number of a credit note that this customer does not have, or that is a draft.',
    solution: 'Check the number and the customer, or post the credit note; then retry.',
  },
  {
    code: 'amount_too_small',
    cause: 'The money received does not cover the amounts that were asked for, invoice by invoice.',
    solution: 'Retry with the whole amount, or with less for the invoices.',
  },
  {
    code: 'nothing_due',
    cause: 'None of the invoices has anything due, perhaps because another payment came first.',
    solution: 'Keep the money on account with createArAdvance, or name other invoices.',
  },
  {
    code: 'overpayment_not_wanted',
    cause: 'The money received is more than what is due, and nobody has said where the rest belongs.',
    solution: 'Give `overpayment` with its location and department, or a smaller amount.',
  },
  {
    code: 'too_many_invoices',
    cause: 'The money received would settle more than 500 invoices, which one payment cannot.',
    solution: 'Split the amount into several payments.',
  },
  {
    code: 'remainder_differs',
    cause:
      'After a payment, a reversal or a credit note, something else is due than what follows from it: somebody has paid in between.',
    solution:
      'Look at the payments of the invoices in Intacct; retry when it is put right, or skip to leave it at that.',
  },
  {
    code: 'vendor_not_found',
    cause: 'The process was given the ID of a vendor that does not exist, and no name to create it with.',
    solution: 'Retry with the right ID, or with a name as well.',
  },
  {
    code: 'vendor_unclear',
    cause: 'Several vendors have the given name or e-mail, or the one of that name has another e-mail.',
    solution: 'Decide “use” with the record number of the right one, or retry with the ID of a new one.',
  },
  {
    code: 'record_unfit',
    cause: 'The record that was named to go on with is not what the step needs, such as a bill of another vendor.',
    solution: 'Name another record, or retry.',
  },
  {
    code: 'bills_not_payable',
    cause: 'Some of the bills do not exist, are drafts, paid or on hold, or have less due than is to be paid.',
    solution: 'Mend what the message lists, then retry. Nothing was paid.',
  },
  {
    code: 'approvals_missing',
    cause: 'Intacct wants the approval of more people before it carries out the payment.',
    solution: 'Have it approved in Intacct, then retry.',
  },
  {
    code: 'payment_rejected',
    cause: 'Somebody decided that an approved payment is not to be printed; it was voided.',
    solution: 'Nothing, or start the process again with another method.',
  },
  {
    code: 'still_due',
    cause: 'A payment is posted, and its bills have more due than they should.',
    solution: 'Look at both in Intacct, then retry; giving up voids the payment.',
  },
  {
    code: 'entry_differs',
    cause: 'A journal entry in Intacct has less debits or credits than were sent.',
    solution: 'Compare it in Intacct, then retry; giving up deletes a draft.',
  },
  {
    code: 'result_too_large',
    cause: 'An action returned more than Temporal keeps in a history (2 MB). A write has happened all the same.',
    solution: 'Ask for fewer records or fields: `limit`, `fields`, a filter; read the next ones with `after`.',
  },
  {
    code: 'input_refused',
    cause:
      'What a process, or an operator’s decision, was given does not fit; the message names the path and what belongs there.',
    solution: 'Start it again, or decide again, with what the message asks for.',
  },
  {
    code: 'customer_unclear',
    cause:
      'Several customers in Intacct have the e-mail or name that the process was given, or one has the name and another e-mail.',
    solution: 'Decide `use` with the record number of the right one, or `retry` with an input that has an ID.',
  },
  {
    code: 'not_ready_to_post',
    cause: 'Something stands against posting a draft; the message lists all of it.',
    solution: 'Mend what is listed, in Intacct, then retry.',
  },
  {
    code: 'approval_rejected',
    cause: 'Somebody has rejected what was to be approved; the message has the reason.',
    solution: 'Nothing was posted. Start the process again when the reason is gone.',
  },
  {
    code: 'approval_lapsed',
    cause: 'Nobody has approved or rejected in time.',
    solution: 'Start the process again, with a longer `within` if need be.',
  },
  {
    code: 'given_up',
    cause: 'An operator has given a step up, or nobody has decided about it in time.',
    solution: 'What was done before is undone. The reason stands behind the step in the message.',
  },
  {
    code: 'undo_incomplete',
    cause: 'A process failed, and one of its finished steps could not be undone either.',
    solution: 'Remove by hand what the message lists as left behind; the original reason stands before it.',
  },
  {
    code: 'ran_out_of_time',
    cause: 'A step has been tried for as long as it may take; the message says what the last try came to.',
    solution: 'Nothing if the cause goes away: it is tried again by itself. Else mend the cause, then retry.',
  },
  {
    code: 'decision_unknown',
    cause: 'A decision was sent that has an unknown field or value; the message names it. The step waits on.',
    solution: 'Send it again in the form that the message shows.',
  },
  {
    code: 'decision_impossible',
    cause: 'The step that waits does not offer this decision. It waits on.',
    solution: 'Choose one of those that the message lists.',
  },
  {
    code: 'nothing_waits',
    cause: 'No step waits, or somebody else has just decided.',
    solution: 'Look at the run: it goes on already, or has ended.',
  },
  {
    code: 'step_unclear',
    cause: 'Several steps wait at the same time, and the decision names none. They wait on.',
    solution: 'Name one of those that the message lists, as "step".',
  },
  {
    code: 'record_refused',
    cause: 'The record that was to stand for the result of a step does not exist, or will not do. The step waits on.',
    solution: 'Name another record, or retry.',
  },
];

/** Raised by the HubSpot connector. */
export const hubSpotFailures: readonly OtherFailure[] = hubSpotMeanings;
