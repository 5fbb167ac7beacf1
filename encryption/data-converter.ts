import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { EncryptionCodec } from './codec.js';
import { bundledMark } from './failure-converter.js';
import { type PayloadKey, parsePayloadKeys } from './keys.js';

const ownFile = fileURLToPath(import.meta.url);
const failureConverterPath = join(ownFile, '..', `failure-converter${extname(ownFile)}`);

/** What keys in the environment there are; see `parsePayloadKeys`. */
export function environmentKeys(environment: NodeJS.ProcessEnv = process.env): PayloadKey[] {
  return parsePayloadKeys(environment.PAYLOAD_KEYS);
}

/**
 * For every client and worker that reads or writes our runs: encrypts payloads and failures where there are keys. Goes
 * beyond a converter that is there: its codecs come first, and its own failure converter stays.
 */
export function dataConverter(
  keys: readonly PayloadKey[] = environmentKeys(),
  existing: DataConverter = {},
): DataConverter {
  return {
    ...failureConverterFor(keys),
    ...existing,
    payloadCodecs: [...(existing.payloadCodecs ?? []), new EncryptionCodec(keys)],
  };
}

/** Also for workflow bundles: what a workflow throws is converted inside of it. */
export function failureConverterFor(keys: readonly PayloadKey[]): Pick<DataConverter, 'failureConverterPath'> {
  return keys.length > 0 ? { failureConverterPath } : {};
}

/** Throws when a ready-made workflow bundle would put the messages of failures into histories in clear. */
export function checkBundle(bundle: { readonly code: string } | { readonly codePath: string }): void {
  const code = 'code' in bundle ? bundle.code : readFileSync(bundle.codePath, 'utf8');
  if (code.includes(bundledMark)) return;
  throw new Error(
    'PAYLOAD_KEYS is set, but the workflow bundle leaves messages of failures unencrypted. ' +
      'Make it with bundleWorkflowCode({ …, plugins: [new IntacctPlugin()] }) where PAYLOAD_KEYS is set, too.',
  );
}
