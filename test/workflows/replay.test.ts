import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { workflowContracts } from '../../activities/contracts/index.js';
import { historyFrom } from '../../scripts/histories/sanitise.js';
import { scenarioNames } from '../../scripts/histories/scenarios.js';
import { sharedBundle } from '../support/temporal.js';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const folder = join(import.meta.dirname, '../histories');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');

/** Replays recorded histories with the workflows as they are now; a sentence for each that goes another way. */
async function complaints(histories: readonly { readonly file: string; readonly text: string }[]): Promise<string[]> {
  const recorded = histories.map(({ file, text }) => ({
    workflowId: file,
    history: historyFrom(text),
  }));
  const found: string[] = [];
  for await (const { workflowId: file, error } of Worker.runReplayHistories(
    { workflowBundle: sharedBundle() },
    recorded,
  )) {
    if (error) found.push(complaint(file, error));
  }
  return found;
}

function complaint(file: string, error: Error): string {
  const [workflow] = file.split('-');
  return (
    `test/histories/${file} no longer replays: runs of ${workflow} that are under way would break. ` +
    `If this version was ever released, keep the old way beside the new one with patched('…'); ` +
    `otherwise record it anew: npm run histories -- record ${workflow}. ${error.message}`
  );
}

describe('recorded histories', () => {
  test('of every shipped workflow are there: to the end, parked and resolved, cancelled', () => {
    const wanted = Object.keys(workflowContracts).flatMap((workflow) =>
      scenarioNames.map((scenario) => `${workflow}-${scenario}.json`),
    );
    expect(files.sort()).toEqual(wanted.sort());
  });

  test('replay with the workflows as they are now', async () => {
    expect(await complaints(files.map((file) => ({ file, text: textOf(file) })))).toEqual([]);
  });

  test('would not replay with other steps, and the complaint says what to do', async () => {
    const file = 'createInvoice-done.json';
    const text = textOf(file).replaceAll('intacct.postInvoice', 'intacct.sendInvoice');

    const [found] = await complaints([{ file, text }]);

    expect(found).toMatch(
      /createInvoice-done\.json no longer replays.*patched.*npm run histories -- record createInvoice/,
    );
  });
});
