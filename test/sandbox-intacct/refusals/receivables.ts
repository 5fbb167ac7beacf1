import { invoiceXml, one } from '../ask.js';
import { dateXml } from '../bookkeeping.js';
import { type Change, CREATED, NAMES_NOTHING, NO_CHILD, noSuch, noSuchKey, REVERSED, type Row } from './row.js';

/** An open invoice of C101 that every company has. */
const OPEN_INVOICE = '2';
const NO_CUSTOMER = noSuch('customerid', 'C101');
const RECEIVED = dateXml('datereceived', '2026-02-20');

const written =
  (body: string): NonNullable<Row['given']> =>
  async (call) =>
    one(await call(body), 'key');

const receiptXml = (where: string, items = '') => `<create_arpayment><customerid>C101</customerid>
  <paymentamount>10.00</paymentamount>${where}${RECEIVED}<paymentmethod>Cash</paymentmethod>${items}</create_arpayment>`;

const item = (key: string) => `<arpaymentitem><invoicekey>${key}</invoicekey><amount>10.00</amount></arpaymentitem>`;

const BANK = '<bankaccountid>BANK1</bankaccountid>';
const NO_BANK: Change = noSuch('bankaccountid', 'BANK1');

const memoXml = (
  action = '',
) => `<create_aradjustment><customerid>C101</customerid>${CREATED}${action}<aradjustmentitems>
  <lineitem><glaccountno>4000</glaccountno><amount>-5.00</amount></lineitem></aradjustmentitems></create_aradjustment>`;

const changeXml = (name: string, key: string) =>
  `<${name} key="${key}"><customerid>C101</customerid><description>Changed</description></${name}>`;

const reversalXml = (name: string, key: string) =>
  `<${name} key="${key}">${REVERSED}<description>Entered twice</description></${name}>`;

/** Functions of Accounts Receivable. */
export const RECEIVABLES: Readonly<Record<string, Row>> = {
  create_invoice: {
    accepted: () => invoiceXml(),
    order: ['customerid', 'datecreated'],
    references: [NO_CUSTOMER, noSuch('termname', 'N30'), noSuch('glaccountno', '4000')],
  },
  update_invoice: {
    given: written(invoiceXml({ action: 'Draft' })),
    accepted: (key) => changeXml('update_invoice', key),
    order: ['customerid', 'description'],
    references: [NO_CUSTOMER, noSuchKey()],
  },
  reverse_invoice: {
    given: written(invoiceXml()),
    accepted: (key) => reversalXml('reverse_invoice', key),
    order: ['datereversed', 'description'],
    references: [noSuchKey()],
  },
  delete_invoice: {
    given: written(invoiceXml({ action: 'Draft' })),
    accepted: (key) => `<delete_invoice key="${key}"/>`,
    order: NO_CHILD,
    references: [noSuchKey()],
  },
  create_arpayment: {
    accepted: () => receiptXml(BANK, item(OPEN_INVOICE)),
    order: ['customerid', 'paymentamount'],
    references: [NO_CUSTOMER, NO_BANK, noSuch('invoicekey', OPEN_INVOICE, ['BL03000018', 'BL01001973'])],
  },
  apply_arpayment: {
    given: written(receiptXml(BANK)),
    accepted: (key) => `<apply_arpayment><arpaymentkey>${key}</arpaymentkey>${dateXml('paymentdate', '2026-02-21')}
      <arpaymentitems>${item(OPEN_INVOICE)}</arpaymentitems></apply_arpayment>`,
    order: ['arpaymentkey', 'paymentdate'],
    references: [noSuchKey(), noSuch('invoicekey', OPEN_INVOICE, ['BL03000018', 'BL01001973'])],
  },
  reverse_arpayment: {
    given: written(receiptXml(BANK, item(OPEN_INVOICE))),
    accepted: (key) => reversalXml('reverse_arpayment', key),
    order: ['datereversed', 'description'],
    references: [noSuchKey()],
  },
  create_invoicebatch: {
    accepted: () => `<create_invoicebatch><batchtitle>March</batchtitle>${CREATED}</create_invoicebatch>`,
    order: ['batchtitle', 'datecreated'],
    references: NAMES_NOTHING,
  },
  create_arpaymentbatch: {
    accepted: () => `<create_arpaymentbatch><batchtitle>March</batchtitle>${BANK}${CREATED}</create_arpaymentbatch>`,
    order: ['batchtitle', 'bankaccountid'],
    references: [NO_BANK],
  },
  create_aradjustment: {
    accepted: () => memoXml(),
    order: ['customerid', 'datecreated'],
    references: [NO_CUSTOMER, noSuch('glaccountno', '4000')],
  },
  update_aradjustment: {
    given: written(memoXml('<action>Draft</action>')),
    accepted: (key) => changeXml('update_aradjustment', key),
    order: ['customerid', 'description'],
    references: [NO_CUSTOMER, noSuchKey()],
  },
  delete_aradjustment: {
    given: written(memoXml('<action>Draft</action>')),
    accepted: (key) => `<delete_aradjustment key="${key}"/>`,
    order: NO_CHILD,
    references: [noSuchKey()],
  },
  record_deposit: {
    given: written(receiptXml('<undepfundsacct>1050</undepfundsacct>')),
    accepted: (key) => `<record_deposit>${BANK}${dateXml('depositdate', '2026-02-25')}<depositid>D-1</depositid>
      <receiptkeys><receiptkey>${key}</receiptkey></receiptkeys></record_deposit>`,
    order: ['bankaccountid', 'depositdate'],
    references: [NO_BANK, noSuchKey()],
  },
  create_arterm: {
    accepted: () => '<create_arterm><name>N45</name><description>Net 45</description></create_arterm>',
    order: ['name', 'description'],
    references: NAMES_NOTHING,
  },
};
