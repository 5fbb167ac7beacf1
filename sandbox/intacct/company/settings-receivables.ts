/** How Accounts Receivable is configured. */
export interface ReceivableSettings {
  /** Negative lines beside positive ones on one document, and INLINEKEY in payments. */
  inlineCredits: boolean;
  /** TRX_TOTALDISCOUNTTOAPPLY in payments. */
  customDiscounts: boolean;
  /** What create_arpayment without items does: keep an advance, or pay the oldest invoices first. */
  arMatching: 'open-item' | 'balance-forward';
  /** `user-specified` demands a batch key with every invoice and adjustment. */
  arInvoiceSummaries: 'daily' | 'monthly' | 'user-specified';
  /** Guess. Whether a payment that only applies credits must name a bank or undeposited funds account all the same. */
  creditOnlyNeedsAccount: boolean;
  /** Guess. Whether a receipt of several customers, which names only a payer, may leave money on account. */
  payerOverpayments: 'accept' | 'refuse';
  /** Guess. What a customer's TOTALDUE counts: invoices alone, memos too, or the whole balance, less advances and money on account. */
  customerTotalDue: 'invoices' | 'invoices-and-memos' | 'balance';
  /** Number attachments that come without an ID. */
  autoNumberAttachments: boolean;
}

export function defaultReceivableSettings(): ReceivableSettings {
  return {
    inlineCredits: true,
    customDiscounts: false,
    arMatching: 'open-item',
    arInvoiceSummaries: 'daily',
    creditOnlyNeedsAccount: false,
    payerOverpayments: 'refuse',
    customerTotalDue: 'balance',
    autoNumberAttachments: false,
  };
}
