/** A failure that comes from beside the Intacct connector. Its code may be one that Intacct errors use as well. */
export interface OtherFailure {
  readonly code: string;
  readonly cause: string;
  readonly solution: string;
}

const repeated = 'Nothing: the call is repeated by itself.';

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
    code: 'deal_too_large',
    cause: 'The deal has more line items or companies than HubSpot returns at once.',
    solution: 'Split the deal; nothing is invoiced in part.',
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
    code: 'undo_incomplete',
    cause: 'A process failed, and one of its finished steps could not be undone either.',
    solution: 'Remove by hand what the message lists as left behind; the original reason stands before it.',
  },
];

/** Raised by the HubSpot connector. */
export const hubSpotFailures: readonly OtherFailure[] = [
  {
    code: 'token_refused',
    cause: 'The access token of the HubSpot connection is wrong or was revoked.',
    solution: 'Put a valid token into the connection.',
  },
  {
    code: 'scope_missing',
    cause: 'The private app behind the token may not do this.',
    solution: 'Give the app the scope that the message names, in HubSpot under Settings > Integrations > Private apps.',
  },
  {
    code: 'property_missing',
    cause: 'A property that is read or written does not exist in this portal.',
    solution: 'Create it in HubSpot, or run ensureDealProperties for the properties of this product.',
  },
  {
    code: 'rejected',
    cause: 'HubSpot refused a value, perhaps by a rule that an administrator set.',
    solution: 'Correct the property that the message names.',
  },
  {
    code: 'record_not_found',
    cause: 'The record was deleted or merged, or the ID is of another portal.',
    solution: 'Look for the record in HubSpot and use its present ID.',
  },
  {
    code: 'record_exists',
    cause: 'A record with the same unique value exists.',
    solution: 'Read the existing record and update that.',
  },
  { code: 'record_locked', cause: 'HubSpot is changing the record at this moment.', solution: repeated },
  { code: 'rate_limited', cause: 'HubSpot limits calls per ten seconds and per day.', solution: repeated },
  {
    code: 'account_migrating',
    cause: 'HubSpot moves this account to another region, which can take a day.',
    solution: repeated,
  },
  {
    code: 'unavailable',
    cause: 'HubSpot did not answer, or said that it cannot.',
    solution: 'Nothing: the call is repeated by itself. If it lasts, check the network and HubSpot’s status page.',
  },
];
