import { one } from '../ask.js';
import { dateXml } from '../bookkeeping.js';
import { billXml, cash, payXml } from '../payables-ask.js';
import { CREATED, NAMES_NOTHING, NO_CHILD, noSuch, noSuchKey, ONE_CHILD, REVERSED, type Row } from './row.js';

/** An open bill of V101 that every company has. */
const OPEN_BILL = '2';
const NO_VENDOR = noSuch('vendorid', 'V102');
const NO_ACCOUNT = noSuch('glaccountno', '6200');
const LINE = '<lineitem><glaccountno>6200</glaccountno><amount>5.00</amount></lineitem>';

type Given = NonNullable<Row['given']>;
const legacy =
  (body: string): Given =>
  async (call) =>
    one(await call(body), 'key');
const generic =
  (body: string): Given =>
  async (call) =>
    one(await call(body), 'RECORDNO');

const createBillXml = (
  action = '',
) => `<create_bill><vendorid>V102</vendorid>${CREATED}<termname>N30</termname>${action}
  <billitems>${LINE}</billitems></create_bill>`;

const DRAFT = '<action>Draft</action>';
const reversalXml = (name: string, key: string) =>
  `<${name} key="${key}">${REVERSED}<description>Entered twice</description></${name}>`;

const payment = (method: string) => generic(payXml(cash(OPEN_BILL, '10.00'), { method, vendor: 'V101' }));

/** A payment request moves every payment it names. */
const request = (verb: string, method: string, settings: NonNullable<Row['settings']> = {}): Row => ({
  settings,
  given: payment(method),
  accepted: (key) =>
    `<${verb}_appaymentrequest><appaymentkeys><appaymentkey>${key}</appaymentkey></appaymentkeys></${verb}_appaymentrequest>`,
  order: ONE_CHILD,
  references: [noSuchKey()],
});

/** Functions of Accounts Payable. */
export const PAYABLES: Readonly<Record<string, Row>> = {
  create_bill: {
    accepted: () => createBillXml(),
    order: ['vendorid', 'datecreated'],
    references: [NO_VENDOR, noSuch('termname', 'N30'), NO_ACCOUNT],
  },
  update_bill: {
    given: legacy(createBillXml(DRAFT)),
    accepted: (key) =>
      `<update_bill key="${key}"><vendorid>V102</vendorid><description>Changed</description></update_bill>`,
    order: ['vendorid', 'description'],
    references: [NO_VENDOR, noSuchKey()],
  },
  reverse_bill: {
    given: legacy(createBillXml()),
    accepted: (key) => reversalXml('reverse_bill', key),
    order: ['datereversed', 'description'],
    references: [noSuchKey()],
  },
  delete_bill: {
    given: legacy(createBillXml(DRAFT)),
    accepted: (key) => `<delete_bill key="${key}"/>`,
    order: NO_CHILD,
    references: [noSuchKey()],
  },
  recallApBill: {
    settings: { billApproval: true },
    given: generic(billXml()),
    accepted: (key) => `<recallApBill><recordno>${key}</recordno></recallApBill>`,
    order: ONE_CHILD,
    references: [noSuchKey()],
  },
  create_apadjustment: {
    accepted: () => `<create_apadjustment><vendorid>V102</vendorid>${CREATED}
      <apadjustmentitems>${LINE}</apadjustmentitems></create_apadjustment>`,
    order: ['vendorid', 'datecreated'],
    references: [NO_VENDOR, NO_ACCOUNT],
  },
  create_appayment: {
    accepted: () => `<create_appayment><bankaccountid>BANK1</bankaccountid><vendorid>V102</vendorid><memo>Stamps</memo>
      ${dateXml('checkdate', '2026-02-20')}<payitems><payitem><glaccountno>6200</glaccountno>
      <paymentamount>5.00</paymentamount></payitem></payitems></create_appayment>`,
    order: ['vendorid', 'memo'],
    references: [NO_VENDOR, noSuch('bankaccountid', 'BANK1'), NO_ACCOUNT],
  },
  reverse_appayment: {
    given: payment('EFT'),
    accepted: (key) => reversalXml('reverse_appayment', key),
    order: ['datereversed', 'description'],
    references: [noSuchKey()],
  },
  approve_appaymentrequest: request('approve', 'EFT', { paymentApproval: true }),
  decline_appaymentrequest: request('decline', 'EFT', { paymentApproval: true }),
  send_appaymentrequest: request('send', 'Printed Check'),
  confirm_appaymentrequest: request('confirm', 'Printed Check'),
  void_appaymentrequest: request('void', 'EFT'),
  create_apterm: {
    accepted: () => '<create_apterm><name>N45</name><description>Net 45</description></create_apterm>',
    order: ['name', 'description'],
    references: NAMES_NOTHING,
  },
};
