import { type BooksView, booksView } from './books/view.js';
import type { Clock } from './company/clock.js';
import { type Commit, Company } from './company/company.js';
import type { Credentials } from './company/credentials.js';
import { seedDemo, seedSmall } from './company/seed-demo.js';
import { seedEmpty } from './company/seed-empty.js';
import { checkedSettings } from './company/setting-values.js';
import type { CompanySettings } from './company/settings.js';
import { startControl } from './control/server.js';
import { Events } from './events/events.js';
import type { EventRuleInput } from './events/rule.js';
import { Faults } from './faults/faults.js';
import { Gateway } from './gateway/gateway.js';
import type { Hook } from './gateway/hooks.js';
import { GATEWAY_PATH, HttpGateway } from './gateway/http.js';
import type { SeenRequest } from './gateway/seen.js';
import { generate } from './generator/generate.js';
import type { GenerateOptions } from './generator/options.js';
import { approveBill, declineBill } from './payables/bill-approval.js';
import type { ServiceTimeChoice, ServiceTimes } from './service-time/presets.js';

export type { StoredRecord } from './books/record.js';
export type { BooksView } from './books/view.js';
export type { Commit } from './company/company.js';
export type { Credentials } from './company/credentials.js';
export type { CompanySettings } from './company/settings.js';
export type { Delivery } from './events/deliver.js';
export type { Events } from './events/events.js';
export type { EventRule, EventRuleInput } from './events/rule.js';
export type { FaultKind, FaultRule, Faults, RemoveFault } from './faults/faults.js';
export type { Hook, HookCall } from './gateway/hooks.js';
export type { SeenRequest } from './gateway/seen.js';
export type { GenerateOptions } from './generator/options.js';
export type { ServiceTimeChoice, ServiceTimePreset, ServiceTimes } from './service-time/presets.js';

export interface SandboxOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  /** Of the control interface. Default 0: a free one. */
  readonly controlPort?: number;
  readonly host?: '127.0.0.1';
  /** `demo` (default): a quarter of business. `small`: a few records of each kind. `empty`: as on the company's first day. */
  readonly company?: 'demo' | 'small' | 'empty';
  readonly settings?: Partial<CompanySettings>;
  /** How long requests take. Default `instant`. */
  readonly serviceTime?: ServiceTimeChoice;
  /** How much to add to the books before anybody signs in, e.g. a million invoices. */
  readonly generate?: GenerateOptions;
  /** Smart events and webhooks that are set up from the start. */
  readonly events?: readonly EventRuleInput[];
  /** Seeds the chances of faults and the variations of service times. Default 1. */
  readonly seed?: number;
}

/** A company and its gateway on this machine, and the truth behind the gateway. */
export interface IntacctSandbox {
  readonly url: string;
  readonly endpoint: string;
  /** The control interface: truth and switches as JSON over HTTP. See docs/sandbox.md. */
  readonly controlUrl: string;
  readonly credentials: Credentials;
  readonly books: BooksView;
  /** Every request that reached the gateway, in order of arrival. */
  readonly requests: SeenRequest[];
  /** Every document written for good, in order. */
  readonly commits: Commit[];
  /** May be changed while the sandbox runs. */
  readonly settings: CompanySettings;
  readonly faults: Faults;
  /** What the company tells others of its own accord: smart events and platform webhooks. */
  readonly events: Pick<Events, 'add' | 'list' | 'remove' | 'clear' | 'deliveries' | 'settled'>;
  readonly clock: Clock;
  /** How long requests take; assign a preset's name, or the parts to change. Functions under way keep their time. */
  get serviceTime(): ServiceTimes;
  set serviceTime(choice: ServiceTimeChoice);
  /**
   * Calls `hook` before each function is executed and after it is committed. Waiting in it delays the request; throwing,
   * or returning 'drop', breaks the connection without a reply. While a transaction is under way others wait for it,
   * so a hook must not itself wait for another request then. Returns a function that takes the hook away.
   */
  intercept(hook: Hook): () => void;
  /** What an approver does on the screen where bills need approval; no function of the gateway does it. */
  decideBill(recordno: string, decision: 'approve' | 'decline'): Promise<void>;
  /** What an administrator does on the screen so that documents may bear another currency; give it a rate in `settings`. */
  enableCurrency(code: string): Promise<void>;
  /** Ends sessions as if they had expired: all, or the one with this ID. */
  expireSessions(sessionId?: string): void;
  /** Breaks all connections, ends all sessions, forgets what is not committed; down for that long. The books stay. */
  restart(downMs?: number): void;
  close(): Promise<void>;
}

const SEEDS = { demo: seedDemo, small: seedSmall, empty: seedEmpty } as const;

export async function startSandbox(options: SandboxOptions = {}): Promise<IntacctSandbox> {
  const company = new Company();
  SEEDS[options.company ?? 'demo'](company);
  if (options.generate) generate(company, options.generate);
  // Only now, as a closed period or another strict setting would refuse the seed as well.
  Object.assign(company.settings, checkedSettings(options.settings ?? {}));
  const faults = new Faults(options.seed);
  company.readLag.msFor = (object) => faults.lagMs(object);
  const events = new Events(company);
  for (const rule of options.events ?? []) events.add(rule);
  company.onCommit = (commits, changes) => events.notice(commits, changes);
  const gateway = new Gateway(company);
  const { serviceTime } = gateway.operations;
  if (options.serviceTime) serviceTime.choose(options.serviceTime);
  if (options.seed !== undefined) serviceTime.seed(options.seed);
  const http = new HttpGateway(company, gateway, faults);
  const host = options.host ?? '127.0.0.1';
  const url = await http.listen(host, options.port ?? 0);
  const control = await startControl(() => sandbox, { host, port: options.controlPort ?? 0 });
  const sandbox: IntacctSandbox = {
    url,
    controlUrl: control.url,
    endpoint: url + GATEWAY_PATH,
    credentials: company.credentials,
    books: booksView(company),
    requests: http.requests,
    commits: company.commits,
    settings: company.settings,
    faults,
    events,
    clock: company.clock,
    get serviceTime(): ServiceTimes {
      return serviceTime.times;
    },
    set serviceTime(choice: ServiceTimeChoice) {
      serviceTime.choose(choice);
    },
    intercept: (hook) => gateway.operations.hooks.add(hook),
    decideBill: (recordno, decision) =>
      gateway.operations.onScreen(`${decision} bill`, (work) =>
        decision === 'approve' ? approveBill(recordno, work) : declineBill(recordno, work),
      ),
    restart: (downMs) => http.restart(downMs),
    enableCurrency: (code) =>
      gateway.operations.onScreen('enable currency', (work) => {
        work.insert('TRXCURRENCIES', { CODE: code, STATUS: 'active' });
      }),
    expireSessions: (sessionId) => gateway.sessions.end(sessionId),
    close: async () => {
      await control.close();
      await http.close();
      await events.close();
    },
  };
  return sandbox;
}
