import type { Figure } from '../figures.js';
import type { Group, Size } from '../group.js';
import { readLatency, writeLatency } from './idle-latency.js';
import { pageReading } from './page-reading.js';
import { type ThroughputPlan, throughput } from './throughput.js';

interface Plan {
  readonly throughput: readonly ThroughputPlan[];
  readonly latencyPairs: number;
  readonly pageRows: number;
  readonly pageRuns: number;
}

const plans: Readonly<Record<Size, Plan>> = {
  full: {
    throughput: [
      { preset: 'fast', invoices: 2_000, oneByOne: 100, runs: 3 },
      // A minute and a half, nearly all of it the sandbox's own time; two waves of requests for each slot.
      { preset: 'typical', invoices: 1_000, oneByOne: 100, runs: 1 },
    ],
    latencyPairs: 200,
    pageRows: 2_000,
    pageRuns: 90,
  },
  tiny: {
    throughput: [{ preset: 'fast', invoices: 20, oneByOne: 5, runs: 1 }],
    latencyPairs: 3,
    pageRows: 20,
    pageRuns: 3,
  },
};

export const gateway: Group = {
  about:
    'Calls to Intacct: how many invoices go through under its limits, what one call costs, how fast pages are read.',
  method: [
    'The sandbox runs in a process of its own, and refuses what is beyond 300 requests in 60 seconds, 5 at once or 100 functions in one.',
    'Invoices per minute: `createInvoice` with the write ledger on PGlite in a folder, all submitted at once. ' +
      '"One call per action" is the same with one function per request; the official SDK (`@intacct/intacct-sdk`) sends one function per request in five loops. ' +
      'The value is the lower of what the run reached and what its calls per invoice allow at 300 calls a minute: short runs end before the minute’s calls are used up, so without that rule they would show more than lasts. ' +
      'It gives the others the full 300, which a real client misses by a little. The sign-in is one of the calls, so that 100 invoices take 101.',
    '"Most that the company lets through": 5 slots never idle with 100 functions in each request, and at most 300 of those a minute.',
    'Idle latency: medians of an action on an idle connection (input check, limits, ledger, XML both ways) and of a bare undici post over a kept connection of the same bytes, in turn, 200 pairs after 40 unmeasured ones, with a higher limit a minute so that none is spaced.',
    'Reading a page: one recorded reply, read by the SDK’s `OnlineResponse` and by our reply reader in chunks of 64 KB, in turn, 90 pairs after 30 unmeasured ones.',
  ],
  measure: async (size, tell) => {
    const plan = plans[size];
    const figures: Figure[] = [];
    for (const each of plan.throughput) figures.push(...(await throughput(each, tell)));
    tell('idle latency');
    figures.push(...(await readLatency('fast', plan.latencyPairs)));
    figures.push(...(await readLatency('instant', plan.latencyPairs)));
    figures.push(...(await writeLatency('fast', plan.latencyPairs)));
    tell('reading a page');
    figures.push(...(await pageReading(plan.pageRows, plan.pageRuns)));
    return figures;
  },
};
