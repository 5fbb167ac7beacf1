import { expect } from '@jest/globals';
import type { IntacctSandbox } from '../../sandbox/intacct/index.js';
import { all, call, one, statuses } from './ask.js';

const OBJECTS = `VENDOR CONTACT APBILL APBILLITEM APADJUSTMENT APADJUSTMENTITEM APPYMT APPYMTDETAIL APPYMTENTRY GLBATCH
  GLENTRY`.split(/\s+/);

/** Everything of payables and the ledger that a refused write must leave alone. */
export function writtenPayables(sandbox: IntacctSandbox): object {
  return { commits: sandbox.commits.length, books: OBJECTS.map((object) => sandbox.books.list(object)) };
}

/** Sends a write that must be refused; returns its errors after checking that nothing changed. */
export async function refusedBy(sandbox: IntacctSandbox, body: string): Promise<{ codes: string[]; text: string }> {
  const before = writtenPayables(sandbox);
  const text = await call(sandbox, body);
  expect(text).toContain('<status>failure</status>');
  expect(writtenPayables(sandbox)).toEqual(before);
  return { codes: all(text, 'errorno'), text: text.replaceAll('&#039;', "'") };
}

/** A write that must succeed; returns the reply. */
export async function done(sandbox: IntacctSandbox, body: string): Promise<string> {
  const text = await call(sandbox, body);
  if (statuses(text).join() !== 'success') throw new Error(text);
  return text;
}

export function vendorXml(id: string, more = ''): string {
  return `<create><VENDOR><VENDORID>${id}</VENDORID><NAME>Vendor ${id}</NAME>
    <DISPLAYCONTACT><PRINTAS>Vendor ${id}</PRINTAS></DISPLAYCONTACT>${more}</VENDOR></create>`;
}

export interface BillXml {
  vendor?: string;
  date?: string;
  number?: string;
  header?: string;
  lines?: string;
}

export const billLine = (amount: string, more = '', account = '6200') =>
  `<APBILLITEM><ACCOUNTNO>${account}</ACCOUNTNO><TRX_AMOUNT>${amount}</TRX_AMOUNT>${more}</APBILLITEM>`;

/** A generic create of a bill due on 5 March 2026. */
export function billXml({
  vendor = 'V102',
  date = '02/03/2026',
  number = '',
  header = '',
  lines,
}: BillXml = {}): string {
  return `<create><APBILL><VENDORID>${vendor}</VENDORID><WHENCREATED>${date}</WHENCREATED>
    <WHENDUE>03/05/2026</WHENDUE><RECORDID>${number}</RECORDID>${header}
    <APBILLITEMS>${lines ?? billLine('120.50')}</APBILLITEMS></APBILL></create>`;
}

export async function newBill(sandbox: IntacctSandbox, options: BillXml = {}): Promise<string> {
  return one(await done(sandbox, billXml(options)), 'RECORDNO');
}

export interface PaymentXml {
  method?: string;
  vendor?: string;
  header?: string;
}

export const cash = (bill: string, amount: string, more = '') =>
  `<APPYMTDETAIL><RECORDKEY>${bill}</RECORDKEY>${more}<TRX_PAYMENTAMOUNT>${amount}</TRX_PAYMENTAMOUNT></APPYMTDETAIL>`;

export function payXml(details: string, { method = 'EFT', vendor = 'V102', header = '' }: PaymentXml = {}): string {
  return `<create><APPYMT><FINANCIALENTITY>BANK1</FINANCIALENTITY><PAYMENTMETHOD>${method}</PAYMENTMETHOD>
    <VENDORID>${vendor}</VENDORID><PAYMENTDATE>02/20/2026</PAYMENTDATE>${header}
    <APPYMTDETAILS>${details}</APPYMTDETAILS></APPYMT></create>`;
}

export async function newPayment(sandbox: IntacctSandbox, details: string, options: PaymentXml = {}): Promise<string> {
  return one(await done(sandbox, payXml(details, options)), 'RECORDNO');
}

export const day = (name: string, date: string) => {
  const [year, month, number] = date.split('-');
  return `<${name}><year>${year}</year><month>${month}</month><day>${number}</day></${name}>`;
};

/** What account balances moved by since `before`; accounts that did not move are left out. */
export function moved(sandbox: IntacctSandbox, before: Record<string, string>): Record<string, string> {
  const differences = Object.entries(sandbox.books.balances()).map(
    ([account, balance]) => [account, (Number(balance) - Number(before[account] ?? 0)).toFixed(2)] as const,
  );
  return Object.fromEntries(differences.filter(([, difference]) => Number(difference) !== 0));
}

/** The gateway's own view: one record by its number. */
export async function readOne(sandbox: IntacctSandbox, object: string, key: string): Promise<string> {
  return call(sandbox, `<read><object>${object}</object><keys>${key}</keys></read>`);
}

/** Sums of what posted payments apply to a bill, which must be what the bill says is paid. */
export function appliedTo(sandbox: IntacctSandbox, bill: string): string {
  const posted = new Set(
    sandbox.books.list('APPYMT').flatMap(({ RECORDNO, STATE }) => (STATE === 'Posted' ? [RECORDNO] : [])),
  );
  const details = sandbox.books.list('APPYMTDETAIL').filter(({ RECORDKEY }) => RECORDKEY === bill);
  const cents = (amount = '0') => Math.round(Number(amount) * 100);
  const sum = details
    .filter(({ PAYMENTKEY }) => posted.has(PAYMENTKEY))
    .reduce((all, each) => all + cents(each.TRX_PAYMENTAMOUNT) + cents(each.TRX_ADJUSTMENTAMOUNT), 0);
  return (sum / 100).toFixed(2);
}
