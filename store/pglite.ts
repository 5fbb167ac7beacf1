import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, Script } from 'node:vm';
import type * as Pglite from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Database } from './database.js';
import { lockFolder } from './folder-lock.js';
import { migrations } from './migrate.js';

export interface Connected {
  readonly database: Database;
  close(): Promise<void>;
}

/** A database in this process, in memory or in `folder`, which is then ours until we close it. */
export async function openPglite(folder: string | undefined): Promise<Connected> {
  if (folder === undefined) return startPglite('memory://');
  await mkdir(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  try {
    const { database, close } = await startPglite(join(folder, 'pglite'));
    return { database, close: () => close().finally(unlock) };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startPglite(dataDir: string): Promise<Connected> {
  const { PGlite } = await loadPglite();
  const client = await PGlite.create({ dataDir });
  try {
    const database = drizzle({ client });
    await migrate(database, migrations);
    // PGlite has nobody who would do it now and then.
    await client.exec('vacuum analyze');
    return { database, close: () => client.close() };
  } catch (error) {
    await client.close();
    throw error;
  }
}

/**
 * PGlite imports its parts dynamically, which modules loaded by jest may not (electric-sql/pglite#224). Jest compiles us to
 * CommonJS; there, a script of Node's own context imports PGlite, so that what is tested is what runs.
 */
function loadPglite(): Promise<typeof Pglite> {
  if (typeof module === 'undefined') return import('@electric-sql/pglite');
  const script = new Script(`import('@electric-sql/pglite')`, {
    filename: import.meta.filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext();
}
