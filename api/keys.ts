import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Somebody who may use the API. */
export interface ApiKey {
  readonly name: string;
  /**
   * Hex SHA-256 of the key. A slow hash would protect a key that can be guessed; ours are 32 random bytes.
   */
  readonly sha256: string;
  /**
   * What it may do: names of actions and workflows with `*` for any letters, such as `intacct.*Invoice*` or
   * `workflows.createInvoice`; `:read` at the end for reading actions only, such as `intacct.*:read`; `runs` for runs that others
   * have started.
   */
  readonly scopes: readonly string[];
}

const scopePattern = /^(runs|[\w.*]+(:read)?)$/;

/** Reads `name:hash:scope,scope`, several apart by spaces. Throws and says which one is wrong, without its hash. */
export function parseApiKeys(text: string): ApiKey[] {
  return text.split(/\s+/).filter(Boolean).map(parseApiKey);
}

function parseApiKey(text: string, place: number): ApiKey {
  const [, name, sha256, scopes] = /^([\w-]+):([0-9a-f]{64}):(.+)$/.exec(text) ?? [];
  const list = scopes?.split(',') ?? [];
  if (!name || !sha256 || !list.every((scope) => scopePattern.test(scope))) {
    throw new Error(
      `API_KEYS: entry ${place + 1} is not of the form name:hash:scope,scope. Make one with: npm run server -- key <name> <scopes...>`,
    );
  }
  return { name, sha256, scopes: list };
}

/** A key that nobody can guess, and the entry for `API_KEYS` that lets it in. The key itself is kept nowhere. */
export function newApiKey(name: string, scopes: readonly string[]): { readonly key: string; readonly entry: string } {
  const key = `ti_${randomBytes(32).toString('base64url')}`;
  const entry = `${name}:${hashOf(key)}:${scopes.join(',')}`;
  parseApiKeys(entry);
  return { key, entry };
}

/** Whose key it is. All are compared, so that the time tells nothing. */
export function keyOwner(keys: readonly ApiKey[], authorization: string | undefined): ApiKey | undefined {
  const given = Buffer.from(hashOf(/^Bearer (\S{1,200})$/.exec(authorization ?? '')?.[1] ?? ''), 'hex');
  const owners = keys.filter(({ sha256 }) => timingSafeEqual(given, Buffer.from(sha256, 'hex')));
  return owners[0];
}

/** `what` as `intacct.createInvoice`, `workflows.createInvoice` or `runs`. */
export function isAllowed(key: ApiKey, what: string, { reads = false } = {}): boolean {
  return key.scopes.some((scope) => {
    const [names = '', onlyReads] = scope.split(':');
    return matches(names, what) && (onlyReads === undefined || reads);
  });
}

function matches(names: string, what: string): boolean {
  const pattern = names.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${pattern.join('.*')}$`).test(what);
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
