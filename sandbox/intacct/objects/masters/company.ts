import { boolean, choice, decimal, text } from '../field.js';
import { readOnlyMaster } from './define.js';

/** What an administrator sets up and the gateway only shows. */

export const userInfo = readOnlyMaster({
  name: 'USERINFO',
  label: 'User',
  key: 'LOGINID',
  fields: {
    LOGINID: text(),
    DESCRIPTION: text(),
    CONTACTNAME: text({ reference: 'CONTACT' }),
    USERTYPE: choice({
      'business user': 'B',
      'employee user': 'E',
      'project manager user': 'P',
      'payment approver': 'A',
      'platform user': 'T',
      'CRM user': 'C',
      'warehouse user': 'W',
      'dashboard user': 'D',
      'web services user': 'S',
    }),
    ADMIN: choice({ Off: 'N', Limited: 'L', Full: 'Y' }),
    LOGINDISABLED: boolean(),
    EMAIL: text(),
  },
});

export const taxSolution = readOnlyMaster({
  name: 'TAXSOLUTION',
  label: 'Tax solution',
  key: 'SOLUTIONID',
  fields: { SOLUTIONID: text(), DESCRIPTION: text(), TAXMETHOD: text() },
});

export const taxDetail = readOnlyMaster({
  name: 'TAXDETAIL',
  label: 'Tax detail',
  key: 'DETAILID',
  fields: {
    DETAILID: text(),
    DESCRIPTION: text(),
    TAXTYPE: choice({ Sale: 'S', Purchase: 'P' }),
    VALUE: decimal(),
    GLACCOUNT: text({ reference: 'GLACCOUNT' }),
    TAXSOLUTIONID: text({ reference: 'TAXSOLUTION' }),
  },
});
