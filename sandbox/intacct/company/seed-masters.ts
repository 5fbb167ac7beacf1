import { SANDBOX_CREDENTIALS } from './credentials.js';
import type { Work } from './work.js';

const ACTIVE = { STATUS: 'active' } as const;

/** Masters that every company has: its users, the built-in rate type, and where entities owe each other. */
export function seedCompanyMasters(work: Work): void {
  work.insert('USERINFO', {
    LOGINID: SANDBOX_CREDENTIALS.userId,
    DESCRIPTION: 'Web services user',
    USERTYPE: 'web services user',
    ADMIN: 'Off',
    ...ACTIVE,
  });
  work.insert('EXCHANGERATETYPES', { NAME: 'Intacct Daily Rate', ISDEFAULT: 'true', ...ACTIVE });
  const account = (ACCOUNTNO: string, TITLE: string, NORMALBALANCE: string) =>
    work.insert('GLACCOUNT', {
      ACCOUNTNO,
      TITLE,
      NORMALBALANCE,
      ACCOUNTTYPE: 'balancesheet',
      CLOSINGTYPE: 'non-closing account',
      ...ACTIVE,
    });
  account('1900', 'Due from entities', 'debit');
  account('2900', 'Due to entities', 'credit');
}

/** A few of each further master, so that a demo company has something to refer to. Needs locations and customers. */
export function seedDemoMasters(work: Work): void {
  work.insert('EXCHANGERATETYPES', { NAME: 'Corporate Rate', ...ACTIVE });
  work.insert('TAXSOLUTION', { SOLUTIONID: 'UK VAT', TAXMETHOD: 'VAT', ...ACTIVE });
  work.insert('TAXDETAIL', {
    DETAILID: 'UK Standard 20',
    TAXTYPE: 'Sale',
    VALUE: '20',
    GLACCOUNT: '2000',
    TAXSOLUTIONID: 'UK VAT',
    ...ACTIVE,
  });
  work.insert('CUSTTYPE', { NAME: 'Direct', ...ACTIVE });
  work.insert('VENDTYPE', { NAME: 'Supplier', ...ACTIVE });
  work.insert('CLASS', { CLASSID: 'SUBS', NAME: 'Subscriptions', ...ACTIVE });
  work.insert('WAREHOUSE', { WAREHOUSEID: 'WH1', NAME: 'Main warehouse', 'LOC.LOCATIONID': 'E100', ...ACTIVE });
  work.insert('CONTACT', { CONTACTNAME: 'Mara Quill', PRINTAS: 'Mara Quill', LASTNAME: 'Quill', ...ACTIVE });
  work.insert('EMPLOYEE', {
    EMPLOYEEID: 'EMP1',
    'PERSONALINFO.CONTACTNAME': 'Mara Quill',
    LOCATIONID: 'E100',
    ...ACTIVE,
  });
  seedProject(work);
}

function seedProject(work: Work): void {
  work.insert('PROJECT', {
    PROJECTID: 'P100',
    NAME: 'Aldgate rollout',
    PROJECTCATEGORY: 'Contract',
    CUSTOMERID: 'C100',
    ...ACTIVE,
  });
  work.insert('TASK', {
    TASKID: 'T1',
    NAME: 'Set-up',
    PROJECTID: 'P100',
    TASKSTATUS: 'In Progress',
    ...ACTIVE,
  });
  work.insert('CONTRACT', {
    CONTRACTID: 'CON1',
    NAME: 'Aldgate subscription',
    CUSTOMERID: 'C100',
    BEGINDATE: '2026-01-01',
    ENDDATE: '2026-12-31',
    TERMNAME: 'N30',
    TERMTYPE: 'Termed',
    APPLICATION: 'Subscription',
    LOCATIONID: 'E100',
    STATE: 'Draft',
    ...ACTIVE,
  });
}
