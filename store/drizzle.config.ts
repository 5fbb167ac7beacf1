import type { Config } from 'drizzle-kit';

/** Writes the next migration after a change of schema.ts: npx drizzle-kit generate --config store/drizzle.config.ts */
export default {
  dialect: 'postgresql',
  schema: './store/schema.ts',
  out: './store/migrations',
} satisfies Config;
