import { type Theme, unpublished } from './entry.js';

export const paymentErrors: Theme = {
  title: 'Payments',
  level: 'function',
  entries: [
    {
      code: 'payment_batch_required',
      kind: 'rejected',
      title: 'The payment needs a summary',
      cause:
        'The company groups its receivable payments into summaries that people make by hand, and this payment names none.',
      solution:
        'In Intacct, open Accounts Receivable > Setup > Configuration, find Summary frequency and set Payments to Daily or Monthly; or give the name of an open summary with the payment.',
      signs: [
        {
          text: /provide a payment batch key/i,
          certainty: 'high',
          example: 'Please provide a payment batch key',
        },
      ],
    },
    {
      code: 'payment_batch_not_used',
      kind: 'rejected',
      title: 'The company does not name payment summaries',
      cause: 'Payment summaries are made by Intacct each day or month here, so a payment cannot name one.',
      solution: 'Leave the summary out, and give the bank account or undeposited funds account instead.',
      signs: [
        {
          text: /summary can only be named when payment summaries are user-specified/i,
          certainty: 'low',
          example: 'A summary can only be named when payment summaries are user-specified.',
        },
      ],
    },
    {
      code: 'amount_exceeds_due',
      kind: 'rejected',
      title: 'More is paid than is due',
      cause:
        'The amount applied to an invoice is higher than what is left to pay on it; perhaps another payment came first.',
      solution:
        'Read the invoice and apply at most its remaining amount; what is left over can stay on account as an advance.',
      field: 'applications',
      signs: [
        { codes: ['XL03000027'], certainty: 'medium', example: 'The amount paid exceeds the amount due.' },
        {
          text: /amount due (?<due>[\d.]+)? ?of invoice key (?<invoice>\d+)/i,
          certainty: 'medium',
          example: 'The amount paid 120.00 exceeds the amount due 100.00 of invoice key 501.',
        },
        {
          text: /exceeds total amount due( \((?<due>[^)]*)\))?/i,
          certainty: 'medium',
          example: 'The amount exceeds total amount due ()',
        },
      ],
    },
    {
      code: 'already_paid',
      kind: 'rejected',
      title: 'The invoice is paid already',
      cause: 'Another payment has settled the invoice, so there is nothing left to apply to.',
      solution:
        'Look at the payments of the invoice in Intacct. If this money came in twice, record it as an advance of the customer.',
      field: 'applications',
      signs: [{ codes: ['BL03000130'], certainty: 'medium', example: unpublished }],
    },
    {
      code: 'undeposited_funds_currency',
      kind: 'rejected',
      title: 'Undeposited funds take the base currency only',
      cause: 'An invoice in a foreign currency cannot be paid through an undeposited funds account.',
      solution: 'Give a bank account of the invoice’s currency for this payment.',
      field: 'bankAccountId',
      signs: [
        {
          codes: ['BL02000051'],
          certainty: 'medium',
          example: 'A foreign currency invoice cannot be paid through an undeposited funds account.',
        },
      ],
    },
    {
      code: 'payment_account_missing',
      kind: 'rejected',
      title: 'The payment does not say where the money went',
      cause: 'A payment names exactly one place for the money: a bank account or an undeposited funds account.',
      solution: 'Give one of the two. Bank accounts stand under Cash Management > Checking accounts.',
      field: 'bankAccountId',
      signs: [
        {
          text: /Enter (either )?a bank account or an undeposited funds account/i,
          certainty: 'low',
          example: 'Enter a bank account or an undeposited funds account.',
        },
      ],
    },
    {
      code: 'payment_currency_differs',
      kind: 'rejected',
      title: 'Payment, bank account and invoice differ in currency',
      cause: 'Money can be applied only where the currency of the payment fits the bank account and the invoice.',
      solution: 'Pay each invoice in its own currency, through a bank account of that currency.',
      field: 'currency',
      signs: [
        {
          text: /Bank account '(?<account>.+?)' is in (?<accountCurrency>\w{3}), the payment in (?<paymentCurrency>\w{3})/i,
          certainty: 'low',
          example: "Bank account 'BANK1' is in EUR, the payment in USD.",
        },
        {
          text: /Invoice key (?<invoice>\d+) is in (?<invoiceCurrency>\w{3}), the payment in (?<paymentCurrency>\w{3})/i,
          certainty: 'low',
          example: 'Invoice key 501 is in EUR, the payment in USD.',
        },
        {
          text: /(Bill|AP adjustment) '(?<bill>.+?)' is in (?<billCurrency>\w{3}), the payment in (?<paymentCurrency>\w{3})/i,
          certainty: 'low',
          example: "Bill '1001' is in EUR, the payment in USD.",
        },
      ],
    },
    {
      code: 'payment_customer_differs',
      kind: 'rejected',
      title: 'The invoice belongs to another customer',
      cause: 'A payment of one customer was applied to an invoice of another.',
      solution: 'Check the invoice’s key; a payer who pays for several customers makes one payment for each.',
      field: 'applications',
      signs: [
        {
          text: /Invoice key (?<invoice>\d+) belongs to another customer/i,
          certainty: 'low',
          example: 'Invoice key 501 belongs to another customer.',
        },
      ],
    },
    {
      code: 'invoice_not_payable',
      kind: 'rejected',
      title: 'The invoice cannot be paid in its state',
      cause: 'Only posted invoices can be paid; drafts and reversed invoices cannot.',
      solution: 'Post the draft first, or apply the money to another invoice.',
      field: 'applications',
      signs: [
        {
          text: /Invoice key (?<invoice>\d+) is (?<state>[\w ]+?) and cannot be paid/i,
          certainty: 'low',
          example: 'Invoice key 501 is Draft and cannot be paid.',
        },
      ],
    },
    {
      code: 'applied_exceeds_payment',
      kind: 'rejected',
      title: 'More is applied than was paid',
      cause: 'The amounts applied to invoices add up to more than the money that is left of the payment.',
      solution: 'Lower the applied amounts so that their sum is at most what is left of the payment.',
      field: 'applications',
      signs: [
        {
          text: /amounts applied exceed the amount of the payment/i,
          certainty: 'low',
          example: 'The amounts applied exceed the amount of the payment.',
        },
        {
          text: /amount applied (?<applied>[\d.]+) exceeds the (?<left>[\d.]+) left/i,
          certainty: 'low',
          example: 'The amount applied 120.00 exceeds the 100.00 left.',
          codes: ['XL03000027'],
        },
      ],
    },
    {
      code: 'amount_not_positive',
      kind: 'rejected',
      title: 'The amount must be greater than zero',
      cause: 'Payments and what they apply are positive amounts.',
      solution:
        'Give a positive amount. Money that goes back to the customer is a refund or an adjustment, not a negative payment.',
      field: 'amount',
      signs: [
        {
          text: /amount .*must be greater than zero/i,
          certainty: 'low',
          example: 'The amount of the payment must be greater than zero.',
        },
      ],
    },
  ],
};
