import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import { defaultDispatching } from '../../connectors/intacct/gateway/dispatcher.js';
import { defaultLimits } from '../../connectors/intacct/gateway/limit-store.js';
import { SERVICE_TIMES, type ServiceTimes } from '../../sandbox/intacct/service-time/presets.js';
import type { Figure } from '../figures.js';
import { type SandboxProcess, sandboxProcess } from '../sandbox-process.js';
import { timed } from '../statistics.js';
import { connectTo } from './connection.js';
import { invoiceFor } from './invoice.js';
import { officialClient, sdkInvoice } from './official-sdk.js';

const { requestsPerMinute, concurrentRequests } = defaultLimits;
const { functionsPerRequest } = defaultDispatching;

type Preset = 'fast' | 'typical';

export interface ThroughputPlan {
  readonly preset: Preset;
  /** Invoices of ours. */
  readonly invoices: number;
  /** Invoices of each client that sends one per call: few, as their limit is known beforehand. */
  readonly oneByOne: number;
  /** The best of so many runs counts. */
  readonly runs: number;
}

interface Throughput {
  readonly perMinute: number;
  readonly callsPerInvoice: number;
}

/** Creates that many invoices. */
type Creating = (sandbox: SandboxProcess, customerId: string, count: number) => Promise<unknown>;

/** How many invoices go through in a minute under the limits, and with how many calls, beside clients of one call each. */
export async function throughput(plan: ThroughputPlan, tell: (progress: string) => void): Promise<readonly Figure[]> {
  const runs: Record<'ours' | 'oneByOne' | 'official', Throughput[]> = { ours: [], oneByOne: [], official: [] };
  for (let run = 1; run <= plan.runs; run += 1) {
    tell(`${plan.preset}: invoices per minute, run ${run} of ${plan.runs}`);
    runs.ours.push(await measure(plan.preset, plan.invoices, sharedRequests));
    runs.oneByOne.push(await measure(plan.preset, plan.oneByOne, oneCallPerAction));
    runs.official.push(await measure(plan.preset, plan.oneByOne, officialSdk));
  }
  return figuresOf(plan.preset, best(runs.ours), best(runs.oneByOne), best(runs.official));
}

const sharedRequests: Creating = (sandbox, customerId, count) => createAllAtOnce(sandbox, customerId, count);

const oneCallPerAction: Creating = (sandbox, customerId, count) => createAllAtOnce(sandbox, customerId, count, 1);

async function createAllAtOnce(
  sandbox: SandboxProcess,
  customerId: string,
  count: number,
  functions = functionsPerRequest,
): Promise<void> {
  await using connection = await connectTo(sandbox, {
    dispatching: { ...defaultDispatching, functionsPerRequest: functions },
  });
  const create = () => connection.call('createInvoice', intacctCatalogue.createInvoice, invoiceFor(customerId));
  await Promise.all(Array.from({ length: count }, create));
}

/** One function per request, as many at a time as the company allows: a loop, as one would write it. */
const officialSdk: Creating = async (sandbox, customerId, count) => {
  const client = await officialClient(sandbox);
  let left = count;
  const loop = async () => {
    while (left-- > 0) await client.execute(sdkInvoice(customerId));
  };
  await Promise.all(Array.from({ length: concurrentRequests }, loop));
};

async function measure(preset: Preset, count: number, creating: Creating): Promise<Throughput> {
  await using sandbox = await sandboxProcess(preset, ...limitFlags());
  const customerId = await sandbox.first('CUSTOMER', 'CUSTOMERID');
  const minutes = (await timed(() => creating(sandbox, customerId, count))) / 60_000;
  const callsPerInvoice = (await sandbox.requests()) / count;
  // What the slots let through lasts only as long as the minute's calls do.
  return { callsPerInvoice, perMinute: Math.min(count / minutes, requestsPerMinute / callsPerInvoice) };
}

/** The company itself refuses more, whoever calls. */
function limitFlags(): string[] {
  const limits = { requestsPerMinute, concurrentRequests, functionsPerRequest };
  return Object.entries(limits).flatMap(([name, value]) => ['--setting', `${name}=${value}`]);
}

function best(runs: readonly Throughput[]): Throughput {
  return runs.reduce((one, other) => (other.perMinute > one.perMinute ? other : one));
}

/** Invoices per minute that the company lets through, whatever the client does: full slots, full requests, no idle moment. */
function ceiling({ requestMs, documentMs }: ServiceTimes): number {
  const requestMinutes = (requestMs + functionsPerRequest * documentMs) / 60_000;
  return Math.min(concurrentRequests / requestMinutes, requestsPerMinute) * functionsPerRequest;
}

const goals = { fast: 10, typical: 3 } as const;

function figuresOf(preset: Preset, ours: Throughput, oneByOne: Throughput, official: Throughput): readonly Figure[] {
  const most = ceiling(SERVICE_TIMES[preset]);
  const mostTimes = most / oneByOne.perMinute;
  const perMinute = (name: string, value: number): Figure => ({ name: `${name}, \`${preset}\``, value, unit: '/min' });
  return [
    perMinute('Invoices, ours', ours.perMinute),
    perMinute('Invoices, one call per action', oneByOne.perMinute),
    perMinute('Invoices, official SDK', official.perMinute),
    perMinute('Invoices, most that the company lets through', most),
    {
      name: `Invoices per minute, ours ÷ one call per action, \`${preset}\``,
      value: ours.perMinute / oneByOne.perMinute,
      unit: '',
      goal: { atLeast: goals[preset] },
      ifMissed:
        `The company itself lets ${Math.round(most)} a minute through at ${concurrentRequests} slots, ` +
        `which is ${mostTimes.toFixed(1)} times the other; the next figure shows how near we are to that.`,
    },
    {
      name: `Invoices per minute, ours ÷ most that the company lets through, \`${preset}\``,
      value: ours.perMinute / most,
      unit: '',
      goal: { atLeast: 0.9 },
      ifMissed:
        'Here the processors are the limit, not the company: sandbox, connector and database share this machine’s cores ' +
        'with whatever else runs on it.',
    },
    {
      name: `Invoices per minute, ours ÷ official SDK, \`${preset}\``,
      value: ours.perMinute / official.perMinute,
      unit: '',
    },
    {
      name: `API calls per invoice, \`${preset}\``,
      value: ours.callsPerInvoice,
      unit: '',
      goal: { atMost: 0.1 },
    },
  ];
}
