import { money } from '../books/money.js';
import type { Company } from './company.js';
import { keyIn, perform } from './perform.js';
import { MORE_CUSTOMERS, MORE_VENDORS, type Partner } from './seed-partners.js';

const FIRST_CUSTOMER = 105;
const FIRST_VENDOR = 104;
const INVOICES = 70;
const BILLS = 40;
/** End of the quarter in which all this happened, so that it lies before whatever a test enters. */
const QUARTER_END = Date.UTC(2025, 11, 31);
const DAY_MS = 86_400_000;

/** Currency of a partner, by country; everybody else is billed in the company's own. */
const CURRENCIES: Readonly<Record<string, string>> = {
  'United Kingdom': 'GBP',
  Canada: 'CAD',
  France: 'EUR',
  Germany: 'EUR',
  Spain: 'EUR',
};

/** The last quarter of 2025: more customers and vendors, invoices and bills in every state of payment, and journals. */
export function seedBusiness(company: Company): void {
  MORE_CUSTOMERS.forEach((partner, index) => {
    perform(company, partnerXml('CUSTOMER', `C${FIRST_CUSTOMER + index}`, partner));
  });
  MORE_VENDORS.forEach((partner, index) => {
    perform(company, partnerXml('VENDOR', `V${FIRST_VENDOR + index}`, partner));
  });
  for (let index = 0; index < INVOICES; index += 1) seedInvoice(company, index);
  for (let index = 0; index < BILLS; index += 1) seedBill(company, index);
  for (const month of [10, 11, 12]) perform(company, journalXml(month));
  seedWaitingPayments(company);
}

/** Two of five are paid, one is partly paid, one is open and one is new enough to be due next year. */
function seedInvoice(company: Company, index: number): void {
  const place = (index * 3) % MORE_CUSTOMERS.length;
  const customer = `C${FIRST_CUSTOMER + place}`;
  const currency = currencyOf(MORE_CUSTOMERS[place], company);
  const amount = 24_000 + ((index * 7_919) % 480_000);
  const date = dayBefore(index % 5 === 4 ? index % 9 : 10 + ((index * 11) % 80));
  const key = keyIn(perform(company, invoiceXml({ index, customer, currency, amount, date })));
  const paid = [amount, amount, Math.floor(amount / 3), 0, 0][index % 5] ?? 0;
  if (paid > 0) perform(company, receiptXml({ customer, currency, key, amount: paid, date: later(date) }));
}

function seedBill(company: Company, index: number): void {
  const place = (index * 2) % MORE_VENDORS.length;
  const vendor = `V${FIRST_VENDOR + place}`;
  const currency = currencyOf(MORE_VENDORS[place], company);
  const amount = 4_500 + ((index * 6_151) % 220_000);
  const date = dayBefore(5 + ((index * 13) % 85));
  const key = keyIn(perform(company, billXml({ index, vendor, currency, amount, date })));
  const ours = currency === company.settings.baseCurrency;
  if (ours && index % 2 === 0) perform(company, paymentXml({ vendor, currency, key, amount, date: later(date) }));
}

/** Two payments of a time when payments needed approval: nobody has decided on them yet. */
function seedWaitingPayments(company: Company): void {
  const { settings } = company;
  const approval = settings.paymentApproval;
  settings.paymentApproval = true;
  for (const index of [BILLS, BILLS + 1]) {
    const bill = {
      index,
      vendor: `V${FIRST_VENDOR}`,
      currency: settings.baseCurrency,
      amount: 31_500,
      date: dayBefore(30),
    };
    const key = keyIn(perform(company, billXml(bill)));
    perform(company, paymentXml({ ...bill, key, date: later(bill.date) }));
  }
  settings.paymentApproval = approval;
}

function currencyOf(partner: Partner | undefined, { settings }: Company): string {
  return CURRENCIES[partner?.[2] ?? ''] ?? settings.baseCurrency;
}

function dayBefore(days: number): string {
  return new Date(QUARTER_END - days * DAY_MS).toISOString().slice(0, 10);
}

/** Paid three weeks later, or at the end of the quarter. */
function later(date: string): string {
  const time = Math.min(QUARTER_END, Date.parse(date) + 21 * DAY_MS);
  return new Date(time).toISOString().slice(0, 10);
}

function partnerXml(object: 'CUSTOMER' | 'VENDOR', id: string, [name, city, country]: Partner): string {
  return `<create><${object}><${object}ID>${id}</${object}ID><NAME>${name}</NAME><TERMNAME>N30</TERMNAME><DISPLAYCONTACT>
    <PRINTAS>${name}</PRINTAS><EMAIL1>accounts@${id.toLowerCase()}.example</EMAIL1>
    <MAILADDRESS><CITY>${city}</CITY><COUNTRY>${country}</COUNTRY></MAILADDRESS></DISPLAYCONTACT></${object}></create>`;
}

