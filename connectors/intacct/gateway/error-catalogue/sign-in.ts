import { type Theme, unpublished } from './entry.js';

export const signInErrors: Theme = {
  title: 'Signing in and permissions',
  entries: [
    {
      code: 'sign_in_refused',
      kind: 'credentials',
      title: 'Company ID, user or password is wrong',
      cause: 'Intacct does not accept this combination of company ID, user ID, password and entity.',
      solution:
        'Check the four values of the connection. The user must be an active Web Services user (Company > Admin > Web Services users), and the password is the one from the e-mail Intacct sent when that user was made or reset.',
      signs: [
        {
          codes: ['XL03000006'],
          level: 'authentication',
          text: /sign-?in information is incorrect/i,
          certainty: 'high',
          example: 'Sign-in information is incorrect',
        },
        {
          codes: ['XMLGW_JPP0002'],
          certainty: 'high',
          example: 'Sign-in information is incorrect. Please check your request.',
        },
        { codes: ['WS0001'], certainty: 'low', example: unpublished },
        { level: 'authentication', general: true, certainty: 'medium', example: unpublished },
      ],
    },
    {
      code: 'sender_refused',
      kind: 'credentials',
      title: 'Sender ID or sender password is wrong',
      cause: 'Intacct does not know this Web Services sender, or its password is another one.',
      solution:
        'Check the sender ID and the sender password of the connection; both are case-sensitive, and they are not the user ID and password. They come with the Web Services developer licence from Sage.',
      signs: [
        {
          codes: ['XL03000006'],
          level: 'control',
          certainty: 'high',
          example: 'Incorrect Intacct XML Partner ID or password.',
        },
      ],
    },
    {
      code: 'sender_not_authorized',
      kind: 'credentials',
      title: 'The company has not authorised the sender',
      cause: 'Each company lists the senders it lets in, and this sender is not on the list of this company.',
      solution:
        'An administrator adds the sender ID in Intacct under Company > Setup > Company > Security > Edit > Web Services authorizations, exactly as it is spelled in the connection.',
      signs: [
        {
          codes: ['XL03000006'],
          text: /Invalid Web Services Authorization/i,
          certainty: 'high',
          example:
            "Invalid Web Services Authorization: The sender ID 'acme_ws' is not authorized to make Web Services requests to company ID 'ACME'.",
        },
        {
          text: /sender ID '?(?<sender>.+?)'? is not authorized to make Web Services requests/i,
          certainty: 'high',
          example: "The sender ID 'acme_ws' is not authorized to make Web Services requests to company ID 'ACME'.",
        },
        {
          text: /not authorized to use Web Services under the company/i,
          certainty: 'medium',
          example: 'You are not authorized to use Web Services under the company ACME.',
        },
      ],
    },
    {
      code: 'company_or_sender_unknown',
      kind: 'credentials',
      title: 'Company ID or sender ID is unknown',
      cause: 'The gateway in front of Intacct knows no active company, or no active sender, of this name.',
      solution:
        'Check the spelling of the company ID (it is shown at the top right in Intacct and asked for at sign-in) and of the sender ID. If both are right, ask Sage whether one of them was switched off.',
      signs: [{ codes: ['GW-0011'], certainty: 'high', example: 'Invalid Request' }],
    },
    {
      code: 'company_expired',
      kind: 'credentials',
      title: 'The trial of the company has ended',
      cause: 'This is a demonstration or trial company whose time is over.',
      solution: 'Connect another company, or ask your contact at Sage to extend this one.',
      signs: [{ codes: ['PL04000055'], certainty: 'high', example: 'This demo company has expired.' }],
    },
    {
      code: 'session_refused',
      kind: 'credentials',
      title: 'Intacct does not keep the session',
      cause: 'Sessions end by themselves and are renewed, but this one was refused again right after it was renewed.',
      solution:
        'Look at the session length of the Web Services user and of the company (Company > Setup > Company > Security), and whether somebody signs the same user out. Then repeat the step.',
      signs: [
        {
          level: 'authentication',
          text: /session .*(invalid|expired|timed? ?out)|invalid session/i,
          certainty: 'low',
          example: 'The session is invalid or has timed out.',
        },
      ],
    },
    {
      code: 'permission_missing',
      kind: 'permission',
      title: 'The user lacks a permission',
      cause:
        'The connection signs in fine, but the role of its Web Services user does not allow this operation on this object.',
      solution:
        'An administrator gives the role the permission that the text names: Company > Admin > Roles > Subscriptions, then Permissions beside the application. Then repeat the step; the user need not sign in again.',
      signs: [
        {
          codes: ['PL04000005'],
          certainty: 'high',
          example: 'You do not have permission for API operation READ_BY_QUERY on objects of type arinvoice',
        },
        {
          text: /permission for API operation (?<operation>\w+)(?: on objects? (?:of type )?(?<object>\w+))?/i,
          certainty: 'high',
          example: 'User has no permission for API operation QUERY on object ARINVOICE',
        },
        {
          text: /do(es)? not have permission/i,
          certainty: 'medium',
          example: 'You do not have permission to view audit history',
        },
      ],
    },
  ],
};
