/** `npm start`: everything on this machine, and one HubSpot deal that becomes a posted invoice. */
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { Command } from 'commander';
import { follow } from './demo/follow.js';
import { type Demo, type StartedRun, startDemo } from './demo/parts.js';
import { sampleDeal, sendAnotherDeal } from './demo/sample-deals.js';
import { runUrl, Terminal } from './demo/terminal.js';

const { once, json } = new Command('npm start --')
  .description('Starts Temporal, the sandboxes, a worker and the webhook server, and sends them a closed-won deal.')
  .option('--once', 'stop after the first deal; the exit code says whether its invoice was posted')
  .option('--json', 'print one line of JSON per deal instead of sentences')
  .parse()
  .opts<{ once?: true; json?: true }>();

const terminal = new Terminal(json === true);

/** Starts everything, sends the deal, and tells of it and of every further one until `stop`. */
async function run(stop: Promise<void>): Promise<boolean> {
  terminal.step('Starting Temporal, the Intacct and HubSpot sandboxes, a worker and the webhook server');
  let tellFirst: (posted: boolean) => void = () => {};
  const first = new Promise<boolean>((resolve) => {
    tellFirst = resolve;
  });
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const starting = startDemo({
    onStarted: (started) => void starting.then((demo) => tellOf(demo, started)).then(tellFirst),
  });
  // Asked to end while still starting: what runs ends with this process.
  const demo = await Promise.race([starting, stop]);
  if (!demo) process.exit(130);
  try {
    tellParts(demo);
    const { dealId } = await demo.hubspot.createDeal(sampleDeal);
    terminal.step(`A person moves deal ${dealId} "${sampleDeal.name}" to Closed Won in HubSpot`);
    await demo.hubspot.moveDealToStage(dealId, 'closedwon');
    const posted = await Promise.race([first, demo.broken, stop.then(() => false)]);
    if (once) return posted;
    terminal.table([
      ['another deal', sendAnotherDeal(demo.hubspot.url)],
      ['the end', 'Ctrl-C'],
    ]);
    await Promise.race([stop, demo.broken]);
    return posted;
  } finally {
    await demo.stop();
  }
}

/** Tells a run's steps and outcome. Resolves to whether its invoice was posted. */
async function tellOf(demo: Demo, started: StartedRun): Promise<boolean> {
  terminal.step(`The signed webhook arrived and started ${started.workflowId}`);
  const outcome = await follow(demo.client, started.workflowId, (sentence) => terminal.step(sentence));
  const link = runUrl(demo.temporal, started);
  if ('failure' in outcome) {
    terminal.table([
      ['failed', outcome.failure],
      ['this run', link],
    ]);
  } else {
    const { invoiceNumber, state, total, currency, customerId, lines } = outcome.invoice;
    const written = demo.hubspot.get('deals', started.dealId)?.properties;
    terminal.table([
      ['invoice', invoiceNumber],
      ['state', state],
      ...lines.map(({ memo, amount }) => ['', `${amount.padStart(10)}  ${memo}`] as const),
      ['total', `${total} ${currency ?? ''}`],
      ['customer', customerId],
      ['deal', `intacct_invoice_number = ${written?.intacct_invoice_number ?? '(missing)'}`],
      ['this run', link],
    ]);
  }
  if (json) console.log(JSON.stringify({ ...started, ...outcome, url: link }));
  return 'invoice' in outcome && outcome.invoice.state === 'Posted';
}

function tellParts({ temporal, intacct, hubspot, webhookUrl }: Demo): void {
  terminal.table([
    ['Temporal', `${temporal.address} (${temporal.source})`],
    ['Temporal UI', temporal.uiUrl ?? 'unknown'],
    ['Intacct', `${intacct.endpoint} (sandbox)`],
    ['HubSpot', `${hubspot.url} (sandbox)`],
    ['webhooks', webhookUrl],
  ]);
}

function asked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

try {
  const posted = await run(asked());
  process.exitCode = posted ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
