import { Xml } from '@intacct/intacct-sdk';
import { queryFunction } from '../../connectors/intacct/gateway/query.js';
import { openReply } from '../../connectors/intacct/gateway/reply.js';
import type { Figure } from '../figures.js';
import { sandboxProcess } from '../sandbox-process.js';
import { inTurn, median } from '../statistics.js';
import './official-sdk.js';
import { Wire } from './wire.js';

/** About what undici hands over at a time. */
const chunkBytes = 64 * 1024;

const fields = [
  'RECORDNO',
  'RECORDID',
  'STATE',
  'CUSTOMERID',
  'CUSTOMERNAME',
  'WHENCREATED',
  'WHENDUE',
  'CURRENCY',
  'TRX_TOTALENTERED',
  'TRX_TOTALDUE',
  'DOCNUMBER',
  'RECORD_URL',
];

/** Reading a recorded page with the official SDK's own response class, and as our transport reads it, in turn. */
export async function pageReading(invoices: number, runs: number): Promise<readonly Figure[]> {
  const page = Buffer.from(await recordedPage(invoices));
  const text = page.toString();
  const ours = () => expectRows(rowsReadByUs(page), invoices);
  const theirs = () => expectRows(new Xml.OnlineResponse(text).results[0]?.data.length, invoices);
  await inTurn(Math.ceil(runs / 3), ours, theirs);
  const measured = await inTurn(runs, ours, theirs);
  const fastest = Math.min(...measured.ours);
  const ratio = (name: string, of: (milliseconds: readonly number[]) => number): Figure => ({
    name: `Reading a page of ${invoices} invoices, official SDK ÷ ours, ${name}`,
    value: of(measured.theirs) / of(measured.ours),
    unit: '',
    goal: { atLeast: 5 },
    ifMissed: `Ours takes ${fastest.toFixed(1)} ms for ${(page.length / 1e6).toFixed(2)} MB at best.`,
  });
  return [
    { name: `Size of a page of ${invoices} invoices`, value: page.length / 1e6, unit: 'MB' },
    { name: `Reading it, ours, fastest`, value: fastest, unit: 'ms' },
    { name: `Reading it, official SDK, fastest`, value: Math.min(...measured.theirs), unit: 'ms' },
    ratio('fastest of each', (milliseconds) => Math.min(...milliseconds)),
    ratio('median of each', median),
  ];
}

async function recordedPage(invoices: number): Promise<string> {
  await using sandbox = await sandboxProcess('instant', '--generate', `invoices=${invoices}`);
  await using wire = new Wire(sandbox);
  await wire.signIn();
  return await wire.post(wire.requestFor(queryFunction({ object: 'ARINVOICE', fields, pageSize: invoices })));
}

function rowsReadByUs(page: Buffer): number | undefined {
  const reading = openReply();
  for (let start = 0; start < page.length; start += chunkBytes) {
    reading.write(page.subarray(start, start + chunkBytes));
  }
  const reply = reading.end();
  return reply?.level === 'function' ? reply.results[0]?.data.records.length : undefined;
}

function expectRows(rows: number | undefined, expected: number): void {
  if (rows !== expected) throw new Error(`Read ${rows} rows of ${expected}.`);
}
