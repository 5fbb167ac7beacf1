/** How Accounts Payable is configured. Part of `CompanySettings`. */
export interface PayableSettings {
  /** Control account used where neither line nor vendor names one. */
  payableAccount: string;
  /** Number vendors that come without an ID. */
  autoNumberVendors: boolean;
  /** Number bills and AP adjustments that come without a number; off, they go without one. */
  autoNumberBills: boolean;
  /** AP lines must name an account label instead of an account number. */
  apAccountLabels: boolean;
  /** `user-specified` demands a summary with every bill and adjustment. */
  apBillSummaries: 'daily' | 'monthly' | 'user-specified';
  /** A bill that is submitted waits for a decision, which people take on the screen (`sandbox.decideBill`). */
  billApproval: boolean;
  /** A payment that is submitted waits for approve_appaymentrequest or decline_appaymentrequest. */
  paymentApproval: boolean;
  /** Guess. Whether a payment by printed check is only approved until confirm_appaymentrequest says it was printed. */
  printedChecksStartUnconfirmed: boolean;
  /** Guess. What a vendor on hold keeps out: payments only, or bills as well. */
  vendorOnHold: 'payments' | 'bills-and-payments';
  /** CURRENCY is documented as required in a payment, but no vendor sample sends it. */
  requirePaymentCurrency: boolean;
  /** Guess. Whether send_appaymentrequest posts a payment or leaves that to confirm_appaymentrequest. */
  sendConfirmsPayments: boolean;
  /** Guess. Whether a generic update of a draft bill or payment without ACTION submits it, as the documented default says. */
  updateSubmitsByDefault: boolean;
}

export function defaultPayableSettings(): PayableSettings {
  return {
    payableAccount: '2000',
    autoNumberVendors: true,
    autoNumberBills: false,
    apAccountLabels: false,
    apBillSummaries: 'daily',
    billApproval: false,
    paymentApproval: false,
    printedChecksStartUnconfirmed: true,
    vendorOnHold: 'payments',
    requirePaymentCurrency: false,
    sendConfirmsPayments: false,
    updateSubmitsByDefault: false,
  };
}
