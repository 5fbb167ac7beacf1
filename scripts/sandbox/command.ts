import { Command, Option } from 'commander';
import { type HubSpotSandbox, startHubSpotSandbox } from '../../sandbox/hubspot/index.js';
import {
  type CompanySettings,
  type GenerateOptions,
  type IntacctSandbox,
  type SandboxOptions,
  type ServiceTimeChoice,
  startSandbox,
} from '../../sandbox/intacct/index.js';
import { generated, portNumber, serviceTime, setting, wholeNumber } from './flags.js';
import { tell } from './tell.js';

interface Flags {
  port?: number;
  controlPort?: number;
  company?: 'demo' | 'small' | 'empty';
  setting?: Partial<CompanySettings>;
  serviceTime?: ServiceTimeChoice;
  seed?: number;
  generate?: GenerateOptions;
  hubspot?: true;
  hubspotPort?: number;
  json?: true;
}

/** What runs until Ctrl-C. */
export interface Sandboxes {
  /** How long the start took. */
  readonly startedInMs: number;
  readonly intacct: IntacctSandbox;
  readonly hubspot: HubSpotSandbox | undefined;
}

export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description('Starts a Sage Intacct company on this machine and keeps it until Ctrl-C. Nothing outlives it.')
    .option('--port <number>', 'port of the gateway (default: a free one)', portNumber)
    .option('--control-port <number>', 'port of the control interface (default: a free one)', portNumber)
    .addOption(new Option('--company <kind>', 'what the books hold at the start').choices(['demo', 'small', 'empty']))
    .option('--setting <name=value>', 'a company setting, see docs/sandbox.md; may be repeated', setting)
    .option('--service-time <preset>', 'instant, fast, typical or slow, or parts as JSON', serviceTime)
    .option('--seed <number>', 'seeds the chances of faults and the variations of service times', wholeNumber)
    .option(
      '--generate <name=count>',
      'fill the books: customers, invoices, paidInvoices, vendors, bills; may be repeated',
      generated,
    )
    .option('--hubspot', 'start a HubSpot account as well')
    .option('--hubspot-port <number>', 'its port (default: a free one)', portNumber)
    .option('--json', 'print everything as one line of JSON')
    .action(run);
}

/** Runs a command line to its end; whatever goes wrong is told in one line. */
export async function runCommand(command: Command): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    console.error(explanation(error));
    process.exitCode = 1;
  }
}

async function run(flags: Flags): Promise<void> {
  const asked = askedToEnd();
  const sandboxes = await start(flags);
  tell(sandboxes, flags.json === true);
  await asked;
  await stop(sandboxes);
}

async function start(flags: Flags): Promise<Sandboxes> {
  const begun = performance.now();
  const intacct = await startSandbox(optionsFrom(flags));
  const startedInMs = Math.round(performance.now() - begun);
  if (!flags.hubspot) return { intacct, hubspot: undefined, startedInMs };
  try {
    return { intacct, startedInMs, hubspot: await startHubSpotSandbox({ port: flags.hubspotPort ?? 0 }) };
  } catch (error) {
    await intacct.close();
    throw error;
  }
}

async function stop({ intacct, hubspot }: Sandboxes): Promise<void> {
  await Promise.all([intacct.close(), hubspot?.close()]);
}

function optionsFrom({
  port,
  controlPort,
  company,
  setting: settings,
  serviceTime: time,
  seed,
  generate,
}: Flags): SandboxOptions {
  return {
    ...(port !== undefined && { port }),
    ...(controlPort !== undefined && { controlPort }),
    ...(company && { company }),
    ...(settings && { settings }),
    ...(time && { serviceTime: time }),
    ...(seed !== undefined && { seed }),
    ...(generate && { generate }),
  };
}

function explanation(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  return code === 'EADDRINUSE' ? `Port ${port} is taken. Choose another, or none for a free one.` : error.message;
}

/** Resolves at the first Ctrl-C or request to end. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
