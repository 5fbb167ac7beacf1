import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { IntacctRecord } from '../connectors/intacct/gateway/reply.js';
import type { Done, LedgerEntry, Refused, Sending, WriteLedger } from '../connectors/intacct/ledger.js';
import { type Database, json, repeatedOnConflict, rowsOf } from './database.js';
import { writes } from './schema.js';

interface Key {
  readonly key: string;
}

/**
 * The write ledger in the table `writes`. Every call is one statement, however many writes it takes, and finds its rows by
 * key whatever the planner knows of the table: hence inserts that meet their rows where others would join, and subqueries in
 * place of anti-joins. Rows are locked in the order of their keys, so that two calls rarely wait for each other.
 */
export class SqlLedger implements WriteLedger {
  constructor(private readonly database: Database) {}

  async find(connection: string, requestKeys: readonly string[]): Promise<ReadonlyMap<string, LedgerEntry>> {
    if (requestKeys.length === 0) return new Map();
    const found = await repeatedOnConflict(() =>
      this.database
        .select()
        .from(writes)
        .where(and(eq(writes.connection, connection), sql`${writes.requestKey} = ${anyOf(requestKeys)}`)),
    );
    return new Map(found.map((row) => [row.requestKey, entryOf(row)]));
  }

  /** A write that is done never leaves again: `deleted` has to say first that its record is gone. */
  async sending(connection: string, sendings: readonly Sending[]): Promise<ReadonlySet<string>> {
    if (sendings.length === 0) return new Set();
    return this.keysOf(sql`
      insert into ${writes} as t (connection, request_key, state, attempt, generation, action, control_id, workflow,
        first_sent_at, last_sent_at)
      select distinct on ("requestKey")
        ${connection}, "requestKey", 'sent', "attempt" + 1, "generation", "action", "controlId", "workflow", now(), now()
      from jsonb_to_recordset(${json(sendings)}) as w("requestKey" text, "controlId" text, "action" text,
        "generation" int, "attempt" int, "workflow" text)
      order by "requestKey"
      on conflict (connection, request_key) do update set state = 'sent', attempt = excluded.attempt,
        generation = excluded.generation, action = excluded.action, control_id = excluded.control_id,
        workflow = coalesce(excluded.workflow, t.workflow), last_sent_at = excluded.last_sent_at,
        settled_at = null, object = null, record_number = null, record = null
      where t.attempt = excluded.attempt - 1 and t.state <> 'done'
      returning request_key as key`);
  }

  /** A write that is done already stays with its record; noting the same record again is harmless. */
  async done(connection: string, dones: readonly Done[]): Promise<ReadonlySet<string>> {
    if (dones.length === 0) return new Set();
    return this.keysOf(sql`
      with wanted as (
        select w."requestKey", w."object", w."record", w."record"->>'RECORDNO' as number,
          row_number() over (partition by w."object", w."record"->>'RECORDNO' order by w."requestKey") as place
        from jsonb_to_recordset(${json(dones)}) as w("requestKey" text, "object" text, "record" jsonb)
      )
      insert into ${writes} as t (connection, request_key, state, attempt, generation, action, control_id,
        first_sent_at, last_sent_at, object, record_number, record, settled_at)
      select distinct on (k.request_key) k.connection, k.request_key, 'done', k.attempt, k.generation, k.action, k.control_id,
        k.first_sent_at, k.last_sent_at, w."object", w.number, w."record", now()
      from wanted w cross join lateral (
        select * from ${writes} where connection = ${connection} and request_key = w."requestKey" limit 1
      ) k
      where w."object" is null or w.number is null or (w.place = 1 and ${free(connection)})
      order by k.request_key
      on conflict (connection, request_key) do update set state = 'done', object = excluded.object,
        record_number = excluded.record_number, record = excluded.record, settled_at = excluded.settled_at
      where t.state <> 'done' or t.record_number is not distinct from excluded.record_number
      returning request_key as key`);
  }

