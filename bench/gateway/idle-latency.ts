import { setTimeout } from 'node:timers/promises';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import type { GatewayFunction } from '../../connectors/intacct/gateway/envelope.js';
import { defaultLimits } from '../../connectors/intacct/gateway/limit-store.js';
import { NewInvoiceInput, toCreateInvoice } from '../../connectors/intacct/objects/ar-invoice-request.js';
import type { Figure } from '../figures.js';
import { type SandboxProcess, sandboxProcess } from '../sandbox-process.js';
import { inTurn, median } from '../statistics.js';
import { type Connection, connectTo } from './connection.js';
import { invoiceFor } from './invoice.js';
import { Wire } from './wire.js';

type Preset = 'instant' | 'fast';

/** One call through an action, and the function that it sends. */
interface Subject {
  readonly name: string;
  readonly writes: boolean;
  readonly function: GatewayFunction;
  call(connection: Connection): Promise<unknown>;
}

const { getInvoice, createInvoice } = intacctCatalogue;

export async function readLatency(preset: Preset, pairs: number): Promise<readonly Figure[]> {
  await using sandbox = await sandboxProcess(preset, '--generate', 'invoices=10');
  const key = await sandbox.first('ARINVOICE', 'RECORDNO');
  const subject: Subject = {
    name: `read, \`${preset}\``,
    writes: false,
    function: { name: 'read', body: { object: 'ARINVOICE', keys: key, fields: '*' } },
    call: (connection) => connection.call('getInvoice', getInvoice, { key }),
  };
  return await latency(sandbox, subject, pairs);
}

export async function writeLatency(preset: Preset, pairs: number): Promise<readonly Figure[]> {
  await using sandbox = await sandboxProcess(preset);
  const invoice = invoiceFor(await sandbox.first('CUSTOMER', 'CUSTOMERID'));
  const subject: Subject = {
    name: `write with ledger, \`${preset}\``,
    writes: true,
    function: toCreateInvoice(NewInvoiceInput.parse(invoice)),
    call: (connection) => connection.call('createInvoice', createInvoice, invoice),
  };
  return await latency(sandbox, subject, pairs);
}

/** Medians of an action on an idle connection and of a bare post of what it sends, in turn. */
async function latency(sandbox: SandboxProcess, subject: Subject, pairs: number): Promise<readonly Figure[]> {
  await using connection = await connectTo(sandbox, { limits: unspaced });
  await using wire = new Wire(sandbox);
  await wire.signIn();
  const ours = () => subject.call(connection);
  const warmUps = Math.min(pairs, mostWarmUps);
  // Made beforehand: a bare post does not include writing what is posted.
  const bodies = Array.from({ length: warmUps + pairs }, () => wire.requestFor(subject.function, subject.writes));
  const bare = () => wire.post(bodies.pop() ?? '');
  await inTurn(warmUps, ours, bare, untilIdle);
  const measured = await inTurn(pairs, ours, bare, untilIdle);
  const [oursMs, bareMs] = [median(measured.ours), median(measured.theirs)];
  return [
    { name: `Idle latency of a bare HTTP post, ${subject.name}`, value: bareMs, unit: 'ms' },
    { name: `Idle latency added by ours, ${subject.name}`, value: oursMs - bareMs, unit: 'ms' },
    {
      name: `Idle latency, ours ÷ bare HTTP post, ${subject.name}`,
      value: oursMs / bareMs,
      unit: '',
      goal: { atMost: 1.2 },
      ifMissed:
        `Ours adds ${(oursMs - bareMs).toFixed(1)} ms to a post of ${bareMs.toFixed(1)} ms; ` +
        `the goal allows ${(bareMs * 0.2).toFixed(1)} ms. A call that writes is noted in the ledger ` +
        '(PGlite) before it leaves and when it is over; what a read adds is waiting for its slot, XML and its session.',
    },
  ];
}

/** One after the other, so many calls would use up a minute's allowance and be spaced: no longer what an idle one meets. */
const unspaced = { ...defaultLimits, requestsPerMinute: 10_000 };

const mostWarmUps = 40;

/** What a call leaves behind (giving its slot back) must not fall into the time of the next one. */
const untilIdle = () => setTimeout(15);
