import { sampleDeal } from '../../scripts/demo/sample-deals.js';
import type { TestDemo } from './demo.js';
import { customerOwing, invoiceOf, unique } from './receivables.js';

/** A run of a shipped workflow whose input nobody else has. */
export interface Scene {
  readonly workflow: string;
  readonly input: unknown;
  /** What the books hold of it: nothing, the whole once, or else the details. */
  booked(): string;
}

type Rows = readonly Readonly<Record<string, string | undefined>>[];

const rowsOf = (demo: TestDemo, object: string, field: string, value: string): Rows =>
  (demo.intacct.books.list(object) as unknown as Rows).filter((row) => row[field] === value);

/** What is there, in words that a test can compare. */
function summary(
  found: Readonly<Record<string, readonly unknown[]>>,
  whole: Readonly<Record<string, readonly unknown[]>>,
) {
  if (Object.values(found).every((values) => values.length === 0)) return 'nothing';
  const text = JSON.stringify(found);
  return text === JSON.stringify(whole) ? 'the whole, once' : text;
}

function postedInvoice(demo: TestDemo, customerId: string, number: string): string {
  const customers = rowsOf(demo, 'CUSTOMER', 'CUSTOMERID', customerId).map(({ CUSTOMERID }) => CUSTOMERID);
  const invoices = rowsOf(demo, 'ARINVOICE', 'CUSTOMERID', customerId).map(({ RECORDID, STATE }) => [RECORDID, STATE]);
  return summary({ customers, invoices }, { customers: [customerId], invoices: [[number, 'Posted']] });
}

async function anInvoice(demo: TestDemo): Promise<Scene> {
  const input = invoiceOf('120.50');
  const { customer, invoice } = input;
  return { workflow: 'createInvoice', input, booked: () => postedInvoice(demo, customer.id, invoice.invoiceNumber) };
}

async function aPayment(demo: TestDemo): Promise<Scene> {
  const { customerId, numbers } = await customerOwing(demo, ['100.00', '50.00']);
  const payment = { customerId, receiptDate: '2026-11-20', paymentMethod: 'EFT', bankAccountId: 'BANK1' };
  const input = { payment, invoices: numbers.map((number) => ({ number })) };
  const due = () => rowsOf(demo, 'ARINVOICE', 'CUSTOMERID', customerId).map(({ TRX_TOTALDUE }) => Number(TRX_TOTALDUE));
  const booked = () => {
    const payments = rowsOf(demo, 'ARPYMT', 'CUSTOMERID', customerId).map(({ TRX_TOTALENTERED }) => TRX_TOTALENTERED);
    const paid = due().filter((amount) => amount === 0);
    return summary({ payments, paid }, { payments: ['150.00'], paid: [0, 0] });
  };
  return { workflow: 'createArPayment', input, booked };
}

async function aDeal(demo: TestDemo): Promise<Scene> {
  // Nobody but the scene starts a run for it.
  demo.hubspot.setWebhookTarget('');
  const name = `Harbor Labs ${unique()}`;
  const contacts = [{ email: `ap@${unique()}.example` }];
  const deal = await demo.hubspot.createDeal({ ...sampleDeal, stage: 'closedwon', company: { name }, contacts });
  return {
    workflow: 'hubspotDealToInvoice',
    input: { dealId: deal.dealId },
    booked: () => postedInvoice(demo, `HS-${deal.companyId}`, `HS-${deal.dealId}`),
  };
}

/** By the name of the workflow. */
export const shippedScenes = {
  createInvoice: anInvoice,
  createArPayment: aPayment,
  hubspotDealToInvoice: aDeal,
} satisfies Record<string, (demo: TestDemo) => Promise<Scene>>;

export type SceneName = keyof typeof shippedScenes;
export const sceneNames = Object.keys(shippedScenes) as SceneName[];
