import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { causeOf } from './error-code.js';
import { migrationLock, migrations } from './migrate.js';
import type { Connected } from './pglite.js';

/** Connections per process. Statements are short, so a few serve many writes. */
const poolSize = 5;
/** How long a connection may take before the call fails, in milliseconds; the engine then tries again. */
const connectTimeoutMs = 10_000;

/** Throws when the server cannot be reached or the role may not create our schema. */
export async function openPostgres(url: string): Promise<Connected> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'temporal-intacct',
  });
  // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  try {
    await migrateInTurn(pool);
  } catch (error) {
    await pool.end();
    throw explained(url, error);
  }
  return { database: drizzle(pool), close: () => pool.end() };
}

/** Workers that start at once migrate one after the other: the first does the work, the others find it done. */
async function migrateInTurn(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await migrate(drizzle(client), migrations);
    await client.query('select pg_advisory_unlock($1)', [migrationLock]);
    client.release();
  } catch (error) {
    // Closed instead of given back, as it may hold the lock.
    client.release(true);
    throw error;
  }
}

function explained(url: string, error: unknown): Error {
  const cause = causeOf(error);
  return new Error(
    `Cannot open the store in PostgreSQL at ${placeOf(url)}: ${messageOf(cause)}. ` +
      `Check DATABASE_URL, and that its role may create schemas in the database.`,
    { cause },
  );
}

/** A host with several addresses fails with an error per address, and no message of its own. */
function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.map(messageOf).join('; ');
  return 'message' in error ? String(error.message) : String(error);
}

/** Host and database; never the password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'an unreadable address';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
