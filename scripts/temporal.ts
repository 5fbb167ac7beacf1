#!/usr/bin/env -S npx tsx
import { Command } from 'commander';
import { findTemporal } from './temporal/find-binary.js';
import { INSTALLED_PLACES } from './temporal/places.js';
import { startTemporal, type TemporalOptions, type TemporalServer } from './temporal/server.js';

interface StartFlags {
  namespace?: string;
  db?: string;
  ui: boolean;
  json?: true;
}

const program = new Command('temporal')
  .description('Starts a Temporal server and keeps it until Ctrl-C. Finds one, downloads one or builds one.')
  .option('--namespace <name>', 'namespace to have (default: TEMPORAL_NAMESPACE, else "default")')
  .option('--db <file>', 'keep workflows in this file (default: forgotten at the end)')
  .option('--no-ui', 'without the Web UI')
  .option('--json', 'print address and the rest as one line of JSON')
  .action(start);

program.command('where').description('Prints which Temporal CLI would be used. Installs nothing.').action(where);

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function start(flags: StartFlags): Promise<void> {
  const asked = signalled();
  const server = await Promise.race([asked, startTemporal(optionsFrom(flags))]);
  // Asked to end while still looking or building. What runs ends with us.
  if (!server) process.exit(130);
  if (flags.json) console.log(JSON.stringify({ ...server, ended: undefined }));
  else tell(server);

  const ending = await Promise.race([asked, server.ended]);
  await server.stop();
  if (ending) throw new Error(`The Temporal server ended by itself (${ending.signal ?? `exit code ${ending.code}`}).`);
}

function optionsFrom({ namespace, db, ui }: StartFlags): TemporalOptions {
  return {
    ui,
    ...(namespace === undefined ? {} : { namespace }),
    ...(db === undefined ? {} : { databaseFile: db }),
  };
}

function tell({ address, namespace, uiUrl, external, source }: TemporalServer): void {
  console.log(`Temporal server  ${address}, namespace ${namespace}`);
  if (uiUrl) console.log(`Web UI           ${uiUrl}`);
  console.log(`From             ${source}`);
  console.log(external ? 'It runs already; nothing to stop. Ctrl-C ends this command.' : 'Ctrl-C stops it.');
}

/** Resolves at the first Ctrl-C or request to end. Keeps the process alive until then. */
function signalled(): Promise<undefined> {
  return new Promise((resolve) => {
    const alive = setInterval(() => {}, 2 ** 30);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        clearInterval(alive);
        resolve(undefined);
      });
    }
  });
}

async function where(): Promise<void> {
  if (process.env.TEMPORAL_ADDRESS) {
    console.log(`TEMPORAL_ADDRESS=${process.env.TEMPORAL_ADDRESS} (a running server)`);
    return;
  }
  const found = await findTemporal({ places: INSTALLED_PLACES }).catch(() => undefined);
  console.log(found?.source ?? 'None is installed; the first start downloads one, or builds one with Go.');
}
