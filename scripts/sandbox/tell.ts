import { hubspotEnvironment, intacctEnvironment } from '../demo/sandbox-environment.js';
import type { Sandboxes } from './command.js';

/** Prints where the sandboxes are and how to reach them: for people, or as one line of JSON for programs. */
export function tell(sandboxes: Sandboxes, json: boolean): void {
  console.log(json ? JSON.stringify(facts(sandboxes)) : sentences(sandboxes));
}

function environmentOf({ intacct, hubspot }: Sandboxes): Record<string, string> {
  return { ...intacctEnvironment(intacct), ...(hubspot && hubspotEnvironment(hubspot)) };
}

function facts(sandboxes: Sandboxes): object {
  const { intacct, hubspot } = sandboxes;
  return {
    endpoint: intacct.endpoint,
    controlUrl: intacct.controlUrl,
    credentials: intacct.credentials,
    ...(hubspot && { hubspotUrl: hubspot.url }),
    startedInMs: sandboxes.startedInMs,
    memoryMb: memoryMb(),
    environment: environmentOf(sandboxes),
  };
}

function sentences(sandboxes: Sandboxes): string {
  const { intacct, hubspot } = sandboxes;
  const { books } = intacct;
  const rows = [
    ['Gateway', intacct.endpoint],
    ['Control', `${intacct.controlUrl} (what it can do is listed there)`],
    [
      'Company',
      `${intacct.credentials.companyId}: ${books.count('CUSTOMER')} customers, ${books.count('ARINVOICE')} invoices`,
    ],
    ...(hubspot ? [['HubSpot', hubspot.url]] : []),
    ['Started', `in ${(sandboxes.startedInMs / 1000).toFixed(2)} s, ${memoryMb()} MB of memory`],
  ];
  const exports = Object.entries(environmentOf(sandboxes)).map(([name, value]) => `export ${name}=${quoted(value)}`);
  const table = rows.map(([label = '', value]) => `${label.padEnd(9)} ${value}`);
  return [...table, '', ...exports, '', 'Ctrl-C ends it; nothing is kept.'].join('\n');
}

function memoryMb(): number {
  return Math.round(process.memoryUsage().rss / 1_000_000);
}

/** Single quotes keep a shell from reading anything into the value. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
