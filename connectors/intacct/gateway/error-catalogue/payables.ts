import type { Theme } from './entry.js';

export const payableErrors: Theme = {
  title: 'Paying bills',
  level: 'function',
  entries: [
    {
      code: 'on_hold',
      kind: 'rejected',
      title: 'The vendor or the document is on hold',
      cause: 'Somebody has put it on hold in Intacct, so that nothing is paid until the matter is settled.',
      solution:
        'Find out why it is on hold; when that is settled, take it off hold with updateVendor or updateBill, or in Intacct, and repeat the step.',
      signs: [
        {
          text: /(?<object>[\w ]+?) '(?<id>.+?)' is on hold/i,
          certainty: 'low',
          example: "Vendor 'V1' is on hold.",
        },
      ],
    },
    {
      code: 'bill_not_payable',
      kind: 'rejected',
      title: 'The document cannot be paid in its state',
      cause:
        'Only posted bills and credit memos can be paid, and only posted debit memos used; drafts and reversed ones cannot.',
      solution: 'Post the draft first, or pay another bill.',
      field: 'applications',
      signs: [
        {
          text: /(?<object>[\w ]+?) '(?<number>.+?)' is (?<state>[\w ]+?) and cannot be paid/i,
          certainty: 'low',
          example: "Bill '1001' is Draft and cannot be paid.",
        },
      ],
    },
    {
      code: 'payment_vendor_differs',
      kind: 'rejected',
      title: 'The document belongs to another vendor',
      cause: 'A payment to one vendor names a bill, or a credit, of another.',
      solution: 'Check the keys; make one payment for each vendor.',
      field: 'applications',
      signs: [
        {
          text: /(?<object>[\w ]+?) key (?<key>\d+) belongs to another vendor/i,
          certainty: 'low',
          example: 'Bill key 501 belongs to another vendor.',
        },
      ],
    },
    {
      code: 'payment_state_forbids',
      kind: 'rejected',
      title: 'The payment’s state does not allow this',
      cause:
        'A payment goes from draft to submitted, approved and posted, and each step wants the one before: only submitted payments can be approved or declined, only approved ones confirmed or sent.',
      solution:
        'Read the payment’s state with getApPayment. A posted payment is taken back by voiding it; a draft is submitted or deleted.',
      field: 'key',
      signs: [
        {
          text: /Payment (?<payment>\d+) is (?<state>[\w ]+?) and cannot be (?<step>\w+)/i,
          certainty: 'low',
          example: 'Payment 88 is Posted and cannot be approved.',
        },
      ],
    },
    {
      code: 'payment_sent_already',
      kind: 'rejected',
      title: 'The payment was sent already',
      cause: 'Somebody, or an earlier run, has sent this payment.',
      solution: 'Nothing: the payment is on its way. Its state becomes Posted once it is confirmed.',
      field: 'key',
      signs: [
        {
          text: /Payment (?<payment>\d+) was sent already/i,
          certainty: 'low',
          example: 'Payment 88 was sent already.',
        },
      ],
    },
  ],
};