  async refused(connection: string, refusals: readonly Refused[]): Promise<void> {
    if (refusals.length === 0) return;
    await this.keysOf(sql`
      update ${writes} t set state = 'refused', settled_at = now()
      from jsonb_to_recordset(${json(refusals)}) as w("requestKey" text, "attempt" int)
      where t.connection = ${connection} and t.request_key = w."requestKey" and t.attempt = w."attempt"
        and t.state = 'sent'`);
  }

  /** Throws for writes that were never sent. */
  async claim(
    connection: string,
    object: string,
    requestKeys: readonly string[],
    candidates: readonly IntacctRecord[],
  ): Promise<ReadonlyMap<string, IntacctRecord>> {
    if (requestKeys.length === 0) return new Map();
    const statement = sql`
      with known as (
        select t.request_key as key, t.state, t.record from ${writes} t
        where t.connection = ${connection} and t.request_key = ${anyOf(requestKeys)}
      ), unowned as (
        select c.record, c.record->>'RECORDNO' as number, row_number() over (order by c.place) as turn
        from jsonb_array_elements(${json(candidates)}) with ordinality as c(record, place)
        where c.record->>'RECORDNO' is not null and not coalesce((
          select true from ${writes} o where o.connection = ${connection} and o.object = ${object}
            and o.record_number = c.record->>'RECORDNO' and o.state = 'done'), false)
      ), open as (
        select key, row_number() over (order by key) as turn from known where state <> 'done'
      ), claimed as (
        update ${writes} t set state = 'done', object = ${object}, record_number = u.number, record = u.record,
          settled_at = now()
        from unowned u, open w where w.turn = u.turn and t.connection = ${connection} and t.request_key = w.key
          and t.state <> 'done'
        returning t.request_key as key, t.record
      )
      select k.key, coalesce((select c.record from claimed c where c.key = k.key),
        case when k.state = 'done' then k.record end) as record
      from known k`;
    // Each failure means that one more candidate has found an owner; the next look sees it.
    const rows = await repeatedOnConflict(
      () => rowsOf<Key & { readonly record: IntacctRecord | null }>(this.database, statement),
      { times: candidates.length + 10 },
    );
    const unknown = requestKeys.filter((key) => !rows.some((row) => row.key === key));
    if (unknown.length > 0) {
      throw new Error(`The ledger has no write "${unknown[0]}" of "${connection}" that could claim a record.`);
    }
    return new Map(rows.flatMap(({ key, record }) => (record ? [[key, record] as const] : [])));
  }

  async undone(connection: string, requestKeys: readonly string[]): Promise<void> {
    if (requestKeys.length === 0) return;
    await this.keysOf(sql`
      update ${writes} set state = 'refused', settled_at = now()
      where connection = ${connection} and state = 'done' and object is null
        and request_key in (select jsonb_array_elements_text(${json(requestKeys)}))`);
  }

  async deleted(connection: string, object: string, recordNumber: string): Promise<void> {
    await this.keysOf(sql`
      update ${writes} set state = 'refused', settled_at = now()
      where connection = ${connection} and object = ${object} and record_number = ${recordNumber} and state = 'done'`);
  }

  private async keysOf(statement: SQL): Promise<ReadonlySet<string>> {
    const rows = await repeatedOnConflict(() => rowsOf<Key>(this.database, statement));
    return new Set(rows.map((row) => row.key));
  }
}

/** Whether the record of `w` ("requestKey", "object", number) belongs to no other write. */
function free(connection: string): SQL {
  return sql`coalesce((
    select o.request_key from ${writes} o where o.connection = ${connection} and o.object = w."object"
      and o.record_number = w.number and o.state = 'done'), w."requestKey") = w."requestKey"`;
}

function anyOf(keys: readonly string[]): SQL {
  return sql`any(array(select jsonb_array_elements_text(${json(keys)})))`;
}

function entryOf(row: typeof writes.$inferSelect): LedgerEntry {
  const { requestKey, state, attempt, generation, firstSentAt, lastSentAt, record } = row;
  return {
    requestKey,
    state,
    attempt,
    generation,
    firstSentAt,
    lastSentAt,
    ...(state === 'done' && record ? { record } : {}),
  };
}
