import { expect } from '@jest/globals';
import { dealWorkflowId } from '../../triggers.js';
import type { TestDemo } from './demo.js';
import {
  type Defect,
  defects,
  invoicesIn,
  invoicesWanted,
  type MadeDeal,
  makeDeals,
  of,
  parkedRuns,
  reasonOf,
  retryAll,
  startAll,
  untilRuns,
} from './many-deals.js';

export interface Durations {
  /** Until all but the defective deals were posted, and those parked. */
  readonly untilPostedMs: number;
  /** From mending the first cause until everything was posted. */
  readonly untilMendedMs: number;
}

/**
 * Invoices many deals at once, some of them defective; checks that the list of runs tells which and why; mends one cause
 * after the other and retries what waited for it; checks the books to the cent.
 */
export async function proveManyDeals(
  demo: TestDemo,
  { deals: count, defective, timeoutMs }: { deals: number; defective: number; timeoutMs: number },
): Promise<Durations> {
  demo.hubspot.setWebhookTarget('');
  // What HubSpot's limit costs is proved elsewhere.
  demo.hubspot.settings.burstLimit = 1_000_000;
  const deals = await makeDeals(demo, count, defective);
  const sound = deals.filter(({ defect }) => defect === undefined);

  const invoicesBefore = demo.intacct.books.count('ARINVOICE');

  const started = performance.now();
  await startAll(demo, deals);
  await untilRuns(demo, { posted: sound.length, parked: defective }, timeoutMs);
  const untilPostedMs = performance.now() - started;

  expect(await reasonsByDeal(demo)).toEqual(wantedReasons(demo, deals));
  expect(invoicesIn(demo)).toEqual(invoicesWanted(sound));

  const mending = performance.now();
  for (const defect of defects) await mendAndRetry(demo, deals, defect);
  await untilRuns(demo, { posted: count, parked: 0 }, timeoutMs);
  const untilMendedMs = performance.now() - mending;

  expect(invoicesIn(demo)).toEqual(invoicesWanted(deals));
  expect(demo.intacct.books.count('ARINVOICE')).toBe(invoicesBefore + count);
  expect(Number(demo.intacct.books.trialBalance())).toBe(0);
  expect(customersMade(demo)).toHaveLength(count);
  expect(dealsWithoutTheirInvoice(demo, deals)).toEqual([]);
  return { untilPostedMs, untilMendedMs };
}

async function mendAndRetry(demo: TestDemo, deals: readonly MadeDeal[], defect: Defect): Promise<void> {
  await defect.mend(demo, of(deals, defect));
  await retryAll(demo, reasonOf(defect));
}

async function reasonsByDeal(demo: TestDemo): Promise<Record<string, string>> {
  const parked = await parkedRuns(demo);
  return Object.fromEntries(parked.map(({ workflowId, attention }) => [workflowId, reasonOf(attention)]));
}

function wantedReasons({ hubspot }: TestDemo, deals: readonly MadeDeal[]): Record<string, string> {
  const portal = String(hubspot.portalId);
  return Object.fromEntries(
    deals.flatMap(({ dealId, defect }) => (defect ? [[dealWorkflowId(portal, dealId), reasonOf(defect)]] : [])),
  );
}

/** One for each company, whether its run, an earlier try of it, or the preparation has made it. */
const customersMade = ({ intacct }: TestDemo) =>
  intacct.books.list('CUSTOMER').filter(({ CUSTOMERID }) => CUSTOMERID?.startsWith('HS-'));

const dealsWithoutTheirInvoice = ({ hubspot }: TestDemo, deals: readonly MadeDeal[]) =>
  deals.filter(({ dealId }) => hubspot.get('deals', dealId)?.properties.intacct_invoice_number !== `HS-${dealId}`);
