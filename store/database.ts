import { type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { causeOf, codeOf } from './error-code.js';

/** PostgreSQL and PGlite alike, or a transaction of either. */
export type Database = Pick<PgDatabase<PgQueryResultHKT>, 'select' | 'execute' | 'transaction'>;

/** Codes of a unique violation, of a deadlock, and of what databases with stricter isolation than usual say instead. */
const conflicts: ReadonlySet<unknown> = new Set(['23505', '40P01', '40001']);

/** Rows of a hand-written statement. The caller vouches for their type; epoch times are selected as `float8`. */
export async function rowsOf<Row>(database: Database, statement: SQL): Promise<Row[]> {
  const result = (await database.execute(statement)) as unknown as { rows: Row[] };
  return result.rows;
}

/** A list as one parameter, whatever its length; read it with `jsonb_to_recordset` or `jsonb_array_elements`. */
export function json(list: readonly unknown[]): SQL {
  return sql`${JSON.stringify(list)}::text::jsonb`;
}

/**
 * Repeats a statement that lost against another process: a row that it was about to write has appeared meanwhile, or both
 * waited for each other. It failed as a whole, so it can be repeated. Throws the database's own error, without the
 * parameters that drizzle adds: they may be long and are nobody's business in a log.
 */
export async function repeatedOnConflict<Result>(
  step: () => Promise<Result>,
  { times }: { times: number } = { times: 10 },
): Promise<Result> {
  for (let left = times; ; left--) {
    try {
      return await step();
    } catch (thrown) {
      const error = causeOf(thrown);
      if (left === 0 || !conflicts.has(codeOf(error))) throw error;
    }
  }
}
