import { SANDBOX_CREDENTIALS } from '../../../sandbox/intacct/company/credentials.js';
import { attribute, customerXml, one } from '../ask.js';
import { NAMES_NOTHING, NO_CHILD, noSuch, noSuchKey, ONE_CHILD, type Row } from './row.js';

const NO_OBJECT = [noSuch('object', 'CUSTOMER', ['Query Failed'])];
const NO_FIELD = { from: 'NAME<', to: 'NOSUCH<', codes: ['DL02000001'] };
const TERM_UNKNOWN = ['BL01001973', 'BL01001973'];

const customer: NonNullable<Row['given']> = async (call) => one(await call(customerXml('C900')), 'RECORDNO');

const asksNothing = (name: string): Row => ({
  accepted: () => `<${name}/>`,
  order: NO_CHILD,
  references: NAMES_NOTHING,
});

/** Functions for every object, and those that tell about the company. */
export const PLATFORM: Readonly<Record<string, Row>> = {
  getAPISession: {
    accepted: () => '<getAPISession><locationid>E100</locationid></getAPISession>',
    order: ONE_CHILD,
    references: [noSuch('locationid', 'E100', ['BL01001973'])],
    free: 'Whoever may sign in may open a session.',
  },
  read: {
    accepted: () => '<read><object>CUSTOMER</object><keys>1</keys><fields>NAME</fields></read>',
    order: { any: 'read' },
    unknown: NO_FIELD,
    references: NO_OBJECT,
  },
  readByName: {
    accepted: () => '<readByName><object>CUSTOMER</object><keys>C101</keys><fields>NAME</fields></readByName>',
    order: { any: 'readByName' },
    unknown: NO_FIELD,
    references: NO_OBJECT,
    operation: 'READ_BY_NAME',
  },
  readByQuery: {
    accepted: () =>
      `<readByQuery><object>CUSTOMER</object><query>CUSTOMERID = 'C101'</query><fields>NAME</fields></readByQuery>`,
    order: { any: 'readByQuery' },
    unknown: NO_FIELD,
    references: NO_OBJECT,
    operation: 'READ_BY_QUERY',
  },
  readMore: {
    given: async (call) => {
      const first =
        '<readByQuery><object>CUSTOMER</object><query></query><fields>NAME</fields><pagesize>2</pagesize></readByQuery>';
      return attribute(await call(first), 'data', 'resultId');
    },
    accepted: (key) => `<readMore><resultId>${key}</resultId></readMore>`,
    order: ONE_CHILD,
    references: [noSuchKey(['Query Failed'])],
    operation: 'READ_MORE',
  },
  query: {
    accepted: () => `<query><object>CUSTOMER</object>
      <filter><equalto><field>CUSTOMERID</field><value>C101</value></equalto></filter>
      <select><field>NAME</field></select></query>`,
    order: ['field', 'value'],
    unknown: NO_FIELD,
    references: NO_OBJECT,
  },
  lookup: {
    accepted: () => '<lookup><object>CUSTOMER</object><docparid></docparid></lookup>',
    order: { any: 'lookup' },
    references: NO_OBJECT,
    free: 'It ignores permissions, as the real one does.',
  },
  inspect: {
    accepted: () => '<inspect detail="1"><object>CUSTOMER</object></inspect>',
    order: ONE_CHILD,
    references: NO_OBJECT,
    free: 'It ignores permissions, as the real one does.',
  },
  create: {
    accepted: () => customerXml('C901', '<TERMNAME>N30</TERMNAME>'),
    order: { any: 'CUSTOMER' },
    unknown: { from: 'TERMNAME>N30</TERMNAME', to: 'NOSUCH>N30</NOSUCH', codes: ['DL02000001', 'BL01001973'] },
    references: [
      noSuch('TERMNAME', 'N30', TERM_UNKNOWN),
      { from: 'CUSTOMER>', to: 'NOSUCH>', codes: ['Query Failed'] },
    ],
  },
  update: {
    given: customer,
    accepted: (key) => `<update><CUSTOMER><RECORDNO>${key}</RECORDNO><TERMNAME>N15</TERMNAME></CUSTOMER></update>`,
    order: { any: 'CUSTOMER' },
    unknown: { from: 'TERMNAME>N15</TERMNAME', to: 'NOSUCH>N15</NOSUCH', codes: ['DL02000001', 'BL01001973'] },
    references: [noSuch('TERMNAME', 'N15', TERM_UNKNOWN), noSuchKey(TERM_UNKNOWN)],
  },
  delete: {
    given: customer,
    accepted: (key) => `<delete><object>CUSTOMER</object><keys>${key}</keys></delete>`,
    order: { any: 'delete' },
    references: [...NO_OBJECT, noSuchKey(['BL01001973'])],
  },
  get_list: {
    accepted: () => `<get_list object="customer"><filter><expression><field>customerid</field><operator>=</operator>
      <value>C101</value></expression></filter><fields><field>name</field></fields></get_list>`,
    order: ['filter', 'fields'],
    unknown: { from: '>name<', to: '>nosuch<', codes: ['DL02000001'] },
    references: [{ from: '"customer"', to: '"nosuch"', codes: ['Query Failed'] }],
  },
  getAuditTrail: {
    given: customer,
    accepted: (key) => `<getAuditTrail><object>CUSTOMER</object><recordNo>${key}</recordNo></getAuditTrail>`,
    order: ['object', 'recordNo'],
    references: [...NO_OBJECT, noSuchKey(['BL03002028'])],
  },
  getDimensions: asksNothing('getDimensions'),
  getDimensionRelationships: asksNothing('getDimensionRelationships'),
  getDimensionAutofillDetails: asksNothing('getDimensionAutofillDetails'),
  getDimensionRestrictions: asksNothing('getDimensionRestrictions'),
  getDimensionRestrictedData: {
    accepted: () => `<getDimensionRestrictedData><DimensionValue><dimension>DEPARTMENT</dimension>
      <value>D10</value></DimensionValue></getDimensionRestrictedData>`,
    order: ['dimension', 'value'],
    references: [noSuch('value', 'D10', ['BL01001973']), noSuch('dimension', 'DEPARTMENT', ['BL03000018'])],
  },
  getUserPermissions: {
    given: async () => SANDBOX_CREDENTIALS.userId,
    accepted: (key) => `<getUserPermissions><userId>${key}</userId></getUserPermissions>`,
    order: ONE_CHILD,
    references: [noSuchKey(['BL01001973'])],
  },
  readUserFormatting: {
    given: async () => '1',
    accepted: (key) => `<readUserFormatting><key>${key}</key></readUserFormatting>`,
    order: ONE_CHILD,
    references: [noSuchKey(['BL01001973'])],
  },
  readEntityDetails: asksNothing('readEntityDetails'),
};
