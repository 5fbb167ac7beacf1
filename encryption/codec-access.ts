import { createHash, createPublicKey, type JsonWebKey, timingSafeEqual, verify } from 'node:crypto';
import { z } from 'zod';

export type Access = (token: string) => Promise<boolean>;

/** Hex SHA-256 of a token: what a server keeps of it. Tokens are random, so no slow hash is needed. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Lets in who has a token of these hashes. All are compared, so that the time tells nothing. */
export function tokenAccess(hashes: readonly string[]): Access {
  const known = hashes.map((hash) => Buffer.from(hash, 'hex'));
  return async (token) => {
    const given = Buffer.from(hashOf(token), 'hex');
    return known.filter((hash) => timingSafeEqual(hash, given)).length > 0;
  };
}

export interface SignInOptions {
  /** Who people sign in with at Temporal's UI, such as `https://login.example.com`. Its keys are asked for there. */
  readonly issuer: string;
  /** What the UI's access tokens are made out to. */
  readonly audience: string;
  /** `sub` or `email` of those who may see decrypted data; empty: everybody the issuer gives such a token. */
  readonly people: readonly string[];
}

const Claims = z.object({
  iss: z.string(),
  aud: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  exp: z.number(),
  nbf: z.number().optional(),
  sub: z.string().optional(),
  email: z.string().optional(),
});
const Head = z.object({ alg: z.enum(['RS256', 'ES256']), kid: z.string() });
const Discovery = z.object({ jwks_uri: z.url() });
const KeySet = z.object({ keys: z.array(z.looseObject({ kid: z.string().optional() })) });

const keysKeptMs = 600_000;
const answerMs = 10_000;

/** Lets in whose access token (JWT) the issuer has signed, for this audience, and is still valid. */
export function signInAccess({ issuer, audience, people }: SignInOptions): Access {
  let kept: { readonly until: number; readonly keys: Promise<readonly JsonWebKey[]> } | undefined;
  const keys = () => {
    if (!kept || kept.until < Date.now()) kept = { until: Date.now() + keysKeptMs, keys: keysOf(issuer) };
    kept.keys.catch(() => {
      kept = undefined;
    });
    return kept.keys;
  };
  return async (token) => {
    const [head = '', body = '', signature = '', ...more] = token.split('.');
    const { alg, kid } = Head.safeParse(jsonIn(head)).data ?? {};
    const claims = Claims.safeParse(jsonIn(body)).data;
    if (!alg || !claims || more.length > 0) return false;
    const jwk = (await keys()).find((key) => key.kid === kid);
    if (!jwk) return false;
    // ECDSA signatures in a JWT are r and s side by side; RSA has no such choice.
    const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const };
    const fits = { RS256: 'rsa', ES256: 'ec' }[alg] === key.key.asymmetricKeyType;
    const signed = fits && verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'));
    const now = Date.now() / 1000;
    return (
      signed &&
      claims.iss === issuer &&
      claims.aud.includes(audience) &&
      claims.exp > now &&
      (claims.nbf ?? 0) <= now &&
      (people.length === 0 || people.some((person) => person === claims.sub || person === claims.email))
    );
  };
}

async function keysOf(issuer: string): Promise<readonly JsonWebKey[]> {
  const { jwks_uri } = Discovery.parse(await get(`${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`));
  return KeySet.parse(await get(jwks_uri)).keys as readonly JsonWebKey[];
}

async function get(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(answerMs), redirect: 'error' });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

function jsonIn(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
