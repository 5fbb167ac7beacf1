/** Writes the table of settings in docs/sandbox.md. With --check it writes nothing and fails when the table is stale. */
import { writeFileSync } from 'node:fs';
import { SANDBOX_PAGE, sandboxPage } from './sandbox/documented.js';

const { is, ought } = sandboxPage();
if (is === ought) process.exit(0);
if (process.argv.includes('--check')) {
  console.error('docs/sandbox.md is stale. Run: npx tsx scripts/document-sandbox.ts');
  process.exit(1);
}
writeFileSync(SANDBOX_PAGE, ought);
