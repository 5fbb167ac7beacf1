/** `before`: nothing of the request is executed. `after`: all of it is, and only the reply suffers. */
export type Stage = 'before' | 'after';

interface Kind {
  /** The stages at which it can strike, the usual one first. None: it strikes no single request. */
  readonly stages: readonly Stage[];
  /** What `delayMs` is when a rule leaves it out; kinds without one take no time. */
  readonly delayMs?: number;
  /** It makes one function fail; the others of the request run as ever. */
  readonly function?: true;
  readonly needs?: 'session' | 'transaction';
}

const kind = <const Name extends string>(kinds: Readonly<Record<Name, Kind>>) => kinds;

/** Every way in which a request can go wrong on demand. What each does to the client stands in docs/sandbox.md. */
export const FAULT_KINDS = kind({
  'lost-reply': { stages: ['after', 'before'] },
  reset: { stages: ['before', 'after'] },
  slow: { stages: ['after', 'before'], delayMs: 1000 },
  'slow-body': { stages: ['after'], delayMs: 1000 },
  truncated: { stages: ['after'] },
  incomplete: { stages: ['after'] },
  malformed: { stages: ['after'] },
  empty: { stages: ['after', 'before'] },
  'http-401': { stages: ['before', 'after'] },
  'http-502': { stages: ['before', 'after'] },
  'http-503': { stages: ['before', 'after'] },
  'http-504': { stages: ['before', 'after'] },
  'rate-limited': { stages: ['before', 'after'] },
  'rate-limit-text': { stages: ['before', 'after'] },
  jpp0001: { stages: ['before', 'after'] },
  'session-expired': { stages: ['before', 'after'], needs: 'session' },
  'duplicate-control-id': { stages: ['before'], function: true },
  aborted: { stages: ['before'], function: true, needs: 'transaction' },
  refused: { stages: ['before'], function: true },
  'late-rows': { stages: [], delayMs: 1000 },
  restart: { stages: ['before', 'after'], delayMs: 0 },
});

export type FaultKind = keyof typeof FAULT_KINDS;

export function factsOf(kind: FaultKind): Kind {
  return FAULT_KINDS[kind];
}
