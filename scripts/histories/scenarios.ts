import { workflowContracts } from '../../activities/contracts/index.js';
import type { Demo } from '../demo/parts.js';
import { sampleDeal } from '../demo/sample-deals.js';

/** What is recorded of one workflow: to its end, parked and resolved, and cancelled. */
export interface Recorded {
  /** What the run is started with. Default: the example of its contract. */
  readonly input?: (demo: Demo, play: Play) => Promise<unknown>;
  /** The function of Intacct that is refused once, so that the run parks, and before which it is cancelled. */
  readonly cut: string;
}

/** Runs another workflow first and returns its result. */
export type Play = (workflow: string, input: unknown) => Promise<Readonly<Record<string, unknown>>>;

const exampleOf = (workflow: string) => workflowContracts[workflow]?.example as Readonly<Record<string, unknown>>;

/** A workflow that is not here is not recorded; the replay test names those that are missing. */
export const recordedWorkflows: Readonly<Record<string, Recorded>> = {
  createArPayment: { cut: 'create' },
  createBill: { cut: 'create', input: async () => ({ ...exampleOf('createBill'), approval: undefined }) },
  createCreditNote: { cut: 'create_aradjustment' },
  createInvoice: { cut: 'create_invoice' },
  createJournalEntry: { cut: 'create' },
  hubspotDealToInvoice: { cut: 'create_invoice', input: wonDeal },
  payBill: { cut: 'create' },
  postInvoice: { cut: 'update_invoice', input: draftOf },
  runAction: {
    cut: 'create',
    input: async () => ({ action: 'intacct.createCustomer', input: { id: 'C-80', name: 'Larkspur Bakery' } }),
  },
  runActions: {
    cut: 'create',
    input: async () => ({
      steps: [
        { as: 'customer', action: 'intacct.createCustomer', input: { id: 'C-81', name: 'Heron Press' } },
        { as: 'open', action: 'intacct.listInvoices', input: { customerId: '{{customer.id}}' } },
      ],
    }),
  },
  voidArPayment: { cut: 'reverse_arpayment', input: paymentOf },
};

export const scenarioNames = ['done', 'parked', 'cancelled'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

async function wonDeal({ hubspot }: Demo): Promise<unknown> {
  // Nobody but the recording starts a run for it.
  hubspot.setWebhookTarget('');
  const { dealId } = await hubspot.createDeal({ ...sampleDeal, stage: 'closedwon' });
  return { dealId };
}

async function draftOf(_: Demo, play: Play): Promise<unknown> {
  const { key } = await play('createInvoice', { ...exampleOf('createInvoice'), post: false });
  return { key };
}

async function paymentOf(_: Demo, play: Play): Promise<unknown> {
  const { paymentKey } = await play('createArPayment', exampleOf('createArPayment'));
  return { ...exampleOf('voidArPayment'), key: paymentKey };
}
