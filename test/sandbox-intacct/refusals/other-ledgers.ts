import { one } from '../ask.js';
import { CREATED, INVALID, NO_CHILD, noSuch, noSuchKey, ONE_CHILD, type Row } from './row.js';

const NO_CUSTOMER = noSuch('customerid', 'C101');

const orderXml = `<create_sotransaction><transactiontype>Sales Order</transactiontype>${CREATED}
  <customerid>C101</customerid><sotransitems><sotransitem><itemid>SEAT</itemid><quantity>10</quantity>
  <unit>Each</unit><price>12.50</price></sotransitem></sotransitems></create_sotransaction>`;

const entryXml = (side: string, account: string) =>
  `<glentry><trtype>${side}</trtype><amount>7.00</amount><glaccountno>${account}</glaccountno>
   <locationid>E100</locationid></glentry>`;

const folderXml = '<create_supdocfolder><supdocfoldername>Contracts</supdocfoldername></create_supdocfolder>';
const NO_FOLDER = noSuch('supdocfoldername', 'Contracts');

const supdocXml = (name: string) => `<${name}><supdocid>A-1</supdocid><supdocname>Contract</supdocname>
  <supdocfoldername>Contracts</supdocfoldername><attachments><attachment><attachmentname>contract</attachmentname>
  <attachmenttype>txt</attachmenttype><attachmentdata>${btoa('Signed.')}</attachmentdata></attachment></attachments></${name}>`;

const written =
  (...bodies: string[]): NonNullable<Row['given']> =>
  async (call) => {
    let key = '';
    for (const body of bodies) key = one(await call(body), 'key');
    return key;
  };

/** Functions of Order Entry and the General Ledger, attachments and printed documents. */
export const OTHERS: Readonly<Record<string, Row>> = {
  create_sotransaction: {
    accepted: () => orderXml,
    order: ['transactiontype', 'datecreated'],
    references: [NO_CUSTOMER, noSuch('transactiontype', 'Sales Order'), noSuch('itemid', 'SEAT')],
  },
  update_sotransaction: {
    given: written(orderXml),
    accepted: (key) =>
      `<update_sotransaction key="${key}">${CREATED}<customerid>C101</customerid></update_sotransaction>`,
    order: ['datecreated', 'customerid'],
    references: [NO_CUSTOMER, noSuchKey()],
  },
  delete_sotransaction: {
    given: written(orderXml),
    accepted: (key) => `<delete_sotransaction key="${key}"/>`,
    order: NO_CHILD,
    references: [noSuchKey()],
  },
  create_gltransaction: {
    accepted: () => `<create_gltransaction><journalid>GJ</journalid>${CREATED}<description>Accrual</description>
      <gltransactionentries>${entryXml('debit', '6200')}${entryXml('credit', '2000')}</gltransactionentries>
      </create_gltransaction>`,
    order: ['journalid', 'datecreated'],
    references: [noSuch('journalid', 'GJ'), noSuch('glaccountno', '6200'), noSuch('locationid', 'E100')],
  },
  create_supdocfolder: {
    accepted: () => `<create_supdocfolder><supdocfoldername>Contracts</supdocfoldername>
      <supdocfolderdescription>Signed</supdocfolderdescription></create_supdocfolder>`,
    order: ['supdocfoldername', 'supdocfolderdescription'],
    references: [
      {
        from: '</create_',
        to: '<supdocparentfoldername>NOSUCH</supdocparentfoldername></create_',
        codes: INVALID,
      },
    ],
  },
  delete_supdocfolder: {
    given: written(folderXml),
    accepted: (key) => `<delete_supdocfolder key="${key}"/>`,
    order: NO_CHILD,
    references: [noSuchKey(INVALID)],
  },
  create_supdoc: {
    given: written(folderXml),
    accepted: () => supdocXml('create_supdoc'),
    order: ['supdocid', 'supdocname'],
    references: [NO_FOLDER],
  },
  update_supdoc: {
    given: written(folderXml, supdocXml('create_supdoc')),
    accepted: () => supdocXml('update_supdoc'),
    order: ['supdocid', 'supdocname'],
    references: [NO_FOLDER, noSuch('supdocid', 'A-1')],
  },
  delete_supdoc: {
    given: written(folderXml, supdocXml('create_supdoc')),
    accepted: (key) => `<delete_supdoc key="${key}"/>`,
    order: NO_CHILD,
    references: [noSuchKey(INVALID)],
  },
  retrievepdf: {
    given: async () => '2',
    accepted: (key) => `<retrievepdf><ARINVOICE><RECORDNO>${key}</RECORDNO></ARINVOICE></retrievepdf>`,
    order: ONE_CHILD,
    references: [noSuchKey(['BL03000018'])],
  },
};
