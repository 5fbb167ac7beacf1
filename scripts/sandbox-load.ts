#!/usr/bin/env -S npx tsx
/** Loads a sandbox, in a process of its own on this machine, with many clients, and compares its books with what they were told. */
import { join } from 'node:path';
import { Command } from 'commander';
import { contradictions } from './load/check.js';
import { CompanyUnderLoad, type RunningSandbox } from './load/company.js';
import { round } from './load/figures.js';
import { createInvoice, during, mixedStep, sharedInvoices, Told } from './load/workload.js';
import { positive } from './sandbox/flags.js';
import { type GuardedProcess, spawnGuarded } from './temporal/guarded-process.js';

interface Flags {
  clients: number;
  seconds: number;
  atLeast: number;
  serviceTime: string;
  json?: true;
}

const ROOT = join(import.meta.dirname, '..');

const flags = new Command('sandbox-load')
  .description('Loads an Intacct sandbox with many clients; fails when its books contradict what they were told.')
  .option('--clients <number>', 'clients side by side', positive, 100)
  .option(
    '--seconds <number>',
    'length of the mixed phase; before it a sixth of that, but 2 at least, creates alone',
    positive,
    60,
  )
  .option('--at-least <number>', 'creates per second below which the run fails', positive, 1000)
  .option('--service-time <preset>', 'how long the sandbox takes per request, as for the sandbox itself', 'instant')
  .option('--json', 'print the figures as one line of JSON')
  .parse()
  .opts<Flags>();

const { process: sandbox, running } = await startSandboxProcess();
try {
  const { figures, problems } = await load(running);
  if (flags.json) console.log(JSON.stringify({ ...figures, problems }));
  else tell(figures, problems);
  if (problems.length > 0 || figures.createsPerSecond < flags.atLeast) process.exitCode = 1;
} finally {
  await sandbox.stop();
}

async function load(at: RunningSandbox) {
  const company = new CompanyUnderLoad(at, flags.clients);
  await company.signIn();
  const warmUp = new Told();
  await during(1, flags.clients, async () => void (await createInvoice(company, warmUp)));
  const alone = new Told();
  const aloneSeconds = await during(Math.max(2, flags.seconds / 6), flags.clients, async () => {
    await createInvoice(company, alone);
  });
  const mixed = new Told();
  const shared = await sharedInvoices(company, mixed);
  const mixedSeconds = await during(flags.seconds, flags.clients, mixedStep(company, mixed, shared));
  const problems = await contradictions(company, mixed);
  const { usage } = await company.control<{ usage: { requests: number; mostConcurrent: number } }>('/state');
  await company.close();
  const calls = mixed.creates.count + mixed.payments + mixed.queries;
  return {
    problems,
    figures: {
      clients: flags.clients,
      createsPerSecond: Math.round(alone.creates.count / aloneSeconds),
      createMs: { p50: alone.creates.percentile(0.5), p99: alone.creates.percentile(0.99) },
      mixedSeconds: round(mixedSeconds),
      mixedCallsPerSecond: Math.round(calls / mixedSeconds),
      invoices: mixed.creates.count,
      payments: mixed.payments,
      queries: mixed.queries,
      requests: usage.requests,
      mostConcurrent: usage.mostConcurrent,
    },
  };
}

function tell(figures: object, problems: readonly string[]): void {
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(20)} ${JSON.stringify(value)}`);
  console.log(
    problems.length === 0 ? 'The books agree with what the clients were told.' : problems.slice(0, 20).join('\n'),
  );
}

async function startSandboxProcess(): Promise<{ process: GuardedProcess; running: RunningSandbox }> {
  let found: (running: RunningSandbox) => void = () => {};
  const running = new Promise<RunningSandbox>((resolve) => {
    found = resolve;
  });
  const args = ['--max-old-space-size=4096', '--import', 'tsx', join('scripts', 'sandbox.ts'), '--json'];
  args.push('--service-time', flags.serviceTime);
  const started = await spawnGuarded(process.execPath, args, {
    cwd: ROOT,
    output: (line, stream) => (stream === 'stdout' ? found(JSON.parse(line)) : console.error(line)),
  });
  const ended = started.ended.then(() => Promise.reject(new Error('The sandbox ended by itself.')));
  ended.catch(() => {});
  return { process: started, running: await Promise.race([running, ended]) };
}
