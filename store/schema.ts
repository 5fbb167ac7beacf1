import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { IntacctRecord } from '../connectors/intacct/gateway/reply.js';
import { inboxStates } from './inbox.js';

/** A schema of our own: the database may be shared with other applications. migrate.ts creates it. */
export const schemaName = 'temporal_intacct';
const own = pgSchema(schemaName);

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The write ledger: one row per write of a connection. Rows are never deleted; they are the audit trail. */
export const writes = own.table(
  'writes',
  {
    connection: text('connection').notNull(),
    requestKey: text('request_key').notNull(),
    state: text('state', { enum: ['sent', 'done', 'refused'] }).notNull(),
    attempt: integer('attempt').notNull(),
    generation: integer('generation').notNull(),
    action: text('action').notNull(),
    controlId: text('control_id').notNull(),
    workflow: text('workflow'),
    /** Set for records that the write created and therefore owns. */
    object: text('object'),
    recordNumber: text('record_number'),
    record: jsonb('record').$type<IntacctRecord>(),
    firstSentAt: moment('first_sent_at').notNull(),
    lastSentAt: moment('last_sent_at').notNull(),
    /** When the outcome became known; null while it is not. */
    settledAt: moment('settled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.connection, table.requestKey] }),
    uniqueIndex('writes_owner')
      .on(table.connection, table.object, table.recordNumber)
      .where(sql`${table.object} is not null and ${table.state} = 'done'`),
    index('writes_workflow').on(table.workflow),
  ],
);

/** What the limits of a connection need besides its requests: one row per connection. */
export const limits = own.table('limits', {
  connection: text('connection').primaryKey(),
  /** Share of the allowed rate that is used, 0.05 to 1. */
  pace: doublePrecision('pace').notNull().default(1),
  pausedUntil: moment('paused_until'),
  /** The UTC day that `day_requests` counts. */
  day: date('day'),
  dayRequests: integer('day_requests').notNull().default(0),
});

/** Requests that still count against the minute; older ones are removed as new ones come. */
export const requests = own.table(
  'limit_requests',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    connection: text('connection').notNull(),
    lease: text('lease').notNull(),
    /** Whether it took the slot of its lease; further requests under the lease did not. */
    slot: boolean('slot').notNull(),
    /** When the slot was given back, or will be if its holder does not renew it. */
    endsAt: moment('ends_at').notNull(),
    released: boolean('released').notNull().default(false),
  },
  (table) => [
    index('limit_requests_window').on(table.connection, table.endsAt),
    index('limit_requests_lease').on(table.connection, table.lease),
  ],
);

/** Events that came in by webhook: one row each, handled in the order of `id` per record. */
export const inbox = own.table(
  'inbox',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    source: text('source').notNull(),
    /** The sender's own, or a hash of what makes the event; the same when it comes again. */
    eventId: text('event_id').notNull(),
    /** What the event is about; events of one record never overtake each other. */
    record: text('record').notNull(),
    event: jsonb('event').$type<Readonly<Record<string, unknown>>>().notNull(),
    state: text('state', { enum: inboxStates }).notNull().default('received'),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: moment('next_try_at').notNull().defaultNow(),
    /** Who works on it, and until when nobody else may. */
    lease: text('lease'),
    leasedUntil: moment('leased_until'),
    /** What became of it, or why the last attempt failed. */
    outcome: text('outcome'),
    receivedAt: moment('received_at').notNull().defaultNow(),
    handledAt: moment('handled_at'),
  },
  (table) => [
    uniqueIndex('inbox_event').on(table.source, table.eventId),
    index('inbox_waiting').on(table.id).where(sql`${table.state} = 'received'`),
    index('inbox_record').on(table.record, table.id).where(sql`${table.state} = 'received'`),
    index('inbox_handled').on(table.state, table.handledAt),
  ],
);