interface Sale {
  readonly index: number;
  readonly customer: string;
  readonly currency: string;
  readonly amount: number;
  readonly date: string;
}

function invoiceXml({ index, customer, currency, amount, date }: Sale): string {
  const entity = index % 3 === 0 ? 'E200' : 'E100';
  const service = Math.floor(amount / 4);
  return `<create_invoice><customerid>${customer}</customerid><datecreated>${parts(date)}</datecreated><termname>N30</termname>
    <invoiceno>INV-${1001 + index}</invoiceno><currency>${currency}</currency><exchratetype></exchratetype><invoiceitems>
    <lineitem><glaccountno>4000</glaccountno><amount>${money(amount - service)}</amount><memo>Subscription</memo>
    <locationid>${entity}</locationid><departmentid>D10</departmentid><itemid>SEAT</itemid></lineitem>
    <lineitem><glaccountno>4010</glaccountno><amount>${money(service)}</amount><memo>Onboarding</memo>
    <locationid>${entity}</locationid><departmentid>D20</departmentid><itemid>ONBOARD</itemid></lineitem>
    </invoiceitems></create_invoice>`;
}

interface Settlement {
  readonly currency: string;
  readonly key: string;
  readonly amount: number;
  readonly date: string;
}

function receiptXml({ customer, currency, key, amount, date }: Settlement & { customer: string }): string {
  return `<create><ARPYMT><FINANCIALENTITY>BANK1</FINANCIALENTITY><PAYMENTMETHOD>EFT</PAYMENTMETHOD>
    <CUSTOMERID>${customer}</CUSTOMERID><RECEIPTDATE>${usDate(date)}</RECEIPTDATE><CURRENCY>${currency}</CURRENCY>
    <ARPYMTDETAILS><ARPYMTDETAIL><RECORDKEY>${key}</RECORDKEY><TRX_PAYMENTAMOUNT>${money(amount)}</TRX_PAYMENTAMOUNT>
    </ARPYMTDETAIL></ARPYMTDETAILS></ARPYMT></create>`;
}

function billXml({ index, vendor, currency, amount, date }: Omit<Sale, 'customer'> & { vendor: string }): string {
  const account = index % 5 === 0 ? '6300' : '6200';
  const due = usDate(new Date(Date.parse(date) + 30 * DAY_MS).toISOString().slice(0, 10));
  return `<create><APBILL><WHENCREATED>${usDate(date)}</WHENCREATED><VENDORID>${vendor}</VENDORID>
    <RECORDID>${vendor}-${501 + index}</RECORDID><WHENDUE>${due}</WHENDUE><CURRENCY>${currency}</CURRENCY>
    <APBILLITEMS><APBILLITEM><ACCOUNTNO>${account}</ACCOUNTNO><TRX_AMOUNT>${money(amount)}</TRX_AMOUNT>
    <LOCATIONID>E100</LOCATIONID><DEPARTMENTID>D30</DEPARTMENTID></APBILLITEM></APBILLITEMS></APBILL></create>`;
}

function paymentXml({ vendor, currency, key, amount, date }: Settlement & { vendor: string }): string {
  return `<create><APPYMT><FINANCIALENTITY>BANK1</FINANCIALENTITY><PAYMENTMETHOD>EFT</PAYMENTMETHOD><VENDORID>${vendor}</VENDORID>
    <PAYMENTDATE>${usDate(date)}</PAYMENTDATE><CURRENCY>${currency}</CURRENCY><APPYMTDETAILS><APPYMTDETAIL>
    <RECORDKEY>${key}</RECORDKEY><TRX_PAYMENTAMOUNT>${money(amount)}</TRX_PAYMENTAMOUNT></APPYMTDETAIL></APPYMTDETAILS>
    </APPYMT></create>`;
}

/** What rent of the month is not yet billed. */
function journalXml(month: number): string {
  const line = (account: string, side: string) => `<GLENTRY><ACCOUNTNO>${account}</ACCOUNTNO><TR_TYPE>${side}</TR_TYPE>
    <TRX_AMOUNT>${money(180_000 + month * 1_000)}</TRX_AMOUNT><LOCATION>E100</LOCATION><DEPARTMENT>D30</DEPARTMENT></GLENTRY>`;
  return `<create><GLBATCH><JOURNAL>GJ</JOURNAL><BATCH_DATE>${month}/28/2025</BATCH_DATE>
    <BATCH_TITLE>Rent accrual ${month}/2025</BATCH_TITLE><REFERENCENO>ACCR-${month}</REFERENCENO>
    <ENTRIES>${line('6300', '1')}${line('2000', '-1')}</ENTRIES></GLBATCH></create>`;
}

function parts(date: string): string {
  const [year, month, day] = date.split('-');
  return `<year>${year}</year><month>${month}</month><day>${day}</day>`;
}

function usDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year}`;
}
