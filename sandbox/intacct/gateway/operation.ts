import { audit, moveBalances } from '../company/audit.js';
import type { Company } from '../company/company.js';
import { refuseForeignKey } from '../company/entities.js';
import { Work, type Written } from '../company/work.js';
import { withCustomFields } from '../custom/legacy.js';
import type { Strike } from '../faults/faults.js';
import { FUNCTIONS } from '../functions/registry.js';
import { type ErrorEntry, Refusal } from '../refusals.js';
import { ServiceTime } from '../service-time/service-time.js';
import { wrap } from '../xml/write.js';
import { ControlIds } from './control-ids.js';
import type { CalledFunction, Envelope } from './envelope.js';
import { Dropped, type HookCall, Hooks } from './hooks.js';
import { refuseDenied } from './permissions.js';
import type { FunctionResult } from './reply.js';
import type { Session, Sessions } from './sessions.js';
import { Turns } from './turns.js';

const ROLLED_BACK: ErrorEntry = {
  errorno: 'XL03000009',
  description2: 'The entire transaction in this operation has been rolled back due to an error.',
};

interface Done {
  readonly called: CalledFunction;
  readonly result: FunctionResult;
  readonly written: readonly Written[];
}

/** One request at work. */
interface Running {
  readonly envelope: Envelope;
  readonly session: Session;
  /** Makes one of the functions fail. */
  readonly strike: Strike | undefined;
  /** Where the client called. */
  readonly endpoint: string;
  /** How often the gateway had been restarted when it began. */
  readonly life: number;
}

/** Executes the functions of a request, one after the other, as independent functions or as one transaction. */
export class Operations {
  readonly hooks = new Hooks();
  readonly serviceTime = new ServiceTime();
  readonly #turns = new Turns();
  readonly #controlIds: ControlIds;
  #life = 0;

  constructor(
    private readonly company: Company,
    private readonly sessions: Sessions,
  ) {
    this.#controlIds = new ControlIds(company);
  }

  /** What is not committed yet never will be. */
  restart(): void {
    this.#life += 1;
  }

