import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Secret } from '../../connectors/credentials/secret.js';
import { jsonOf } from '../json.js';
import { decoded, sameBytes } from './compare.js';

/** The REST client under which a platform webhook is delivered. */
export interface IntacctWebhookClient {
  readonly secret: Secret;
  /** The company; a token for another one is refused. */
  readonly tenant: string;
  /** Checked when given. */
  readonly id?: string;
}

const Header = z.looseObject({ alg: z.literal('HS256') });
const Claims = z.looseObject({
  iat: z.number(),
  exp: z.number(),
  iss: z.literal('Sage Intacct'),
  tenant_id: z.string(),
  app_id: z.string().optional(),
  payload_signature: z.string(),
  payload_signature_alg: z.string().regex(/^sha-?256$/i),
});

const longestValiditySeconds = 7200;
const clockSkewSeconds = 300;

/** Whether `X-IA-Sage-Signature` is Intacct's JWT (HS256) for this company and exactly this body, and still good. */
export function isSignedByIntacct(client: IntacctWebhookClient, body: Buffer, token: string, nowMs: number): boolean {
  const [header = '', claims = '', signature = '', ...more] = token.split('.');
  const given = decoded(signature, 'base64url');
  if (more.length > 0 || given === undefined) return false;
  const expected = createHmac('sha256', client.secret.reveal()).update(`${header}.${claims}`).digest();
  if (!sameBytes(given, expected)) return false;

  const said = Claims.safeParse(part(claims)).data;
  return Header.safeParse(part(header)).success && said !== undefined && holds(said, client, body, nowMs / 1000);
}

function holds(said: z.output<typeof Claims>, client: IntacctWebhookClient, body: Buffer, now: number): boolean {
  const hash = decoded(said.payload_signature.toLowerCase(), 'hex');
  return (
    said.exp > now &&
    said.exp - said.iat <= longestValiditySeconds &&
    said.iat <= now + clockSkewSeconds &&
    said.tenant_id === client.tenant &&
    (client.id === undefined || said.app_id === client.id) &&
    hash !== undefined &&
    sameBytes(hash, createHash('sha256').update(body).digest())
  );
}

function part(text: string): unknown {
  return jsonOf(Buffer.from(text, 'base64url'));
}
