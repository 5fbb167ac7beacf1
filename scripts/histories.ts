#!/usr/bin/env -S npx tsx
/** `npm run histories -- record [workflow…]`: writes into `test/histories/` what the replay test holds the workflows to. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { Command } from 'commander';
import { bundle, record } from './histories/record.js';
import { recordedWorkflows, scenarioNames } from './histories/scenarios.js';
import { startTemporal } from './temporal/server.js';

const folder = join(import.meta.dirname, '../test/histories');

async function recordAll(workflows: readonly string[]): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  await mkdir(folder, { recursive: true });
  const [temporal, workflowBundle] = await Promise.all([startTemporal({ ui: false, usualPorts: false }), bundle()]);
  try {
    for (const workflow of workflows.length > 0 ? workflows : Object.keys(recordedWorkflows)) {
      for (const scenario of scenarioNames) {
        const name = `${workflow}-${scenario}.json`;
        try {
          await writeFile(join(folder, name), await record(workflow, scenario, temporal, workflowBundle));
          console.log(`recorded ${name}`);
        } catch (error) {
          console.error(`${name}: ${error}`);
          process.exitCode = 1;
        }
      }
    }
  } finally {
    await temporal.stop();
  }
}

const program = new Command('npm run histories --').description(
  'Histories of the shipped workflows, for the replay test.',
);
program
  .command('record')
  .description(
    'Plays each workflow on the sandboxes and records its history: to the end, parked and resolved, cancelled.',
  )
  .argument('[workflow...]', 'which ones; all when left out')
  .action(recordAll);
await program.parseAsync();
