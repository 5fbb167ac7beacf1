import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { hashOf } from '../../encryption/codec-access.js';
import { newPayloadKey } from '../../encryption/keys.js';
import { serveCodec } from './serve.js';

/** The codec server, and what it and the workers need: keys and tokens. */
export function codecCommand(): Command {
  return new Command('codec')
    .description(
      "Decrypts payloads for Temporal's UI and command line, for those allowed. Set up by the environment or .env.",
    )
    .addHelpText(
      'after',
      '\nPAYLOAD_KEYS       the keys of the workers' +
        '\nTEMPORAL_UI_URL    whose pages may ask, such as http://localhost:8233' +
        '\nCODEC_TOKENS       hashes of tokens that are let in, apart by commas (codec token), and/or' +
        "\nCODEC_ISSUER, CODEC_AUDIENCE, CODEC_PEOPLE   whose access tokens of the UI's sign-in are" +
        '\nCODEC_HOST, CODEC_PORT   where to listen; default 127.0.0.1 and 8234',
    )
    .action(() => serveCodec())
    .addCommand(keyCommand())
    .addCommand(tokenCommand());
}

function keyCommand(): Command {
  return new Command('key')
    .description('Makes a key: the entry to put first into PAYLOAD_KEYS.')
    .argument('<id>', 'a new name for it, such as 2026-11: letters, digits, - _ and .')
    .option('--json', 'print JSON, for scripts')
    .action((id: string, { json }: { json?: true }) => {
      const entry = newPayloadKey(id);
      console.log(json ? JSON.stringify({ entry }) : entry);
    });
}

function tokenCommand(): Command {
  return new Command('token')
    .description('Makes a token that may see decrypted data: prints it once, and the entry for CODEC_TOKENS.')
    .option('--json', 'print JSON, for scripts')
    .action(({ json }: { json?: true }) => {
      const token = `tc_${randomBytes(32).toString('base64url')}`;
      const entry = hashOf(token);
      console.log(json ? JSON.stringify({ token, entry }) : `token         ${token}\nCODEC_TOKENS  ${entry}`);
    });
}