  async run(envelope: Envelope, session: Session, endpoint: string, strike?: Strike): Promise<FunctionResult[]> {
    const running = { envelope, session, endpoint, strike, life: this.#life };
    await this.serviceTime.request();
    if (envelope.transaction) {
      // Spent before the turn: others need not wait for the time that the documents of a transaction take.
      await this.serviceTime.writes(envelope.functions);
      return this.#turns.alone(() => this.#together(running));
    }
    const results: FunctionResult[] = [];
    for (const called of envelope.functions) results.push(await this.#separately(called, running));
    return results;
  }

  /** Does what a person does in the product, past the gateway: between transactions, all of it or nothing. */
  async onScreen(what: string, act: (work: Work) => void): Promise<void> {
    while (this.#turns.open) await this.#turns.open;
    const mark = this.company.books.mark();
    const work = new Work(this.company, 'person', '');
    try {
      act(work);
    } catch (error) {
      this.company.books.rollback(mark);
      throw error;
    }
    this.#keep([{ function: what, controlId: '', written: work.written }]);
  }

  async #separately(called: CalledFunction, running: Running): Promise<FunctionResult> {
    await this.#hook(called, 'before');
    await this.serviceTime.writes([called]);
    while (this.#turns.open) await this.#turns.open;
    const done = this.#execute(called, running);
    this.#commit([done], running.envelope);
    if (done.result.status === 'success') await this.#hook(called, 'committed');
    await this.serviceTime.read(called, done.result.payload);
    return done.result;
  }

  async #together(running: Running): Promise<FunctionResult[]> {
    const { envelope } = running;
    const mark = this.company.books.mark();
    const done: Done[] = [];
    try {
      for (const called of envelope.functions) {
        await this.#hook(called, 'before');
        done.push(this.#execute(called, running));
        if (done.at(-1)?.result.status === 'failure') break;
      }
    } catch (error) {
      this.company.books.rollback(mark);
      throw error;
    }
    if (done.at(-1)?.result.status === 'failure') return this.#abort(mark, done, envelope);
    this.#commit(done, envelope);
    for (const { called } of done) await this.#hook(called, 'committed');
    return done.map(({ result }) => result);
  }

  #abort(mark: number, done: readonly Done[], { functions }: Envelope): FunctionResult[] {
    const { books, settings } = this.company;
    books.rollback(mark);
    const results = done.map(({ result }) => {
      const guilty = result.status === 'failure';
      const keepsStatus = guilty && functions.length > 1 && settings.guiltyFunctionStatus === 'failure';
      return keepsStatus ? result : aborted(result);
    });
    const rest = settings.resultsAfterAbort === 'aborted' ? functions.slice(done.length) : [];
    return [...results, ...rest.map((called) => aborted(resultOf(called, 'failure')))];
  }

  /** Runs one function to its end. Refused, it leaves nothing behind. */
  #execute(called: CalledFunction, running: Running): Done {
    const { envelope, session, strike, life } = running;
    if (life !== this.#life) throw new Dropped();
    const { company } = this;
    const { control, functions } = envelope;
    const mark = company.books.mark();
    const work = new Work(company, session.userId, session.entity);
    try {
      if (strike && functions[strike.target] === called) throw new Refusal([this.#errorOf(strike, called)]);
      if (control.uniqueId !== 'false') this.#controlIds.refuseUsed(called.controlId);
      const payload = this.#call(called, running, work);
      moveBalances(company.books.changesSince(mark), work);
      audit(company.books.changesSince(mark), work);
      return { called, result: { ...resultOf(called, 'success'), payload }, written: work.written };
    } catch (error) {
      company.books.rollback(mark);
      if (!(error instanceof Refusal)) throw error;
      return { called, result: { ...resultOf(called, 'failure'), errors: error.errors }, written: [] };
    }
  }

  #errorOf({ kind, error }: Strike, { controlId }: CalledFunction): ErrorEntry {
    return kind === 'duplicate-control-id' ? this.#controlIds.alreadyUsed(controlId) : error;
  }

  #call(called: CalledFunction, { session, endpoint }: Running, work: Work): string {
    const definition = FUNCTIONS.get(called.name);
    if (!definition) throw new Error(`Function ${called.name} passed the schema but is not registered`);
    const objects = definition.objects(called.element);
    refuseDenied(this.company, called.name, objects);
    refuseForeignKey(called.element.attributes.key, objects, work);
    const surroundings = {
      session,
      work,
      endpoint,
      openSession: (entity: string) => this.sessions.open(session.userId, session.companyId, entity),
    };
    return withCustomFields(called.element, objects, work, (element) => definition.run({ ...surroundings, element }));
  }

  #commit(done: readonly Done[], { control }: Envelope): void {
    this.#keep(done.map(({ called, written }) => ({ function: called.name, controlId: called.controlId, written })));
    for (const { called, result } of done) {
      const completed = result.status === 'success' || this.company.settings.refusedFunctionsUseControlId;
      if (completed && control.uniqueId !== 'false') this.#controlIds.use(called.controlId);
    }
  }

  #keep(acts: readonly { function: string; controlId: string; written: readonly Written[] }[]): void {
    const { books, clock, commits, readLag } = this.company;
    const changes = books.keep();
    readLag.note(changes);
    const first = commits.length;
    const at = new Date(clock.now()).toISOString();
    for (const { written, ...by } of acts) for (const each of written) commits.push({ at, ...by, ...each });
    if (changes.length > 0) this.company.onCommit(commits.slice(first), changes);
  }

  async #hook(called: CalledFunction, stage: HookCall['stage']): Promise<void> {
    if (!this.hooks.any) return;
    const [object] = FUNCTIONS.get(called.name)?.objects(called.element) ?? [];
    const call = { function: called.name, controlId: called.controlId, stage };
    await this.hooks.call(object === undefined ? call : { ...call, object });
  }
}

function resultOf(called: CalledFunction, status: FunctionResult['status']): FunctionResult {
  // A failed generic create still shows an empty list before its errors.
  const payload =
    status === 'failure' && (called.name === 'create' || called.name === 'update')
      ? wrap('data', '', { listtype: 'objects', count: 0 })
      : '';
  return { status, function: called.name, controlId: called.controlId, payload, errors: [] };
}

function aborted(result: FunctionResult): FunctionResult {
  return { ...result, status: 'aborted', payload: '', errors: [...result.errors, ROLLED_BACK] };
}
