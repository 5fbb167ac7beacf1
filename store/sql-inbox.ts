import { type SQL, sql } from 'drizzle-orm';
import { type Database, repeatedOnConflict, rowsOf } from './database.js';
import type { Claim, Handled, Inbox, InboxEvent, InboxState, NewEvent } from './inbox.js';
import { inbox } from './schema.js';

type Row = Pick<InboxEvent, 'id' | 'source' | 'eventId' | 'record' | 'event' | 'state' | 'attempts'> & {
  readonly receivedAt: number;
  readonly handledAt: number | null;
  readonly outcome: string | null;
};

/** The inbox in the table of that name. Every call is one statement, so a batch is written whole or not at all. */
export class SqlInbox implements Inbox {
  constructor(private readonly database: Database) {}

  async add(events: readonly NewEvent[]): Promise<readonly number[]> {
    if (events.length === 0) return [];
    const rows = await this.#run<{ id: number }>(sql`
      insert into ${inbox} (source, event_id, record, event)
      select e."source", e."eventId", e."record", e."event"
      from rows from (jsonb_to_recordset(${storable(events)})
        as ("source" text, "eventId" text, "record" text, "event" jsonb)) with ordinality
        as e("source", "eventId", "record", "event", place)
      order by e.place
      on conflict (source, event_id) do nothing
      returning id::float8 as id`);
    return rows.map(({ id }) => id);
  }

  async claim({ lease, leaseMs, most }: Claim): Promise<readonly InboxEvent[]> {
    const rows = await this.#run<Row>(sql`
      with due as materialized (
        select i.id from ${inbox} i
        where i.state = 'received' and i.next_try_at <= now() and coalesce(i.leased_until <= now(), true)
          and not exists (select 1 from ${inbox} e where e.state = 'received' and e.record = i.record and e.id < i.id)
        order by i.id limit ${most} for update skip locked
      )
      update ${inbox} t set lease = ${lease}, leased_until = now() + ${milliseconds(leaseMs)}, attempts = attempts + 1
      from due where t.id = due.id
      returning ${columns}`);
    return rows.map(eventOf).sort((one, other) => one.id - other.id);
  }

  async renew({ lease, leaseMs }: Pick<Claim, 'lease' | 'leaseMs'>, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#run(sql`
      update ${inbox} set leased_until = now() + ${milliseconds(leaseMs)}
      where id = ${anyOf(ids)} and lease = ${lease} and state = 'received'`);
  }

  async settle(lease: string, handled: readonly Handled[]): Promise<void> {
    if (handled.length === 0) return;
    await this.#run(sql`
      update ${inbox} t set state = h."state", outcome = h."outcome", handled_at = now(), lease = null, leased_until = null
      from jsonb_to_recordset(${storable(handled)}) as h("id" bigint, "state" text, "outcome" text)
      where t.id = h."id" and t.lease = ${lease} and t.state = 'received'`);
  }

  async retry(lease: string, id: number, why: string, waitMs: number): Promise<void> {
    await this.#run(sql`
      update ${inbox} t set outcome = r.why, next_try_at = now() + ${milliseconds(waitMs)}, lease = null,
        leased_until = null
      from jsonb_to_recordset(${storable([{ why }])}) as r(why text)
      where id = ${id} and lease = ${lease} and state = 'received'`);
  }

  async find(id: number): Promise<InboxEvent | undefined> {
    const [row] = await this.#run<Row>(sql`select ${columns} from ${inbox} t where id = ${id}`);
    return row && eventOf(row);
  }

  async list({ state, most }: { state?: InboxState; most: number }): Promise<readonly InboxEvent[]> {
    const wanted = state ? sql`state = ${state}` : sql`true`;
    const rows = await this.#run<Row>(
      sql`select ${columns} from ${inbox} t where ${wanted} order by id desc limit ${most}`,
    );
    return rows.map(eventOf);
  }

  async replay(id: number): Promise<boolean> {
    const rows = await this.#run(sql`
      update ${inbox} set state = 'received', attempts = 0, next_try_at = now(), handled_at = null, outcome = null
      where id = ${id} and state <> 'received' returning id`);
    return rows.length > 0;
  }

  async counts(): Promise<Readonly<Record<InboxState, number>>> {
    const rows = await this.#run<{ state: InboxState; count: number }>(
      sql`select state, count(*)::float8 as count from ${inbox} group by state`,
    );
    const none = { received: 0, forwarded: 0, ignored: 0, failed: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  }

  async prune(keepMs: number): Promise<number> {
    const rows = await this.#run(sql`
      delete from ${inbox} where state in ('forwarded', 'ignored') and handled_at < now() - ${milliseconds(keepMs)}
      returning id`);
    return rows.length;
  }

  #run<Result>(statement: SQL): Promise<Result[]> {
    return repeatedOnConflict(() => rowsOf<Result>(this.database, statement));
  }
}

const columns = sql`t.id::float8 as id, source, event_id as "eventId", record, event, state, attempts, outcome,
  extract(epoch from received_at)::float8 * 1000 as "receivedAt", extract(epoch from handled_at)::float8 * 1000 as "handledAt"`;

function eventOf({ receivedAt, handledAt, outcome, ...row }: Row): InboxEvent {
  return {
    ...row,
    receivedAt: new Date(receivedAt),
    handledAt: handledAt === null ? undefined : new Date(handledAt),
    outcome: outcome ?? undefined,
  };
}

/**
 * A list as one parameter. What senders write may hold NUL and lone surrogates, which PostgreSQL's texts cannot; both
 * become the replacement character. A pair of backslashes is skipped, as what follows it is no escape.
 */
function storable(list: readonly unknown[]): SQL {
  const text = JSON.stringify(list).replaceAll(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (found) =>
    found === '\\\\' ? found : '\ufffd',
  );
  return sql`${text}::text::jsonb`;
}

function anyOf(ids: readonly number[]): SQL {
  return sql`any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)::bigint))`;
}

function milliseconds(ms: number): SQL {
  return sql`make_interval(secs => ${ms}::float8 / 1000)`;
}
