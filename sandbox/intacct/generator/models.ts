import { money } from '../books/money.js';
import { fieldOf, type StoredRecord } from '../books/record.js';
import type { Company } from '../company/company.js';
import { keyIn, perform } from '../company/perform.js';

/** Records that one document consists of, ledger entries included, as the rules made them. */
export interface Model {
  readonly records: readonly ModelRecord[];
  /** Its number as people know it. */
  readonly number: string;
}

export interface ModelRecord {
  readonly object: string;
  readonly record: StoredRecord;
}

/** Makes an invoice for the customer, by the same rules as any client's, and takes it as a model. */
export function modelInvoice(
  company: Company,
  customerId: string,
  number: string,
  index: number,
  paid: boolean,
): Model {
  const date = dayOf(index);
  const amount = money(1_000 + ((index * 7_919) % 500_000));
  company.books.keep();
  const key = keyIn(perform(company, invoiceXml(customerId, number, date, amount)));
  if (paid) perform(company, paymentXml(customerId, key, date, amount));
  return { number, records: newRecords(company) };
}

/** The same with a bill of the vendor. */
export function modelBill(company: Company, vendorId: string, number: string, index: number): Model {
  const amount = money(500 + ((index * 6_271) % 300_000));
  company.books.keep();
  perform(company, billXml(vendorId, number, dayOf(index), amount));
  return { number, records: newRecords(company) };
}

/** What has come into being since the last `keep`, in its final state. */
function newRecords({ books }: Company): ModelRecord[] {
  const found = new Map<string, ModelRecord>();
  for (const { table, before, after } of books.keep()) {
    const object = table.layout.name;
    const key = `${object} ${fieldOf(after ?? before ?? {}, 'RECORDNO')}`;
    if (after && (!before || found.has(key))) found.set(key, { object, record: after });
    else if (!after) found.delete(key);
  }
  // Summaries are shared by the documents of a day, so they are not part of one document.
  return [...found.values()].filter(({ object }) => !object.endsWith('BATCH') || object === 'GLBATCH');
}

function invoiceXml(customerId: string, number: string, date: string, amount: string): string {
  const [year, month, day] = date.split('-');
  return `<create_invoice><customerid>${customerId}</customerid>
    <datecreated><year>${year}</year><month>${month}</month><day>${day}</day></datecreated><termname>N30</termname>
    <invoiceno>${number}</invoiceno><invoiceitems><lineitem><glaccountno>4000</glaccountno><amount>${amount}</amount>
    <memo>Generated</memo></lineitem></invoiceitems></create_invoice>`;
}

function billXml(vendorId: string, number: string, date: string, amount: string): string {
  const [year, month, day] = date.split('-');
  return `<create_bill><vendorid>${vendorId}</vendorid>
    <datecreated><year>${year}</year><month>${month}</month><day>${day}</day></datecreated><termname>N30</termname>
    <billno>${number}</billno><billitems><lineitem><glaccountno>6200</glaccountno><amount>${amount}</amount>
    <memo>Generated</memo></lineitem></billitems></create_bill>`;
}

function paymentXml(customerId: string, invoiceKey: string, date: string, amount: string): string {
  const [year, month, day] = date.split('-');
  return `<create><ARPYMT><FINANCIALENTITY>BANK1</FINANCIALENTITY><PAYMENTMETHOD>EFT</PAYMENTMETHOD>
    <CUSTOMERID>${customerId}</CUSTOMERID><RECEIPTDATE>${month}/${day}/${year}</RECEIPTDATE>
    <ARPYMTDETAILS><ARPYMTDETAIL><RECORDKEY>${invoiceKey}</RECORDKEY>
    <TRX_PAYMENTAMOUNT>${amount}</TRX_PAYMENTAMOUNT></ARPYMTDETAIL></ARPYMTDETAILS></ARPYMT></create>`;
}

/** Days of 2025, in turn. */
function dayOf(index: number): string {
  return new Date(Date.UTC(2025, 0, 1 + (index % 365))).toISOString().slice(0, 10);
}
