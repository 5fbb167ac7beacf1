import type { HubSpotCalls } from '../connectors/hubspot/catalogue.js';
import type { IntacctCalls } from '../connectors/intacct/catalogue.js';
import type * as shipped from '../workflows/index.js';
import type { EventSource, TriggerEvent } from './event.js';

/** Actions to read with what an event is about. Intacct's run on the workers, within the company's limits. */
export interface Systems {
  hubspot(connection?: string): HubSpotCalls;
  intacct(connection?: string): IntacctCalls;
}

type Shipped = typeof shipped;
type Input<Name extends string> = Name extends keyof Shipped
  ? Shipped[Name] extends (input: infer In) => Promise<unknown>
    ? In
    : never
  : unknown;

/** From an event to a workflow. `Seen` is what `read` found. */
export interface Trigger<Name extends string = string, Seen = unknown> {
  /** For people, in lists and outcomes. */
  readonly name: string;
  readonly source: EventSource;
  /** As the source calls it: `deal`, `ARINVOICE`, `invoice.paid`. */
  readonly object: string;
  /** A first look at what the sender says, to spare the reading. Default: every event of the object. */
  readonly when?: (event: TriggerEvent) => boolean;
  /** Reads what the event is about: what the sender says may be old or untrue. */
  readonly read: (event: TriggerEvent, systems: Systems) => Promise<Seen>;
  /** Whether the workflow shall run, by what was read. */
  readonly condition: (seen: Seen, event: TriggerEvent) => boolean;
  /** A shipped workflow, or the name of one of your own. */
  readonly workflow: Name;
  /** What the run stands for: two events with the same ID are about the same run. */
  readonly workflowId: (event: TriggerEvent, seen: Seen) => string;
  readonly input: (event: TriggerEvent, seen: Seen) => Input<Name>;
  /** Line in Temporal's list of runs. */
  readonly summary?: (event: TriggerEvent, seen: Seen) => string;
  /** Sent to a run that is under way when an event comes for it, whether the condition holds or not. Default: nothing is. */
  readonly signal?: string;
  /** When a run with this ID has ended, another one starts: after a failure (default), always, or never. */
  readonly again?: 'afterFailure' | 'always' | 'never';
}

/** Any trigger; made by `trigger`, which has checked that its parts fit. */
// biome-ignore lint/suspicious/noExplicitAny: what one trigger reads is its own.
export type AnyTrigger = Trigger<string, any>;

/** Checks the types of a trigger: the input is the workflow's, the condition's data is what was read. */
export const trigger = <Name extends (keyof Shipped & string) | (string & {}), Seen>(
  definition: Trigger<Name, Seen>,
): AnyTrigger => definition as AnyTrigger;
