import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseEnv } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { nangoConnectSession } from '../../connectors/credentials/nango-connect.js';
import { type IntacctSandbox, startSandbox } from '../../sandbox/intacct/index.js';
import { variablesOf } from '../../scripts/connect/credentials.js';
import { writeVariables } from '../../scripts/connect/dotenv-file.js';
import { startNango } from '../support/nango.js';

const five = {
  senderId: 'acme_ws',
  senderPassword: 's3nder',
  companyId: 'ACME',
  userId: 'bot',
  userPassword: 'u5er',
};

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connect-'));
  file = join(folder, '.env');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('what was entered', () => {
  test('becomes the variables of the connection', () => {
    expect(variablesOf('default', five, {})).toEqual({
      INTACCT_SENDER_ID: 'acme_ws',
      INTACCT_SENDER_PASSWORD: 's3nder',
      INTACCT_COMPANY_ID: 'ACME',
      INTACCT_USER_ID: 'bot',
      INTACCT_USER_PASSWORD: 'u5er',
    });
  });

  test('needs no sender when there is one, and never replaces it', () => {
    const environment = { INTACCT_SENDER_ID: 'ours', INTACCT_SENDER_PASSWORD: 'known' };
    const { senderId: _, senderPassword: __, ...company } = five;

    expect(Object.keys(variablesOf('acme', company, environment))).toEqual([
      'INTACCT_ACME_COMPANY_ID',
      'INTACCT_ACME_USER_ID',
      'INTACCT_ACME_USER_PASSWORD',
    ]);
    expect(variablesOf('acme', five, environment)).toMatchObject({ INTACCT_ACME_SENDER_ID: 'acme_ws' });
  });

  test.each([
    ['names what is missing', { ...five, userPassword: '' }, /^Missing: userPassword\./],
    ['names all five when there is nothing', undefined, /senderId, senderPassword, companyId, userId, userPassword/],
    ['refuses what no connection has', { ...five, token: 'x' }, /token/],
    ['refuses several lines', { ...five, userPassword: 'a\nb' }, /userPassword must be one line/],
  ])('%s', (_, entered, message) => {
    expect(() => variablesOf('default', entered, {})).toThrow(message);
  });
});

describe('.env', () => {
  test.each(["it's", 'a"b', '#x $HOME \\n', ' blanks ', '`', 'ünï'])(
    'keeps %j as it is, for the owner only',
    (value) => {
      writeVariables(file, { INTACCT_USER_PASSWORD: value }, { force: false });

      expect(parseEnv(readFileSync(file, 'utf8'))).toEqual({ INTACCT_USER_PASSWORD: value });
      expect(statSync(file).mode & 0o777).toBe(0o600);
    },
  );

  test('keeps other lines and comments', () => {
    writeFileSync(file, '# ours\nLOG_LEVEL=debug # loud\nINTACCT_USER_ID=');
    writeVariables(file, { INTACCT_USER_ID: 'bot', INTACCT_COMPANY_ID: 'ACME' }, { force: false });

    expect(readFileSync(file, 'utf8')).toBe(
      "# ours\nLOG_LEVEL=debug # loud\nINTACCT_USER_ID='bot'\nINTACCT_COMPANY_ID='ACME'\n",
    );
  });

  test('is not overwritten without being told to', () => {
    writeFileSync(file, 'INTACCT_USER_ID=old\n');

    expect(() => writeVariables(file, { INTACCT_USER_ID: 'new' }, { force: false })).toThrow(/--force/);
    expect(readFileSync(file, 'utf8')).toBe('INTACCT_USER_ID=old\n');
    writeVariables(file, { INTACCT_USER_ID: 'new' }, { force: true });
    expect(readFileSync(file, 'utf8')).toBe("INTACCT_USER_ID='new'\n");
  });

  test('is left alone when a value cannot stand in it', () => {
    const wrong = { INTACCT_USER_PASSWORD: `'"\`` };

    expect(() => writeVariables(file, wrong, { force: false })).toThrow(/three kinds of quotes/);
    expect(() => statSync(file)).toThrow('ENOENT');
  });
});

describe('npm run connect', () => {
  let sandbox: IntacctSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ company: 'small' });
  });
  afterAll(() => sandbox.close());

  async function connect(entered: object) {
    const script = join(import.meta.dirname, '../../scripts/connect.ts');
    const tsx = join(import.meta.dirname, '../../node_modules/.bin/tsx');
    const { PATH } = process.env;
    const child = spawn(tsx, [script, '--json'], { cwd: folder, env: { PATH, INTACCT_ENDPOINT: sandbox.endpoint } });
    child.stdin.end(JSON.stringify(entered));
    const [output, errors] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise((resolve) => child.once('close', resolve)),
    ]);
    return { output, errors, code: child.exitCode };
  }

  test('keeps credentials that sign in, and those only', async () => {
    const wrong = await connect({ ...sandbox.credentials, userPassword: 'wrong' });
    expect(wrong.code).toBe(1);
    expect(wrong.output).toContain('"sign_in_refused"');
    expect(() => statSync(file)).toThrow('ENOENT');

    const right = await connect(sandbox.credentials);
    expect(right).toMatchObject({ code: 0, errors: '' });
    expect(right.output).not.toContain(sandbox.credentials.userPassword);
    expect(parseEnv(readFileSync(file, 'utf8'))).toMatchObject({
      INTACCT_COMPANY_ID: sandbox.credentials.companyId,
      INTACCT_USER_PASSWORD: sandbox.credentials.userPassword,
    });
  });
});

describe('at Nango', () => {
  const environment = { NANGO_SECRET_KEY: '3f0a0a52-3f1c-4f0e-9d5c-0a6a4a1f2b3c' };
  const data = {
    token: 'nango_connect_session_x',
    connect_link: 'https://connect.nango.example.test/?session_token=nango_connect_session_x',
    expires_at: '2026-11-21T09:40:57.040Z',
  };

  test('a link is made at which the company is connected', async () => {
    await using nango = await startNango(() => ({ status: 201, body: { data } }));

    expect(await nangoConnectSession('acme', { ...environment, NANGO_HOST: nango.url })).toEqual({
      link: data.connect_link,
      expiresAt: data.expires_at,
      variable: 'INTACCT_ACME_NANGO_CONNECTION_ID',
    });
    expect(nango.reads).toMatchObject([{ method: 'POST', path: '/connect/sessions' }]);
  });

  test('a refused key is explained', async () => {
    await using nango = await startNango(() => ({ status: 401, body: { error: { code: 'unknown_account' } } }));
    const session = nangoConnectSession('acme', { ...environment, NANGO_HOST: nango.url });

    await expect(session).rejects.toMatchObject({ code: 'nango_key_refused' });
  });
});
