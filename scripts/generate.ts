/** `npm run generate`: writes the documents that follow from the code. `-- --check` only tells which are stale. */
import { Command } from 'commander';
import { staleDocuments, writeDocuments } from './generate/documents.js';

const { check } = new Command('npm run generate --')
  .description('Writes the documents that are made from the code, such as docs/errors.md.')
  .option('--check', 'write nothing; name the stale documents and exit with 1 when there are any')
  .parse()
  .opts<{ check?: true }>();

const root = process.cwd();
const stale = check ? await staleDocuments(root) : await writeDocuments(root);
for (const path of stale) console.log(check ? `${path} is stale: run npm run generate` : `${path} written`);
if (stale.length === 0) console.log('All generated documents are up to date.');
if (check && stale.length > 0) process.exitCode = 1;
