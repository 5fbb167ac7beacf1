import { type CompanyUnderLoad, element } from './company.js';
import { Durations } from './figures.js';

/** What the clients were told, to be compared with the books afterwards. */
export class Told {
  /** Record numbers of invoices whose creation was confirmed. */
  readonly invoices: string[] = [];
  /** Cents of confirmed payments per invoice. */
  readonly paid = new Map<string, number>();
  payments = 0;
  queries = 0;
  readonly creates = new Durations();

  notePayment(invoice: string, cents: number): void {
    this.payments += 1;
    this.paid.set(invoice, (this.paid.get(invoice) ?? 0) + cents);
  }
}

const CUSTOMER = 'C101';
const SHARED_INVOICES = 20;

/** Runs `clients` loops side by side until the time is over; a refusal ends the run. */
export async function during(
  seconds: number,
  clients: number,
  step: (client: number) => Promise<void>,
): Promise<number> {
  const started = performance.now();
  const end = started + seconds * 1000;
  const loop = async (_: unknown, client: number) => {
    while (performance.now() < end) await step(client);
  };
  await Promise.all(Array.from({ length: clients }, loop));
  return (performance.now() - started) / 1000;
}

export async function createInvoice(company: CompanyUnderLoad, told: Told, amount = '120.50'): Promise<string> {
  const body = `<create_invoice><customerid>${CUSTOMER}</customerid>
    <datecreated><year>2026</year><month>02</month><day>03</day></datecreated><termname>N30</termname>
    <invoiceitems><lineitem><glaccountno>4000</glaccountno><amount>${amount}</amount><memo>Load</memo></lineitem></invoiceitems>
    </create_invoice>`;
  const key = element(await told.creates.of(() => company.call(body)), 'key');
  told.invoices.push(key);
  return key;
}

/** Invoices large enough to be paid by everybody all the time. */
export function sharedInvoices(company: CompanyUnderLoad, told: Told): Promise<string[]> {
  return Promise.all(Array.from({ length: SHARED_INVOICES }, () => createInvoice(company, told, '9000000.00')));
}

/** Of ten calls six create, three pay a little of an invoice that all clients pay at once, and one reads. */
export function mixedStep(company: CompanyUnderLoad, told: Told, shared: readonly string[]): () => Promise<void> {
  let turn = 0;
  return async () => {
    turn += 1;
    const kind = turn % 10;
    const invoice = shared[turn % shared.length] ?? '';
    if (kind < 6) await createInvoice(company, told);
    else if (kind < 9) await pay(company, told, invoice, 1 + (turn % 500));
    else await query(company, told, invoice);
  };
}

async function pay(company: CompanyUnderLoad, told: Told, invoice: string, cents: number): Promise<void> {
  const amount = (cents / 100).toFixed(2);
  await company.call(`<create_arpayment><customerid>${CUSTOMER}</customerid><paymentamount>${amount}</paymentamount>
    <bankaccountid>BANK1</bankaccountid><datereceived><year>2026</year><month>02</month><day>20</day></datereceived>
    <arpaymentitem><invoicekey>${invoice}</invoicekey><amount>${amount}</amount></arpaymentitem></create_arpayment>`);
  told.notePayment(invoice, cents);
}

async function query(company: CompanyUnderLoad, told: Told, invoice: string): Promise<void> {
  await company.call(`<query><object>ARINVOICE</object><select><field>RECORDNO</field><field>TOTALDUE</field></select>
    <filter><equalto><field>RECORDNO</field><value>${invoice}</value></equalto></filter></query>`);
  told.queries += 1;
}
