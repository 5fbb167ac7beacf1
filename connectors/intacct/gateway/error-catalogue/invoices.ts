import type { Theme } from './entry.js';

export const invoiceErrors: Theme = {
  title: 'Customers, vendors, invoices and bills',
  level: 'function',
  entries: [
    {
      code: 'customer_refused',
      kind: 'rejected',
      title: 'The customer does not exist',
      cause: 'No customer has this ID in Intacct, or it belongs to an entity that this connection does not work in.',
      solution:
        'Check the customer ID in Intacct under Accounts Receivable > Customers, or create the customer with createCustomer.',
      field: 'customerId',
      signs: [
        {
          text: /Invalid Customer '(?<customer>.+?)' specified/i,
          certainty: 'high',
          example: "Invalid Customer 'C9' specified.",
        },
        {
          text: /\bcustomer '(?<customer>.+?)'( specified)? is (not valid|invalid)/i,
          certainty: 'medium',
          example: "Customer '10001' specified is not valid.",
        },
      ],
    },
    {
      code: 'customer_inactive',
      kind: 'rejected',
      title: 'The customer is inactive',
      cause: 'The customer exists, but its status is inactive, so that nothing new can be invoiced to it.',
      solution: 'Set the customer to active in Intacct under Accounts Receivable > Customers, then repeat the step.',
      field: 'customerId',
      signs: [
        {
          text: /\bcustomer '(?<customer>.+?)' is inactive/i,
          certainty: 'low',
          example: "Customer 'C-77' is inactive.",
        },
        {
          text: /Activate the customer '?(?<customer>.+?)'?, then try again/i,
          certainty: 'medium',
          example: 'Activate the customer C-77, then try again.',
        },
      ],
    },
    {
      code: 'customer_missing',
      kind: 'rejected',
      title: 'No customer was given',
      cause: 'The transaction needs a customer, and the field was empty or under another name.',
      solution:
        'Give customerId. If it comes from another system, check the mapping: an empty field there arrives empty here.',
      field: 'customerId',
      signs: [
        {
          text: /customer ?id is (required|missing)|required field customer( ?id)?\b/i,
          certainty: 'low',
          example: 'customerId is required',
        },
      ],
    },
    {
      code: 'vendor_refused',
      kind: 'rejected',
      title: 'The vendor does not exist',
      cause: 'No vendor has this ID in Intacct, or it belongs to an entity that this connection does not work in.',
      solution: 'Check the vendor ID in Intacct under Accounts Payable > Vendors, or create the vendor first.',
      field: 'vendorId',
      signs: [
        {
          text: /Invalid Vendor '(?<vendor>.+?)' specified/i,
          certainty: 'high',
          example: "Invalid Vendor 'V9' specified.",
        },
        {
          text: /\bvendor '(?<vendor>.+?)'( specified)? is (not valid|invalid)/i,
          certainty: 'medium',
          example: "The vendor 'V9' is invalid.",
        },
      ],
    },
    {
      code: 'vendor_inactive',
      kind: 'rejected',
      title: 'The vendor is inactive',
      cause: 'The vendor exists, but its status is inactive, so that no new bill can be entered for it.',
      solution: 'Set the vendor to active in Intacct under Accounts Payable > Vendors, then repeat the step.',
      field: 'vendorId',
      signs: [
        {
          text: /Activate the vendor '?(?<vendor>.+?)'?, then try again/i,
          certainty: 'medium',
          example: 'Activate the vendor V1, then try again.',
        },
        { text: /\bvendor '(?<vendor>.+?)' is inactive/i, certainty: 'low', example: "Vendor 'V1' is inactive." },
      ],
    },
    {
      code: 'due_date_missing',
      kind: 'rejected',
      title: 'There is no due date',
      cause:
        'An invoice or bill needs a due date or a payment term, and neither it nor the customer or vendor has one.',
      solution: 'Give dueDate or paymentTerm, or set a default term on the customer or vendor in Intacct.',
      field: 'dueDate',
      signs: [
        {
          text: /Required field Date Due|Date Due field is missing a value/i,
          certainty: 'medium',
          example: 'Required field Date Due is missing',
        },
      ],
    },
    {
      code: 'due_date_before_invoice',
      kind: 'rejected',
      title: 'The due date lies before the invoice date',
      cause: 'Intacct does not accept a document that is due before it is written.',
      solution: 'Choose a due date on or after the invoice date, or leave it out and give a payment term.',
      field: 'dueDate',
      signs: [
        {
          text: /Date Due cannot be earlier than/i,
          certainty: 'medium',
          example: 'Date Due cannot be earlier than date of transaction',
        },
      ],
    },
    {
      code: 'period_closed',
      kind: 'rejected',
      title: 'The accounting period is closed',
      cause: 'The posting date lies in a period whose books are closed.',
      solution:
        'Choose a date in an open period, or ask the controller to open it again (General Ledger > Books, and the books of the subledger), then repeat the step.',
      field: 'invoiceDate',
      signs: [
        {
          text: /(?<!reversal )Date must be on or after (?<date>[\d/-]+)?/i,
          certainty: 'medium',
          example: 'Date must be on or after 01/01/2026.',
        },
        {
          text: /\bperiod\b.*\bclosed\b|\bclosed\b.*\bperiod\b/i,
          general: true,
          certainty: 'medium',
          example: "Your transaction date is within a period that's been closed",
        },
      ],
    },
    {
      code: 'tax_detail_missing',
      kind: 'rejected',
      title: 'A line lacks its tax detail',
      cause: 'The company keeps VAT or GST, and each line must name a tax detail of the document’s tax solution.',
      solution:
        'Give the tax solution of the document and a tax detail on every line; the details stand under Taxes > Tax details.',
      field: 'lines',
      signs: [
        {
          text: /Tax details are either missing or don't belong to the tax solution/i,
          certainty: 'medium',
          example: "Tax details are either missing or don't belong to the tax solution .",
        },
      ],
    },
    {
      code: 'line_superfluous',
      kind: 'rejected',
      title: 'The document has a line too many',
      cause: 'The document that this one changes or is made from has fewer lines than were sent.',
      solution: 'Read the document as it is now, and send its lines and no more.',
      field: 'lines',
      signs: [
        {
          codes: ['BL03002101'],
          certainty: 'medium',
          example: 'Remove the extra line item in the request, then reclassify the bill.',
        },
      ],
    },
    {
      code: 'unit_refused',
      kind: 'rejected',
      title: 'The unit of a line does not fit its item',
      cause: 'The unit of measure is empty, or not spelled exactly as the item’s unit group in Intacct has it.',
      solution: 'Take the unit from the item itself (Inventory Control > Items), letter by letter.',
      field: 'lines',
      signs: [{ text: /Missing unit/i, certainty: 'medium', example: 'Missing unit' }],
    },
    {
      code: 'contact_not_editable',
      kind: 'rejected',
      title: 'The contact cannot be changed on this document',
      cause:
        'The transaction definition takes the bill-to or ship-to contact from the customer and lets nobody change it.',
      solution:
        'Leave the contact out, or have an administrator allow changes in the transaction definition (Order Entry > Setup > Transaction definitions).',
      signs: [
        {
          text: /(?<contact>(Bill|Ship) to) Contact is configured as non-editable/i,
          certainty: 'medium',
          example: 'Bill to Contact is configured as non-editable in Transaction Definition.',
        },
      ],
    },
    {
      code: 'order_entry_document',
      kind: 'rejected',
      title: 'The document belongs to Order Entry',
      cause: 'Order Entry made this invoice, and changes must go through the order that it came from.',
      solution:
        'Change the Order Entry transaction instead. Intacct then makes the invoice anew, under a new record number.',
      signs: [
        {
          text: /'(?<number>.+?)' was created in Order Entry/i,
          certainty: 'low',
          example: "Invoice 'INV-1' was created in Order Entry and cannot be changed in Accounts Receivable.",
        },
      ],
    },
    {
      code: 'state_forbids',
      kind: 'rejected',
      title: 'The document’s state does not allow this',
      cause:
        'Paid, reversed and partly paid documents can no longer be changed, deleted or reversed, and drafts cannot be reversed.',
      solution:
        'Read the document’s state first. A posted document is undone by reversing it, a paid one after its payment is reversed.',
      signs: [
        {
          text: /(?<object>[\w ]+?) '(?<number>.+?)' is (?<state>(?!in use)[\w ]+?) and cannot be (changed|deleted|reversed)/i,
          certainty: 'low',
          example: "Invoice 'INV-1' is Paid and cannot be deleted.",
        },
      ],
    },
    {
      code: 'already_posted',
      kind: 'rejected',
      title: 'The document is posted already',
      cause: 'Somebody, or an earlier run, has posted this draft.',
      solution: 'Read the document; if it is as you want it, skip this step.',
      signs: [
        {
          text: /'(?<number>.+?)' is posted already/i,
          certainty: 'low',
          example: "Invoice 'INV-1' is posted already.",
        },
      ],
    },
    {
      code: 'reversal_too_early',
      kind: 'rejected',
      title: 'The reversal lies before the posting',
      cause: 'A reversal cannot be dated earlier than the document it reverses.',
      solution: 'Choose a reversal date on or after the posting date of the document.',
      field: 'reversalDate',
      signs: [
        {
          text: /reversal date must be on or after/i,
          certainty: 'low',
          example: 'The reversal date must be on or after the posting date of the invoice.',
        },
      ],
    },
    {
      code: 'negative_lines_disabled',
      kind: 'rejected',
      title: 'Negative lines are switched off',
      cause: 'The company does not allow inline credits, that is, lines with a negative amount on an invoice.',
      solution:
        'Make a credit memo for the negative amount, or have inline credits allowed under Accounts Receivable > Setup > Configuration.',
      field: 'lines',
      signs: [
        {
          text: /Inline credits are not enabled/i,
          certainty: 'low',
          example: 'Inline credits are not enabled. Enter positive amounts only.',
        },
      ],
    },
  ],
};
