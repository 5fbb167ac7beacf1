import { setTimeout } from 'node:timers/promises';
import type { z } from 'zod';
import type { Action } from '../../connectors/action.js';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import type { IntacctClient } from '../../connectors/intacct/client.js';
import type { SampleDeal } from '../../sandbox/hubspot/index.js';
import { until } from '../../temporal/until.js';
import { dealWorkflowId } from '../../triggers.js';
import type { Attention } from '../../workflows/board.js';
import type { Accepted, Decision } from '../../workflows/decisions.js';
import type { hubspotDealToInvoice } from '../../workflows/hubspot-deal-to-invoice.js';
import { callIntacct } from './actions.js';
import type { TestDemo } from './demo.js';

/** What is wrong with a deal, what its run shows then, and how the cause is mended. */
export interface Defect {
  readonly code: string;
  readonly field: string;
  spoil(deal: SampleDeal): SampleDeal;
  /** Made before the runs start, such as a customer that is inactive. */
  prepare?(demo: TestDemo, deals: readonly MadeDeal[]): Promise<void>;
  mend(demo: TestDemo, deals: readonly MadeDeal[]): Promise<void>;
}

export interface MadeDeal {
  readonly dealId: string;
  readonly companyId: string | undefined;
  readonly index: number;
  readonly defect: Defect | undefined;
  readonly currency: string;
  /** Of the invoice, in cents. */
  readonly cents: number;
}

const inactiveAccount = '4999';

export const mapping = { accountBySku: { FAULTY: inactiveAccount } };

async function call<In extends z.ZodType, Out extends z.ZodType>(
  { intacct }: TestDemo,
  action: Action<In, Out, IntacctClient>,
  input: z.input<In>,
): Promise<void> {
  await callIntacct(intacct, 'prepare', action, input);
}

/** In order, one after the other. */
async function each(deals: readonly MadeDeal[], work: (deal: MadeDeal) => Promise<unknown>): Promise<void> {
  for (const deal of deals) await work(deal);
}

const customerOf = ({ companyId }: MadeDeal) => `HS-${companyId}`;

export const defects: readonly Defect[] = [
  {
    code: 'deal_incomplete',
    field: 'company',
    spoil: ({ company: _, ...deal }) => deal,
    mend: ({ hubspot }, deals) =>
      each(deals, ({ dealId, index }) => hubspot.addToDeal(dealId, { company: companyOf(index) })),
  },
  {
    code: 'deal_incomplete',
    field: 'lineItems',
    spoil: (deal) => ({ ...deal, lineItems: [] }),
    mend: ({ hubspot }, deals) =>
      each(deals, ({ dealId, index }) => hubspot.addToDeal(dealId, { lineItems: linesOf(index) })),
  },
  {
    code: 'deal_amount_differs',
    field: 'amount',
    spoil: (deal) => ({ ...deal, amount: '1.00' }),
    mend: ({ hubspot }, deals) =>
      each(deals, ({ dealId, index }) => hubspot.update('deals', dealId, { amount: money(centsOf(index)) })),
  },
  {
    code: 'currency_refused',
    field: 'currency',
    spoil: (deal) => ({ ...deal, currency: 'JPY' }),
    mend: async ({ intacct }) => {
      intacct.settings.exchangeRates.JPY = '0.0067';
      await intacct.enableCurrency('JPY');
    },
  },
  {
    code: 'account_inactive',
    field: 'lines',
    spoil: (deal) => ({ ...deal, lineItems: linesOf(Number(deal.properties?.description)).map(faulty) }),
    prepare: async (demo) => {
      const account = { accountNumber: inactiveAccount, name: 'Legacy sales', normalBalance: 'credit' } as const;
      await call(demo, intacctCatalogue.createAccount, {
        ...account,
        accountType: 'incomestatement',
        status: 'inactive',
      });
    },
    mend: (demo) => call(demo, intacctCatalogue.updateAccount, { accountNumber: inactiveAccount, status: 'active' }),
  },
  {
    code: 'customer_inactive',
    field: 'customerId',
    spoil: (deal) => deal,
    prepare: (demo, deals) =>
      each(deals, (deal) => {
        const { name } = companyOf(deal.index);
        const contact = { companyName: name };
        return call(demo, intacctCatalogue.createCustomer, { id: customerOf(deal), name, contact, status: 'inactive' });
      }),
    mend: (demo, deals) =>
      each(deals, (deal) => call(demo, intacctCatalogue.updateCustomer, { id: customerOf(deal), status: 'active' })),
  },
];

export const reasonOf = ({ code, field }: Pick<Attention, 'code' | 'field'>) => `${code}: ${field}`;

type Line = NonNullable<SampleDeal['lineItems']>[number];

const faulty = (line: Line): Line => ({ ...line, sku: 'FAULTY' });

