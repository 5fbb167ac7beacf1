import type { Theme } from './entry.js';

export const accountErrors: Theme = {
  title: 'Accounts, dimensions, currencies and journals',
  level: 'function',
  entries: [
    {
      code: 'dimension_missing',
      kind: 'rejected',
      title: 'A line lacks a dimension that its account requires',
      cause: 'The account is set up to require a dimension, such as a department or a location, on every line.',
      solution:
        'Give the dimension on the line. Which ones an account requires stands on the account itself, under General Ledger > Accounts. Companies may rename dimensions: “Job” is often the project.',
      field: 'lines',
      signs: [
        {
          text: /missing (the )?'?(?<dimension>.+?)'? dimension( for the Account (?<account>[^\s.]+))?/i,
          certainty: 'high',
          example: 'This transaction is missing the Department dimension for the Account 6100',
        },
        {
          text: /account( number)? '?(?<account>.+?)'? requires an? (?<dimension>\w+)?/i,
          certainty: 'high',
          example: "The account number '6100' requires a Location.",
        },
      ],
    },
    {
      code: 'dimension_restricted',
      kind: 'rejected',
      title: 'The account does not take this dimension value',
      cause: 'A restriction in Intacct allows only some values of this dimension together with the account.',
      solution:
        'Choose a value that the account allows, or have the restriction changed (General Ledger > Accounts, or the dimension restrictions under Company).',
      field: 'lines',
      signs: [
        {
          text: /(?<dimension>[\w ]+?) '(?<id>.+?)' ?: ?'(?<name>.+?)' (specified )?is not valid\. .+ is restricted by/i,
          certainty: 'high',
          example: "Department '300' : 'Sales' specified is not valid. Department is restricted by GL account.",
        },
      ],
    },
    {
      code: 'dimension_autofilled',
      kind: 'rejected',
      title: 'Another value of the dimension is prescribed',
      cause: 'Intacct fills this dimension by itself from another field of the line, and a different value was sent.',
      solution: 'Leave the dimension out, or send the value that the text names.',
      field: 'lines',
      signs: [
        {
          text: /(?<dimension>\w+) must be (?<id>.+?)\. This value is auto-filled/i,
          certainty: 'high',
          example: 'Location must be 600. This value is auto-filled',
        },
      ],
    },
    {
      code: 'location_required',
      kind: 'rejected',
      title: 'The line needs a location or entity',
      cause: 'The company has several entities, and at the top level every line must say to which one it belongs.',
      solution: 'Give locationId on each line, or let the connection sign in to one entity.',
      field: 'lines',
      signs: [
        {
          text: /Use of empty Location is invalid|valid Multi-Entity Location must be specified/i,
          certainty: 'medium',
          example: 'Use of empty Location is invalid. A valid Multi-Entity Location must be specified.',
        },
        {
          text: /Location ID is required/i,
          certainty: 'medium',
          example: 'Location ID is required for the multi-entity shared warehouse with ID: WH1',
        },
      ],
    },
    {
      code: 'project_customer_differs',
      kind: 'rejected',
      title: 'The project belongs to another customer',
      cause: 'The project of a line must belong to the customer of the document, or to a parent of it.',
      solution: 'Choose a project of this customer, or correct the customer of the project in Intacct.',
      field: 'lines',
      signs: [
        {
          text: /(?:--(?<project>.+?)-- )?is not related to your header-level Customer ID/i,
          certainty: 'medium',
          example: 'The project dimension you selected --P-7-- is not related to your header-level Customer ID value.',
        },
      ],
    },
    {
      code: 'project_closed_for_entries',
      kind: 'rejected',
      title: 'The project’s status does not allow entries',
      cause: 'The project is in a status that forbids this kind of entry.',
      solution: 'Set another status on the project, or use another project.',
      field: 'lines',
      signs: [
        {
          text: /'(?<project>.+?)' has a project status that prevents/i,
          certainty: 'medium',
          example: "The Project '10064' has a project status that prevents expense submittal.",
        },
      ],
    },
    {
      code: 'employee_not_in_project',
      kind: 'rejected',
      title: 'The employee does not work on the project',
      cause: 'Only employees that are resources of a project may enter time or expenses for it.',
      solution: 'Add the employee to the resources of the project in Intacct, then repeat the step.',
      field: 'lines',
      signs: [
        {
          text: /employee isn't a resource of the project '(?<project>.+?)'\.?$/i,
          certainty: 'medium',
          example: 'The employee isn’t a resource of the project ‘10064’.',
        },
      ],
    },
    {
      code: 'account_refused',
      kind: 'rejected',
      title: 'The account does not exist',
      cause: 'The chart of accounts has no such account number, or none that this entity may use.',
      solution: 'Check the number under General Ledger > Accounts; mind leading zeros and sub-account separators.',
      field: 'lines',
      signs: [
        {
          text: /Invalid (GL )?Account '(?<account>.+?)' specified/i,
          certainty: 'low',
          example: "Invalid Account '4999' specified.",
        },
        {
          text: /\baccount '?(?<account>[^\s']+)'?( specified)? is (not valid|invalid)(?!.*restricted)/i,
          certainty: 'medium',
          example: 'Account 16200 is not valid',
        },
      ],
    },
    {
      code: 'account_restricted',
      kind: 'rejected',
      title: 'The account is restricted',
      cause: 'A dimension restriction, or the account’s own settings, forbid posting to this account here.',
      solution: 'Choose another account, or have the restriction lifted under General Ledger > Accounts.',
      field: 'lines',
      signs: [
        {
          text: /GL account '(?<account>.+?)' ?: ?'.+?' (specified )?is not valid\. GL account is restricted(?! by GL account)/i,
          certainty: 'medium',
          example: "The specified GL account '16200' : '16200' is not valid. GL account is restricted",
        },
        {
          text: /\baccount \[?(?<account>[^\s\]]+)\]?( \(.*\))? is restricted/i,
          certainty: 'medium',
          example: 'Couldn’t create the transaction because account 2100 (linked to Credit Card V1) is restricted.',
        },
      ],
    },
    {
      code: 'account_inactive',
      kind: 'rejected',
      title: 'The account is inactive',
      cause: 'The account exists but was set to inactive.',
      solution: 'Set it to active under General Ledger > Accounts, or use another account.',
      field: 'lines',
      signs: [
        {
          text: /^(The )?(GL )?account( '?(?<account>[^']+?)'?)? is inactive/i,
          certainty: 'medium',
          example: 'Account is inactive',
        },
      ],
    },
    {
      code: 'account_missing',
      kind: 'rejected',
      title: 'A line has no account',
      cause: 'Every line needs an account number, an account label, or an item that brings its account along.',
      solution: 'Give accountNumber on the line, or set a default account on the item or customer in Intacct.',
      field: 'lines',
      signs: [
        {
          text: /Enter an account number on line item (?<line>\d+)(?!.*not associated with any)/i,
          certainty: 'medium',
          example: "Enter an account number on line item 1, in transaction 'INV-1', and try again.",
        },
        {
          text: /line has no associated account/i,
          certainty: 'medium',
          example: 'Line has no associated account',
        },
      ],
    },
    {
      code: 'account_of_bank',
      kind: 'rejected',
      title: 'The account belongs to a bank or credit card account',
      cause: 'Lines cannot post to the ledger account of a bank or credit card account; only payments and deposits do.',
      solution: 'Use a revenue or expense account on the line.',
      field: 'lines',
      signs: [
        {
          text: /account number '?(?<account>[^\s']+)'? is associated to the (?<owner>Bank account|Credit Card)?/i,
          certainty: 'medium',
          example: 'The account number 1000 is associated to the Bank account BANK1.',
        },
      ],
    },
    {
      code: 'account_labels_on',
      kind: 'rejected',
      title: 'The company uses account labels',
      cause: 'With account labels switched on, lines name a label instead of an account number.',
      solution:
        'Give an account label on each line, or have labels switched off under Accounts Receivable > Setup > Configuration.',
      field: 'lines',
      signs: [
        {
          text: /Account labels are enabled/i,
          certainty: 'low',
          example: 'Account labels are enabled. Enter an account label.',
        },
      ],
    },
    {
      code: 'account_labels_off',
      kind: 'rejected',
      title: 'The company does not use account labels',
      cause: 'Account labels are switched off, so that lines name account numbers.',
      solution: 'Give accountNumber on each line instead of a label.',
      field: 'lines',
      signs: [
        {
          text: /Account labels are not enabled/i,
          certainty: 'low',
          example: 'Account labels are not enabled. Enter an account number.',
        },
      ],
    },
    {
      code: 'currency_refused',
      kind: 'rejected',
      title: 'The company cannot use this currency',
      cause: 'The currency is not among the transaction currencies of the company, or multi-currency is switched off.',
      solution:
        'Choose a currency that is enabled, or have an administrator add it to the transaction currencies of the company (Company > Setup > Transaction currencies).',
      field: 'currency',
      signs: [
        {
          text: /currency '?(?<currency>.+?)'? is not (enabled|valid)/i,
          certainty: 'low',
          example: "The currency 'CHF' is not enabled for this company.",
        },
        {
          text: /Enable foreign-currency transactions/i,
          certainty: 'medium',
          example: 'Enable foreign-currency transactions, and try again',
        },
        {
          text: /Invalid (transaction |base )?currency '(?<currency>.+?)' specified/i,
          certainty: 'low',
          example: "Invalid Currency 'XXX' specified.",
        },
      ],
    },
    {
      code: 'exchange_rate_missing',
      kind: 'rejected',
      title: 'There is no exchange rate for the day',
      cause: 'Intacct has no rate for this currency, rate type and date.',
      solution: 'Give the exchange rate yourself, or enter one for the day in Intacct’s exchange rate table.',
      field: 'exchangeRate',
      signs: [
        {
          text: /no exchange rate for '?(?<currency>.+?)'?[ .]/i,
          certainty: 'low',
          example: "There is no exchange rate for 'CHF'.",
        },
      ],
    },
    {
      code: 'exchange_rate_twice',
      kind: 'rejected',
      title: 'Exchange rate and rate type exclude each other',
      cause: 'A document takes either a rate of its own or the name of a rate type, and both were sent.',
      solution: 'Leave one of the two out.',
      field: 'exchangeRate',
      signs: [
        {
          text: /Enter an exchange rate or a type, not both/i,
          certainty: 'low',
          example: 'Enter an exchange rate or a type, not both.',
        },
      ],
    },
    {
      code: 'entry_unbalanced',
      kind: 'rejected',
      title: 'Debits and credits differ',
      cause: 'A journal entry must balance, for each currency and each entity.',
      solution:
        'Correct the amounts so that debits equal credits; lines of several entities must balance in each of them.',
      field: 'lines',
      signs: [
        {
          text: /debits and credits (are not equal|do not balance|don't balance)/i,
          certainty: 'medium',
          example: 'Debits and credits are not equal',
        },
      ],
    },
  ],
};
