import { randomBytes, randomUUID } from 'node:crypto';
import type { StoredRecord } from '../books/record.js';
import type { Clock } from '../company/clock.js';
import type { CompanySettings } from '../company/settings.js';
import type { Path } from '../query/path.js';

/** A snapshot that readByQuery took and readMore pages through. */
export interface ResultSet {
  readonly id: string;
  readonly object: string;
  readonly records: readonly StoredRecord[];
  readonly paths: readonly Path[];
  readonly pageSize: number;
  /** Index of the next row to return. */
  next: number;
  readonly forget: () => void;
}

/** Who is signed in, where, and until when. One login without getAPISession has a session of its own, too. */
export class Session {
  readonly #results = new Map<string, ResultSet>();
  lastUsedAt = 0;
  expiresAt = 0;

  constructor(
    readonly id: string,
    readonly userId: string,
    readonly companyId: string,
    /** Location ID of the entity; empty at top level. */
    readonly entity: string,
  ) {}

  keepResult(result: Omit<ResultSet, 'id' | 'forget'>): ResultSet {
    const id = randomUUID();
    const kept = { ...result, id, forget: () => this.#results.delete(id) };
    this.#results.set(id, kept);
    return kept;
  }

  result(id: string): ResultSet | undefined {
    return this.#results.get(id);
  }

  lastResultOf(object: string): ResultSet | undefined {
    return [...this.#results.values()].reverse().find((result) => result.object === object);
  }
}

export class Sessions {
  readonly #byId = new Map<string, Session>();

  constructor(
    private readonly clock: Clock,
    private readonly settings: CompanySettings,
  ) {}

  /** Opens a session that later requests can use by its ID. */
  open(userId: string, companyId: string, entity: string): Session {
    const session = this.transient(userId, companyId, entity);
    this.#byId.set(session.id, session);
    return session;
  }

  /** A session for one request signed with a login. */
  transient(userId: string, companyId: string, entity: string): Session {
    const id = `${randomBytes(24).toString('base64url')}..`;
    const session = new Session(id, userId, companyId, entity);
    this.touch(session);
    return session;
  }

  /** A session that is known and not expired. */
  find(id: string): Session | undefined {
    const session = this.#byId.get(id);
    if (session && session.expiresAt > this.clock.now()) return session;
    this.#byId.delete(id);
    return undefined;
  }

  /** Ends one session, or all of them. */
  end(id?: string): void {
    if (id === undefined) this.#byId.clear();
    else this.#byId.delete(id);
  }

  /** Every successful use moves the expiry. */
  touch(session: Session): void {
    session.lastUsedAt = this.clock.now();
    session.expiresAt = session.lastUsedAt + this.settings.sessionMinutes * 60_000;
  }
}
