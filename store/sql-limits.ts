import { type SQL, sql } from 'drizzle-orm';
import {
  type Answer,
  type Lane,
  type LimitSettings,
  type LimitStore,
  type LimitUsage,
  leaseMs,
} from '../connectors/intacct/gateway/limit-store.js';
import { type Database, json, repeatedOnConflict, rowsOf } from './database.js';
import { afterWindow, decide, type LimitFacts, paceStep, slowestPace, windowMs } from './limit-rules.js';
import type { LimitTiming } from './memory-limits.js';
import { limits, requests } from './schema.js';

/**
 * Limits shared by all processes that use the database. Its clock decides, so that the workers' clocks need not agree.
 * Whoever may take or keep a slot waits for the connection's lock first; what only frees something does not need it.
 */
export class SqlLimits implements LimitStore {
  private readonly clock: (() => number) | undefined;
  private readonly lease: SQL;

  constructor(
    private readonly database: Database,
    timing: LimitTiming = {},
  ) {
    this.clock = timing.clock;
    this.lease = milliseconds(timing.leaseMs ?? leaseMs);
  }

  acquire(connection: string, settings: LimitSettings, lane: Lane, lease: string): Promise<Answer> {
    return this.inTurn(connection, async (turn) => {
      const facts = await this.factsOf(turn, connection, lease);
      const decision = decide(facts, settings, lane);
      if ('place' in decision) return afterWindow(await endOf(turn, connection, decision.place, facts.now), facts.now);
      if (decision.granted) await this.grant(turn, connection, lease, facts);
      return decision;
    });
  }

  another(connection: string, settings: LimitSettings, lane: Lane, lease: string): Promise<Answer> {
    return this.acquire(connection, settings, lane, lease);
  }

  async renew(connection: string, leases: readonly string[]): Promise<void> {
    if (leases.length === 0) return;
    await this.inTurn(connection, (turn) =>
      turn.execute(sql`
        update ${requests} set ends_at = ${this.now()} + ${this.lease}
        where connection = ${connection} and not released and ends_at > ${this.now()}
          and lease = any(array(select jsonb_array_elements_text(${json(leases)})))`),
    );
  }

  async release(connection: string, lease: string): Promise<void> {
    await this.run(sql`
      update ${requests} set ends_at = ${this.now()}, released = true
      where connection = ${connection} and lease = ${lease} and not released`);
  }

  async slowDown(connection: string, pauseMs: number): Promise<void> {
    const until = sql`${this.now()} + ${milliseconds(pauseMs)}`;
    await this.run(sql`
      insert into ${limits} as l (connection, pace, paused_until) values (${connection}, 0.5, ${until})
      on conflict (connection) do update set
        pace = case when l.paused_until > ${this.now()} then l.pace else greatest(${slowestPace}, l.pace / 2) end,
        paused_until = greatest(l.paused_until, ${until})`);
  }

  async speedUp(connection: string): Promise<void> {
    await this.run(sql`
      update ${limits} set pace = least(1, pace + ${paceStep}) where connection = ${connection} and pace < 1`);
  }

  async usage(connection: string): Promise<LimitUsage> {
    const { counting, dayRequests, slotsInUse, pace, pausedUntil } = await this.factsOf(this.database, connection, '');
    return { minute: counting, day: dayRequests, slotsInUse, pace, pausedUntil };
  }

  /** One transaction at a time per connection. The time of its statements is later than the end of the one before. */
  private inTurn<Result>(connection: string, step: (turn: Database) => Promise<Result>): Promise<Result> {
    return repeatedOnConflict(() =>
      this.database.transaction(
        async (turn) => {
          await turn.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`limits of ${connection}`}, 0))`);
          return step(turn);
        },
        // So that the statements after the lock see what its last holder has done.
        { isolationLevel: 'read committed' },
      ),
    );
  }

  private async factsOf(database: Database, connection: string, lease: string): Promise<LimitFacts> {
    const [facts] = await rowsOf<LimitFacts>(
      database,
      sql`
        with clock as (select ${this.now()} as now), counting as (
          select slot, lease, ends_at, slot and ends_at > now as open from ${requests}, clock
          where connection = ${connection} and ends_at > now - ${milliseconds(windowMs)}
        ), totals as (
          select count(*)::int as counting, count(*) filter (where open)::int as slots,
            min(ends_at) filter (where open) as next, max(ends_at) filter (where open and lease = ${lease}) as held
          from counting
        )
        select ${epoch(sql`now`)} as now, coalesce(l.pace, 1) as pace,
          case when l.paused_until > now then ${epoch(sql`l.paused_until`)} else 0 end as "pausedUntil",
          case when l.day = ${dayOf(sql`now`)} then l.day_requests else 0 end as "dayRequests",
          t.slots as "slotsInUse", coalesce(${epoch(sql`t.next`)}, 0) as "nextExpiry",
          coalesce(${epoch(sql`t.held`)}, 0) as "heldUntil", t.counting
        from clock cross join totals t left join ${limits} l on l.connection = ${connection}`,
    );
    if (!facts) throw new Error('The database answered without a row.');
    return facts;
  }

  private async grant(turn: Database, connection: string, lease: string, facts: LimitFacts): Promise<void> {
    const now = moment(facts.now);
    const endsAt = facts.heldUntil ? moment(facts.heldUntil) : sql`${now} + ${this.lease}`;
    await turn.execute(sql`
      with old as (
        delete from ${requests} where connection = ${connection} and ends_at <= ${now} - ${milliseconds(windowMs)}
      ), counted as (
        insert into ${limits} as l (connection, day, day_requests) values (${connection}, ${dayOf(now)}, 1)
        on conflict (connection) do update set day = excluded.day,
          day_requests = case when l.day = excluded.day then l.day_requests + 1 else 1 end
      )
      insert into ${requests} (connection, lease, slot, ends_at)
      values (${connection}, ${lease}, ${facts.heldUntil === 0}, ${endsAt})`);
  }

  private async run(statement: SQL): Promise<void> {
    await repeatedOnConflict(() => this.database.execute(statement));
  }

  /** Not `now()`: that is when the transaction began, perhaps long before its turn came. */
  private now(): SQL {
    return this.clock ? moment(this.clock()) : sql`statement_timestamp()`;
  }
}

/** The end of the request at that place, in the order in which they end; epoch milliseconds. */
async function endOf(turn: Database, connection: string, place: number, now: number): Promise<number> {
  const [row] = await rowsOf<{ end: number }>(
    turn,
    sql`
      select ${epoch(sql`ends_at`)} as "end" from ${requests}
      where connection = ${connection} and ends_at > ${moment(now)} - ${milliseconds(windowMs)}
      order by ends_at offset ${place - 1} limit 1`,
  );
  return row?.end ?? 0;
}

function moment(epochMs: number): SQL {
  return sql`to_timestamp(${epochMs}::float8 / 1000)`;
}

function milliseconds(ms: number): SQL {
  return sql`make_interval(secs => ${ms}::float8 / 1000)`;
}

function epoch(moment: SQL): SQL {
  return sql`(extract(epoch from ${moment}) * 1000)::float8`;
}

function dayOf(moment: SQL): SQL {
  return sql`(${moment} at time zone 'UTC')::date`;
}
