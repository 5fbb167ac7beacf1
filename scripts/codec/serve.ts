import { z } from 'zod';
import { loadEnvironment } from '../../config.js';
import { HttpsOrLoopback } from '../../connectors/credentials/variables.js';
import { EncryptionCodec } from '../../encryption/codec.js';
import { type Access, signInAccess, tokenAccess } from '../../encryption/codec-access.js';
import { createCodecServer } from '../../encryption/codec-server.js';
import { environmentKeys } from '../../encryption/data-converter.js';

const list = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
const Address = z.object({
  CODEC_HOST: z.string().min(1).default('127.0.0.1'),
  CODEC_PORT: z.coerce.number().int().min(0).max(65_535).default(8234),
});

/** Serves until the process is asked to end. Throws, with the cure, when it would be open to all or of no use. */
export async function serveCodec(environment: NodeJS.ProcessEnv = loadEnvironment()): Promise<void> {
  const keys = environmentKeys(environment);
  if (keys.length === 0)
    throw new Error('PAYLOAD_KEYS is not set: there is nothing to decrypt. Make a key: npm run codec -- key <id>');
  const origins = list(environment.TEMPORAL_UI_URL).map((url) => new URL(url).origin);
  const accesses = accessFrom(environment);
  const server = createCodecServer({
    codec: new EncryptionCodec(keys),
    origins,
    isAllowed: async (token) => (await Promise.all(accesses.map((allows) => allows(token)))).includes(true),
  });
  const { CODEC_HOST: host, CODEC_PORT: port } = Address.parse(environment);
  await server.listen({ host, port });
  console.log(
    `Codec endpoint: ${server.listeningOrigin}, for ${origins.join(', ') || 'no UI (TEMPORAL_UI_URL is not set)'}`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}

/** Who is let in. Throws when nobody would be. */
export function accessFrom(environment: NodeJS.ProcessEnv): Access[] {
  const hashes = list(environment.CODEC_TOKENS);
  const wrong = hashes.findIndex((hash) => !/^[0-9a-f]{64}$/.test(hash));
  if (wrong >= 0) throw new Error(`CODEC_TOKENS: entry ${wrong + 1} is no hash. Make one with: npm run codec -- token`);
  const { CODEC_ISSUER: issuer, CODEC_AUDIENCE: audience, CODEC_PEOPLE: people } = environment;
  if (issuer && !HttpsOrLoopback.safeParse(issuer).success) throw new Error('CODEC_ISSUER is not an https address.');
  if (issuer && !audience) throw new Error('CODEC_ISSUER needs CODEC_AUDIENCE: whose access tokens are meant.');
  const accesses = [
    ...(hashes.length > 0 ? [tokenAccess(hashes)] : []),
    ...(issuer && audience ? [signInAccess({ issuer, audience, people: list(people) })] : []),
  ];
  if (accesses.length === 0) throw new Error('Nobody is let in: set CODEC_TOKENS, or CODEC_ISSUER and CODEC_AUDIENCE.');
  return accesses;
}
