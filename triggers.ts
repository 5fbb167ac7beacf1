/**
 * Which events start which workflows: the file to edit. A trigger names an object of a source, reads again what the event is
 * about, and says when which workflow runs, under which ID, with what. `npm run triggers -- test <event.json>` shows what it
 * would do. See docs/triggers.md.
 */
import { type AnyTrigger, trigger } from './webhooks/trigger.js';
import type { DealMapping } from './workflows/deal-mapping.js';

export interface TriggerSettings {
  /** How deals become invoices. */
  readonly mapping: DealMapping;
}

/** One deal has one run, whoever starts it. */
export const dealWorkflowId = (portalId: string, dealId: string) => `hubspot-deal/${portalId}/${dealId}`;

export const triggers = ({ mapping }: TriggerSettings): readonly AnyTrigger[] => [
  // A deal that is won becomes an invoice. A new run for the same deal only after one that failed, such as one that ended as
  // `deal_no_longer_won`; a run that is under way is told of every change, also when the deal is lost.
  trigger({
    name: 'deal won',
    source: 'hubspot',
    object: 'deal',
    when: ({ change, property }) => change === 'propertyChange' && property === 'dealstage',
    read: ({ recordId }, { hubspot }) => hubspot().getDealStage({ id: recordId }),
    condition: ({ isClosedWon }) => isClosedWon,
    workflow: 'hubspotDealToInvoice',
    workflowId: ({ account }, { id }) => dealWorkflowId(account, id),
    input: (_, { id }) => ({ dealId: id, mapping }),
    summary: (_, { id }) => `HubSpot deal ${id} → Intacct invoice`,
    signal: 'dealChanged',
  }),
];
