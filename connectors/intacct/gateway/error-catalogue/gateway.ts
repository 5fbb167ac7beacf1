import { type Theme, unpublished } from './entry.js';

const second = 1_000;

export const gatewayErrors: Theme = {
  title: 'The gateway: limits, outages and malformed requests',
  entries: [
    {
      code: 'rate_limited',
      kind: 'throttled',
      title: 'Too many calls at once',
      cause:
        'Intacct limits how many calls a company may make at once and per minute, counted over all its integrations.',
      solution:
        'Nothing: the call is repeated later by itself. If it happens all day, lower the pace of this connection, move bulk work to the night, or ask Sage for a higher performance tier.',
      retry: { afterMs: 5 * second },
      signs: [
        { codes: ['GW-0010'], certainty: 'high', example: 'Rate limit exceeded' },
        { text: /API rate limit exceeded/i, certainty: 'medium', example: 'API rate limit exceeded' },
        { codes: ['XMLGW_JPP0001'], certainty: 'low', example: 'Too many operations. Please try again later.' },
      ],
    },
    {
      code: 'gateway_unavailable',
      kind: 'unavailable',
      title: 'Intacct’s gateway cannot be reached or does not work',
      cause:
        'The call did not get to the company’s books: no connection could be made, or the gateway in front said that it cannot process requests.',
      solution:
        'Nothing was executed, and the call is repeated by itself. If it lasts, check the network and the proxy of the worker, then Intacct’s status page.',
      retry: 'soon',
      signs: [
        {
          codes: ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `GW-000${digit}`),
          certainty: 'high',
          example: unpublished,
        },
      ],
    },
    {
      code: 'service_offline',
      kind: 'unavailable',
      title: 'Intacct is in maintenance',
      cause: 'Sage has taken the service off-line for a while, usually in an announced maintenance window.',
      solution:
        'Nothing: the call is repeated by itself every minute. The end of the window stands on Intacct’s status page.',
      retry: { afterMs: 60 * second },
      signs: [
        {
          text: /Service is Temporarily Off-?line/i,
          certainty: 'medium',
          example: 'The Service is Temporarily Off-line',
        },
      ],
    },
    {
      code: 'request_malformed',
      kind: 'invalid_input',
      title: 'The gateway does not understand the request',
      cause: 'The request broke the gateway’s rules for XML: an element is unknown, or stands in the wrong place.',
      solution:
        'Nothing was executed. If you send a function of your own, compare its names and their order with Sage’s documentation; otherwise report this with the text and the line number in it.',
      signs: [
        {
          codes: ['XL03000003'],
          certainty: 'high',
          example: 'XML Parse schema error: Opening and ending tag mismatch: function. Line: 19, column: 18.',
        },
      ],
    },
    {
      code: 'content_type_refused',
      kind: 'invalid_input',
      title: 'Something changes the request on its way',
      cause: 'The gateway accepts only XML, and this request arrived under another content type.',
      solution:
        'This connector always sends application/xml, so ask your network team whether a proxy between the worker and Intacct rewrites requests.',
      signs: [{ codes: ['GW-0014'], certainty: 'medium', example: unpublished }],
    },
    {
      code: 'access_forbidden',
      kind: 'permission',
      title: 'The gateway forbids this access',
      cause: 'The sender or the network address may not use the gateway.',
      solution:
        'Ask an administrator to look at Company > Setup > Company > Security: the sender ID under Web Services authorizations, and the permitted IP addresses.',
      signs: [{ codes: ['GW-0042'], certainty: 'medium', example: unpublished }],
    },
    {
      code: 'policy_unknown',
      kind: 'invalid_input',
      title: 'The asynchronous policy does not exist',
      cause: 'The request names a transport policy that Intacct does not know for this sender.',
      solution:
        'Ask Sage for the name of your asynchronous policy, or leave it out so that the call is answered at once.',
      signs: [
        {
          codes: ['XL03000006'],
          text: /(?<policy>\S+) is not a valid transport policy/i,
          certainty: 'high',
          example: 'nightly is not a valid transport policy.',
        },
      ],
    },
    {
      code: 'already_executed',
      kind: 'unknown_outcome',
      title: 'Intacct has executed this call before',
      cause: 'An earlier attempt of the same step reached Intacct, though its answer was lost.',
      solution:
        'Nothing: the record of the earlier attempt is looked for and used instead of being written a second time.',
      retry: 'soon',
      signs: [
        {
          text: /control ?id .*(already|been used)/i,
          certainty: 'low',
          example: "The control ID '4f2a' was already used by a completed function.",
        },
      ],
    },
    {
      code: 'transaction_rolled_back',
      kind: 'rejected',
      title: 'Undone because a sibling failed',
      cause:
        'This call was part of a transaction, and another call of the same transaction failed, so that Intacct undid all of them.',
      solution:
        'There is nothing wrong with this record. Mend the call that failed with an error of its own, then repeat all of them.',
      signs: [
        {
          codes: ['XL03000009'],
          wrapper: true,
          certainty: 'high',
          example: 'The entire transaction in this operation has been rolled back due to an error.',
        },
      ],
    },
    {
      code: 'request_refused',
      kind: 'rejected',
      title: 'The gateway refused the whole request',
      cause: 'Intacct turned the request away before it looked at the calls in it, for the reason in its own words.',
      solution:
        'Nothing was executed. Mend what the text names; if it names nothing that you know, report it to Sage with the support ID.',
      signs: [{ level: 'control', general: true, certainty: 'medium', example: unpublished }],
    },
    {
      code: 'not_simulated',
      kind: 'rejected',
      title: 'The sandbox cannot do this',
      cause: 'You are connected to the sandbox of this product, and it does not simulate this function of Intacct yet.',
      solution: 'Try this step against a Sage Intacct test company, or leave it out of the trial run.',
      signs: [
        {
          codes: ['SANDBOX-001'],
          certainty: 'high',
          example: 'create_sotransaction is not simulated by this sandbox yet.',
        },
      ],
    },
  ],
};
