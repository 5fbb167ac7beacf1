import { type Theme, unpublished } from './entry.js';

export const recordErrors: Theme = {
  title: 'Records: taken, missing, or refused',
  level: 'function',
  entries: [
    {
      code: 'number_taken',
      kind: 'duplicate',
      title: 'A document with this number exists',
      cause: 'Intacct keeps document numbers unique, and another document of this kind has this number already.',
      solution:
        'Open the existing document in Intacct by its number. If it is the one you meant, use it; if not, choose another number, or leave the number out so that Intacct gives the next one.',
      field: 'invoiceNumber',
      signs: [
        { codes: ['BL03002185'], certainty: 'medium', example: unpublished },
        {
          text: /transaction with the number '?(?<number>.+?)'? already exists/i,
          certainty: 'high',
          example: "A transaction with the number 'INV-1' already exists.",
        },
      ],
    },
    {
      code: 'number_missing',
      kind: 'rejected',
      title: 'The document needs a number',
      cause: 'Automatic numbering is switched off for this kind of document, and none was given.',
      solution:
        'Give a number, or switch on document numbering in the configuration of the application (for invoices: Accounts Receivable > Setup > Configuration).',
      field: 'invoiceNumber',
      signs: [
        { codes: ['PL01000127'], certainty: 'medium', example: 'Document Number is missing.' },
        { codes: ['BL03002128'], certainty: 'medium', example: 'Enter a Bill number, and try again.' },
      ],
    },
    {
      code: 'record_exists',
      kind: 'duplicate',
      title: 'A record with this ID or name exists',
      cause: 'An ID or name must be unique among records of its kind, and another record has it already.',
      solution: 'Read the existing record and use or update it, or choose another ID.',
      signs: [
        { codes: ['BL34000061'], certainty: 'high', example: unpublished },
        { codes: ['PL05000104'], certainty: 'medium', example: unpublished },
        {
          text: /Another (?<object>.+?) with the given value\(s\) (?<value>.+?)\s+already exists/i,
          certainty: 'high',
          example: 'Another Customer with the given value(s) C-77 already exists',
        },
      ],
    },
    {
      code: 'account_exists',
      kind: 'duplicate',
      title: 'An account with this number exists',
      cause: 'Account numbers are unique in the chart of accounts, and this one is in use.',
      solution: 'Use the existing account, or choose another number.',
      field: 'accountNumber',
      signs: [
        { errorId: 'GL-0493', certainty: 'high', example: unpublished },
        { text: /Duplicate account number/i, certainty: 'high', example: 'Duplicate account number' },
      ],
    },
    {
      code: 'record_not_found',
      kind: 'not_found',
      title: 'The record does not exist',
      cause: 'No record has this key, or it belongs to an entity that this connection does not work in.',
      solution:
        'Look for the record in Intacct. It may have been deleted; an invoice from Order Entry gets a new record number when its order is edited; and a record of one entity is invisible from another.',
      signs: [
        {
          text: /Cannot find (?<object>.+?) with key '?(?<key>.+?)'?(?: to \w+)?\.?$/i,
          certainty: 'high',
          example: "Cannot find customer with key '5' to delete.",
        },
        {
          text: /can't find this transaction/i,
          certainty: 'medium',
          example: "Oops, we can't find this transaction; enter a valid invoice key.",
        },
      ],
    },
    {
      code: 'no_data_found',
      kind: 'not_found',
      title: 'The report holds no data',
      cause: 'The report ran, and no record meets its filters.',
      solution:
        'Check the period and the filters of the report; when no data are to be expected, treat this as an empty result.',
      signs: [{ codes: ['BL03002028'], certainty: 'medium', example: 'No data found.' }],
    },
    {
      code: 'object_unknown',
      kind: 'not_found',
      title: 'The object does not exist in this company',
      cause: 'The name of the object is misspelt, or its application is not subscribed in this company.',
      solution:
        'Check the integration name of the object (for a custom object: Platform Services > Objects), and under Company > Admin > Subscriptions that its application is switched on.',
      field: 'object',
      signs: [
        {
          codes: ['Query Failed'],
          text: /Object definition (?<object>\S+) not found/i,
          certainty: 'high',
          example: 'Object definition FOO not found',
        },
        { codes: ['Query Failed'], certainty: 'high', example: unpublished },
      ],
    },
    {
      code: 'field_unknown',
      kind: 'rejected',
      title: 'The object has no such field',
      cause: 'A field that was asked for, or filtered by, does not exist on this object under this name.',
      solution:
        'Look the field up in Sage’s documentation of the object: its name in the gateway often differs from the one on the screen. Custom fields go by their integration name.',
      field: 'fields',
      signs: [
        {
          text: /Field (?<field>\S+) was not found on object (?<object>\w+)/i,
          certainty: 'low',
          example: 'There was an error processing the request. Field FOO was not found on object ARINVOICE.',
        },
      ],
    },
    {
      code: 'processing_error',
      kind: 'rejected',
      title: 'Intacct could not process the request',
      cause:
        'Intacct’s data layer failed without saying why; the usual reason is a field that does not exist on the object.',
      solution:
        'Check the field names against Sage’s documentation of the object, and that the user may see the object. If both are right, repeat the step once; then report it to Sage with the support ID.',
      signs: [
        {
          codes: ['DL02000001'],
          general: true,
          certainty: 'high',
          example: 'Error: There was an error processing the request.',
        },
      ],
    },
    {
      code: 'request_too_large',
      kind: 'rejected',
      title: 'More was asked for than Intacct gives at once',
      cause: 'A page, a list of keys or a list of values is longer than the gateway allows.',
      solution: 'Ask for less at a time: at most 2,000 records a page, 100 keys a call, 1,000 values in one condition.',
      field: 'pageSize',
      signs: [
        {
          text: /page ?size must be between 1 and (?<most>\d+)/i,
          certainty: 'low',
          example: 'The page size must be between 1 and 2000.',
        },
        {
          text: /at most (?<most>\d+) (keys|values)/i,
          certainty: 'low',
          example: 'At most 100 keys can be read at once.',
        },
      ],
    },
    {
      code: 'record_in_use',
      kind: 'rejected',
      title: 'Other records refer to this one',
      cause: 'Intacct does not delete a record that transactions or other records name.',
      solution: 'Set the record to inactive instead of deleting it; it then no longer appears in lists to choose from.',
      signs: [
        {
          text: /'(?<id>.+?)' cannot be deleted because .* refer to it/i,
          certainty: 'low',
          example: "Customer 'C-77' cannot be deleted because Invoice records refer to it.",
        },
        {
          text: /'(?<id>.+?)' cannot be deleted because it has transactions/i,
          certainty: 'low',
          example: "Vendor 'V-12' cannot be deleted because it has transactions.",
        },
        {
          text: /'(?<id>.+?)' is in use and cannot be deleted/i,
          certainty: 'low',
          example: "Attachment 'A-1' is in use and cannot be deleted.",
        },
      ],
    },
    {
      code: 'operation_unsupported',
      kind: 'rejected',
      title: 'The object does not allow this operation',
      cause: 'Not every object can be created, updated or deleted through the gateway.',
      solution: 'Use the action made for this object (see the list of actions), or do this step in Intacct itself.',
      signs: [
        {
          text: /operation (?<operation>\w+) is not supported for the object (?<object>\w+)/i,
          certainty: 'low',
          example: 'The operation delete is not supported for the object TERM.',
        },
      ],
    },
    {
      code: 'reference_unknown',
      kind: 'rejected',
      title: 'A value names something that does not exist',
      cause:
        'The record refers to another one, such as a payment term, project or location, that is not there, is inactive, or belongs to another entity.',
      solution: 'Look in Intacct for the ID that the text names; create or activate it, or correct the ID.',
      signs: [
        {
          text: /Invalid (?<object>[^']+?) '(?<id>.+?)' (specified|selected)/i,
          general: true,
          certainty: 'high',
          example: "Invalid Project '10064' specified.",
        },
        {
          text: /Invalid (?<object>\w+) (?<id>[^\s']+) selected/i,
          certainty: 'medium',
          example: 'Invalid Department 300 selected',
        },
        {
          text: /(?<object>\w+) '(?<id>.+?)'( specified)? is (not valid|invalid)/i,
          general: true,
          certainty: 'medium',
          example: "The department '300' is invalid.",
        },
        {
          text: /(?<object>\w+) (?<id>[^\s']+) is not valid/i,
          general: true,
          certainty: 'medium',
          example: 'Department 300 is not valid',
        },
        { codes: ['BL01001074'], general: true, certainty: 'low', example: unpublished },
      ],
    },
    {
      code: 'record_inactive',
      kind: 'rejected',
      title: 'The record is inactive',
      cause: 'The transaction names a record that exists but was set to inactive.',
      solution: 'Set the record that the text names to active in Intacct, or use another one.',
      signs: [
        {
          text: /(?<object>\w[\w ]*) '(?<id>.+?)' is inactive/i,
          general: true,
          certainty: 'low',
          example: "Department '300' is inactive.",
        },
      ],
    },
    {
      code: 'email_refused',
      kind: 'rejected',
      title: 'An e-mail address is malformed',
      cause: 'Intacct checks the form of e-mail addresses, and this one is incomplete or contains something else.',
      solution: 'Correct the address; a field takes one address only, without a name around it.',
      field: 'contact.email',
      signs: [
        {
          text: /Illegal format for .*Email Address (?<email>\S+?)\.?$/i,
          certainty: 'medium',
          example: 'Illegal format for Contactversion : Primary Email Address @aeon.org.',
        },
      ],
    },
    {
      code: 'value_missing',
      kind: 'rejected',
      title: 'A required field is empty',
      cause: 'This company requires the field that the text names.',
      solution:
        'Give the field a value. It may be required by your company’s own settings, so that another company does not ask for it.',
      signs: [
        {
          text: /(?:Missing )?Required field (?<field>.+?)( is missing)?\.?$/i,
          general: true,
          certainty: 'medium',
          example: 'Missing required field Name.',
        },
        {
          text: /The (?<field>.+?) field is missing a value/i,
          general: true,
          certainty: 'medium',
          example: 'The Payment Method field is missing a value.',
        },
      ],
    },
    {
      code: 'smart_rule_violated',
      kind: 'rejected',
      title: 'A rule of your company forbids this',
      cause: 'An administrator made a smart rule in Intacct, and this record breaks it.',
      solution:
        'Mend what the rule’s own message names. The rules stand under Customization Services > Smart rules; an administrator can tell what the rule demands.',
      signs: [
        {
          text: /Smart Rule (?<rule>.+?) Violated/i,
          certainty: 'medium',
          example: 'Smart Rule CHECK_PO_NUMBER Violated',
        },
      ],
    },
    {
      code: 'value_refused',
      kind: 'rejected',
      title: 'A value is missing or not allowed',
      cause: 'Intacct uses this number for many checks of fields; its own words say which value it does not take.',
      solution: 'Correct the value that the text names, then repeat the step.',
      signs: [
        { codes: ['BL03000018'], general: true, certainty: 'medium', example: "Invalid value 'x' for Credit limit." },
      ],
    },
    {
      code: 'rejected',
      kind: 'rejected',
      title: 'Intacct refused the record',
      cause: 'Intacct says only that it could not do it, or gives a reason that this catalogue does not know.',
      solution:
        'Mend what the text names, then repeat the step. If it names nothing, try the same in Intacct’s own screens, which often say more.',
      signs: [
        {
          codes: ['BL01001973', 'BL01001974'],
          text: /^could not (create|update|delete|validate|add|set)|^Validate .+ record failed|can't (create|update|delete) the (transaction|record)/i,
          wrapper: true,
          certainty: 'high',
          example: 'Could not create Document record!',
        },
        {
          codes: ['BL01001973'],
          general: true,
          certainty: 'high',
          example: unpublished,
        },
        {
          codes: ['BL01001974'],
          general: true,
          certainty: 'low',
          example: unpublished,
        },
      ],
    },
  ],
};
