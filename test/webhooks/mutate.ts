import fc from 'fast-check';
import type { WebhookRequest } from '../../webhooks/source.js';
import type { Scheme, signedRequest } from './signed.js';

type Signed = ReturnType<typeof signedRequest>;

export interface Mutation {
  readonly kind: 'body bit' | 'proof bit' | 'proof missing' | 'body order' | 'encoding' | 'time' | 'path' | 'method';
  readonly place: number;
  readonly bit: number;
}

/** What can be altered on the way. */
export const mutation = (scheme: Scheme): fc.Arbitrary<Mutation> =>
  fc.record({
    kind: fc.constantFrom<Mutation['kind'][]>(...kindsOf(scheme)) as unknown as fc.Arbitrary<Mutation['kind']>,
    place: fc.nat(),
    bit: fc.nat({ max: 6 }),
  });

/** Only what the scheme covers: a smart event proves itself by its path alone. */
function kindsOf(scheme: Scheme): never[] {
  const of: Record<Scheme, Mutation['kind'][]> = {
    hubspot: ['body bit', 'proof bit', 'proof missing', 'body order', 'encoding', 'time', 'path', 'method'],
    'smart event': ['path'],
    platform: ['body bit', 'proof bit', 'proof missing', 'body order', 'encoding', 'time', 'path'],
    nango: ['body bit', 'proof bit', 'proof missing', 'body order', 'encoding'],
    generic: ['body bit', 'proof bit', 'proof missing', 'body order', 'encoding', 'time', 'path'],
  };
  return of[scheme] as never[];
}

/** The altered request, and the time at which it arrives. */
export function mutated(
  { proof, ...good }: Signed,
  { kind, place, bit }: Mutation,
  nowMs: number,
): { request: WebhookRequest; nowMs: number } {
  const header = proof[place % Math.max(proof.length, 1)] ?? '';
  const value = good.headers[header] ?? '';
  const withHeader = (text: string | undefined) => ({ ...good, headers: { ...good.headers, [header]: text } });
  switch (kind) {
    case 'body bit':
      return { request: { ...good, body: flipped(good.body, place, bit) }, nowMs };
    case 'proof bit':
      return { request: withHeader(flipped(Buffer.from(value, 'latin1'), place, bit).toString('latin1')), nowMs };
    case 'proof missing':
      return { request: withHeader(place % 2 ? undefined : ''), nowMs };
    case 'body order':
      return { request: { ...good, body: swapped(good.body, place) }, nowMs };
    case 'encoding':
      return { request: reencoded(good, header, value, place), nowMs };
    case 'time':
      return { request: good, nowMs: place % 2 ? nowMs + 3_601_000 + place : nowMs - 302_000 - place };
    case 'path': {
      const name = flipped(Buffer.from(good.name), place, bit % 5).toString();
      return { request: { ...good, name, url: good.url.replace(good.name, name) }, nowMs };
    }
    case 'method':
      return { request: { ...good, method: ['PUT', 'GET', 'PATCH'][place % 3] ?? 'PUT' }, nowMs };
  }
}

function flipped(bytes: Buffer, place: number, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = place % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

/** Two neighbours that differ change places. */
function swapped(bytes: Buffer, place: number): Buffer {
  const copy = Buffer.from(bytes);
  for (let offset = 0; offset < copy.length; offset++) {
    const at = (place + offset) % (copy.length - 1);
    const [one = 0, two = 0] = [copy[at], copy[at + 1]];
    if (one === two) continue;
    copy[at] = two;
    copy[at + 1] = one;
    return copy;
  }
  return Buffer.alloc(0);
}

/** The same to a careless reader: other spellings of the proof or the body. */
function reencoded(good: WebhookRequest, header: string, value: string, place: number): WebhookRequest {
  const proofs = [`${value}=`, ` ${value}`, `${value}\n`, `"${value}"`, value.slice(0, -1), `${value}AA`, `0x${value}`];
  const bodies = [
    Buffer.concat([Buffer.from('\ufeff'), good.body]),
    Buffer.concat([good.body, Buffer.from('\n')]),
    Buffer.from(good.body.toString(), 'utf16le'),
    Buffer.from(good.body.toString('base64')),
    Buffer.from(JSON.stringify(good.body.toString())),
  ];
  const which = place % (proofs.length + bodies.length);
  const body = bodies[which - proofs.length];
  if (body) return { ...good, body };
  // Spaces apart, one right signature among others is enough.
  const proof = header === 'webhook-signature' && which === 1 ? value.toLowerCase() : (proofs[which] ?? '');
  return { ...good, headers: { ...good.headers, [header]: proof } };
}
