/** `received` waits or is being tried again; the others are final, until somebody replays the event. */
export const inboxStates = ['received', 'forwarded', 'ignored', 'failed'] as const;
export type InboxState = (typeof inboxStates)[number];

/** An event as it is written: small JSON. */
export interface NewEvent {
  readonly source: string;
  /** The same when the same event comes again; at most 200 characters. */
  readonly eventId: string;
  /** What the event is about; events of one record are handled in the order in which they came. */
  readonly record: string;
  readonly event: Readonly<Record<string, unknown>>;
}

export interface InboxEvent extends NewEvent {
  readonly id: number;
  readonly state: InboxState;
  /** How often it has been tried. */
  readonly attempts: number;
  readonly receivedAt: Date;
  readonly handledAt: Date | undefined;
  /** What became of it, or why the last attempt failed. */
  readonly outcome: string | undefined;
}

export interface Handled {
  readonly id: number;
  readonly state: Exclude<InboxState, 'received'>;
  readonly outcome: string;
}

export interface Claim {
  /** Names who claims; two processes never use the same. */
  readonly lease: string;
  readonly leaseMs: number;
  readonly most: number;
}

/** Events on their way from a webhook to a workflow. What was added survives a crash and is handed out until it is handled. */
export interface Inbox {
  /** Writes all that are new, or on an error none. Events known already are skipped. Returns the IDs of the new ones. */
  add(events: readonly NewEvent[]): Promise<readonly number[]>;
  /** The oldest events that are due: of each record at most its first, and none that somebody else holds. */
  claim(claim: Claim): Promise<readonly InboxEvent[]>;
  /** Keeps events for longer. */
  renew(claim: Pick<Claim, 'lease' | 'leaseMs'>, ids: readonly number[]): Promise<void>;
  /** Notes what became of events; of those whose lease is lost, nothing. */
  settle(lease: string, handled: readonly Handled[]): Promise<void>;
  /** Gives an event back, to be handed out again after `waitMs`. Later events of its record wait with it. */
  retry(lease: string, id: number, why: string, waitMs: number): Promise<void>;
  find(id: number): Promise<InboxEvent | undefined>;
  /** Newest first; in one state, or in any. */
  list(wanted: { readonly state?: InboxState; readonly most: number }): Promise<readonly InboxEvent[]>;
  /** Hands a final event out again, as if it had just come. False when it is unknown or waits already. */
  replay(id: number): Promise<boolean>;
  /** How many there are in each state. */
  counts(): Promise<Readonly<Record<InboxState, number>>>;
  /** Removes what was forwarded or ignored longer ago than that; returns how many. Failed events stay. */
  prune(keepMs: number): Promise<number>;
}