const money = (cents: number) => (cents / 100).toFixed(2);

const companyOf = (index: number) => ({ name: `Buyer ${index}` });

/** Unit price in cents: differs from deal to deal. */
const priceOf = (index: number) => 1001 + index * 37;
const quantityOf = (index: number) => 1 + (index % 7);

function linesOf(index: number): Line[] {
  return [
    { name: 'Seats', sku: 'SEAT', quantity: quantityOf(index), price: money(priceOf(index)) },
    { name: 'Set-up', quantity: 1, price: '450.00', discount: '0.01' },
  ];
}

/** What the invoice must come to, reckoned without the code under test. */
const centsOf = (index: number) => quantityOf(index) * priceOf(index) + 44_999;

/** Won deals, of which the first `defective` have the defects in turn. */
export async function makeDeals(demo: TestDemo, count: number, defective: number): Promise<MadeDeal[]> {
  const deals: MadeDeal[] = [];
  for (let index = 0; index < count; index += 1) {
    const defect = index < defective ? defects[index % defects.length] : undefined;
    const sound = {
      name: `Deal of buyer ${index}`,
      stage: 'closedwon',
      currency: 'USD',
      company: companyOf(index),
      lineItems: linesOf(index),
      properties: { description: String(index) },
    };
    const sample = defect ? defect.spoil(sound) : sound;
    const { dealId, companyId } = await demo.hubspot.createDeal(sample);
    const currency = sample.currency ?? 'USD';
    deals.push({ dealId, companyId, index, defect, currency, cents: centsOf(index) });
  }
  for (const defect of defects) await defect.prepare?.(demo, of(deals, defect));
  return deals;
}

export const of = (deals: readonly MadeDeal[], defect: Defect) => deals.filter((deal) => deal.defect === defect);

/** All runs, started as fast as the server takes them. */
export async function startAll({ client, hubspot, taskQueue }: TestDemo, deals: readonly MadeDeal[]): Promise<void> {
  await Promise.all(
    deals.map(({ dealId }) =>
      client.workflow.start<typeof hubspotDealToInvoice>('hubspotDealToInvoice', {
        workflowId: dealWorkflowId(String(hubspot.portalId), dealId),
        taskQueue,
        args: [{ dealId, mapping }],
      }),
    ),
  );
}

/** Waits until so many runs have ended well and so many wait for a person, as the list of runs tells. */
export async function untilRuns(demo: TestDemo, wanted: { posted: number; parked: number }, timeoutMs: number) {
  const { client, taskQueue } = demo;
  const count = async (condition: string) =>
    (await client.workflow.count(`TaskQueue = '${taskQueue}' AND ${condition}`)).count;
  await until(
    async () =>
      (await count("ExecutionStatus = 'Completed'")) === wanted.posted &&
      (await count("NeedsAttention = true AND ExecutionStatus = 'Running'")) === wanted.parked,
    { what: `${wanted.posted} posted and ${wanted.parked} parked runs`, timeoutMs, intervalMs: 250 },
  );
}

export interface Parked {
  readonly workflowId: string;
  readonly attention: Attention;
}

/** From the list of runs alone, which costs no run anything. */
export async function parkedRuns({ client, taskQueue }: TestDemo): Promise<Parked[]> {
  const parked: Parked[] = [];
  const query = `TaskQueue = '${taskQueue}' AND NeedsAttention = true AND ExecutionStatus = 'Running'`;
  for await (const { workflowId, memo } of client.workflow.list({ query })) {
    for (const attention of (memo?.attention ?? []) as Attention[]) parked.push({ workflowId, attention });
  }
  return parked;
}

/** Retries whatever waits for one reason. */
export async function retryAll(demo: TestDemo, reason: string): Promise<void> {
  const runs = (await parkedRuns(demo)).filter(({ attention }) => reasonOf(attention) === reason);
  for (const { workflowId } of runs) {
    const args: [Decision] = [{ decision: 'retry', by: 'Ada', note: 'mended' }];
    await demo.client.workflow.getHandle(workflowId).executeUpdate<Accepted, [Decision]>('resolve', { args });
    // Lets the worker have its turn.
    await setTimeout(0);
  }
}

/** Numbers, states, currencies and amounts of what the books hold of deals. */
export const invoicesIn = ({ intacct }: TestDemo) =>
  intacct.books
    .list('ARINVOICE')
    .filter(({ RECORDID }) => RECORDID?.startsWith('HS-'))
    .map(({ RECORDID, STATE, CURRENCY, TRX_TOTALENTERED }) => [RECORDID, STATE, CURRENCY, TRX_TOTALENTERED].join(' '))
    .sort();

export const invoicesWanted = (deals: readonly MadeDeal[]) =>
  deals.map(({ dealId, currency, cents }) => [`HS-${dealId}`, 'Posted', currency, money(cents)].join(' ')).sort();
