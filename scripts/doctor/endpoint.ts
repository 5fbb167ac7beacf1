import { type Finding, findingsOf } from './finding.js';

/** What is at the other end of an address, whoever answers there. */
export type Reached =
  | { readonly problem: string }
  | { readonly status: number /** How far its clock is ahead of ours. */; readonly aheadMs?: number };

const patienceMs = 10_000;

/** Asks for nothing and takes any answer: tells an address where nobody is from one where the wrong one is. */
export async function reach(endpoint: string): Promise<Reached> {
  const startedAt = Date.now();
  try {
    const init = { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(patienceMs) } as const;
    const { status, headers } = await fetch(endpoint, init);
    // The header has whole seconds, cut off: half of one is the best guess of the rest.
    const theirs = Date.parse(headers.get('date') ?? '') + 500;
    const aheadMs = Math.round(theirs - (startedAt + Date.now()) / 2);
    return { status, ...(Number.isNaN(aheadMs) ? {} : { aheadMs }) };
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return { problem: cause?.code ?? (error instanceof Error ? error.message : String(error)) };
  }
}

const { ok, warn, wrong } = findingsOf('intacct');
const second = 1_000;
const worthTellingMs = 60 * second;
/** Signed webhooks may be this old. */
const tooMuchMs = 300 * second;

/** None when the address is silent or does not tell the time. */
export function clockFinding(reached: Reached): Finding | undefined {
  if ('problem' in reached || reached.aheadMs === undefined) return undefined;
  const offMs = Math.abs(reached.aheadMs);
  if (offMs < worthTellingMs) return ok('clock', 'This machine and Intacct agree about the time.');
  const what = `The clock of this machine is ${Math.round(offMs / second)} seconds ${reached.aheadMs > 0 ? 'behind' : 'ahead of'} Intacct’s.`;
  return (offMs < tooMuchMs ? warn : wrong)('clock', {
    code: 'clock_skew',
    what,
    why: 'Records that a lost answer left behind are looked for by their time, and signed webhooks are refused when they seem older than five minutes.',
    fix: 'Turn on time synchronisation (NTP) on every machine that runs a worker or the webhook server.',
  });
}
