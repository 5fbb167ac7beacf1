import { createHash } from 'node:crypto';
import type { NewEvent } from '../store/inbox.js';

export type EventSource = 'hubspot' | 'intacct' | 'nango' | 'generic';

/** What happened, as far as the sender says: a hint at what to read again, never the truth. */
export interface TriggerEvent {
  readonly source: EventSource;
  /** HubSpot's portal, our name of the Intacct connection, Nango's connection, or the name in the path of a generic one. */
  readonly account: string;
  /** `deal`; `ARINVOICE`; Nango's or a generic event's type. */
  readonly object: string;
  /** `propertyChange`, `creation`; `after_update`; empty when the sender does not say. */
  readonly change: string;
  /** Of the record that it is about; empty when it names none. */
  readonly recordId: string;
  /** The property that changed, where the sender says so. */
  readonly property?: string;
  /** What was sent, without secrets. */
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Incoming {
  /** The same when the same event is delivered again. */
  readonly eventId: string;
  readonly event: TriggerEvent;
}

/** What makes an event itself and no other, whatever its parts hold. */
export function eventIdOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}

/** The row of the inbox. */
export function rowOf({ eventId, event }: Incoming): NewEvent {
  const { source, account, object, recordId } = event;
  return { source, eventId, record: eventIdOf(source, account, object, recordId), event: { ...event } };
}
