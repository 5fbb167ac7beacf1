import { join } from 'node:path';
import type { MigrationConfig } from 'drizzle-orm/migrator';
import { schemaName } from './schema.js';

/** One key for all our processes, arbitrary: whoever holds it migrates. */
export const migrationLock = 7_046_235_118;

/** In the sources as in dist, where the build copies the folder to. The record of what has run is in our own schema. */
export const migrations: MigrationConfig = {
  migrationsFolder: join(import.meta.dirname, 'migrations'),
  migrationsSchema: schemaName,
  migrationsTable: 'migrations',
};
