import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type GuardedProcess, spawnGuarded } from '../../scripts/temporal/guarded-process.js';

const ROOT = join(__dirname, '../..');

interface Run {
  process: GuardedProcess;
  /** Resolves to the first line on standard output that satisfies `wanted`. */
  line(wanted: (line: string) => boolean): Promise<string>;
  output(stream: 'stdout' | 'stderr'): string;
}

async function run(script: string, ...flags: string[]): Promise<Run> {
  const lines: { line: string; stream: 'stdout' | 'stderr' }[] = [];
  const waiting = new Set<() => void>();
  const process_ = await spawnGuarded(process.execPath, ['--import', 'tsx', join('scripts', script), ...flags], {
    cwd: ROOT,
    output: (line, stream) => {
      lines.push({ line, stream });
      for (const look of waiting) look();
    },
  });
  const line = (wanted: (line: string) => boolean) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = lines.find((each) => each.stream === 'stdout' && wanted(each.line));
        if (found) resolve(found.line);
      };
      waiting.add(look);
      look();
      void process_.ended.then(() => reject(new Error(lines.map((each) => each.line).join('\n'))));
    });
  const output = (stream: string) =>
    lines
      .filter((each) => each.stream === stream)
      .map((each) => each.line)
      .join('\n');
  return { process: process_, line, output };
}

test('prints addresses, credentials and environment as JSON, answers there, and ends when asked', async () => {
  const flags = [
    '--company',
    'empty',
    '--setting',
    'sessionMinutes=5',
    '--service-time',
    'fast',
    '--hubspot',
    '--json',
  ];
  const { process: sandbox, line } = await run('cli.ts', 'sandbox', ...flags);
  try {
    const facts = JSON.parse(await line((text) => text.startsWith('{')));
    expect(facts.environment).toMatchObject({
      INTACCT_ENDPOINT: facts.endpoint,
      INTACCT_SENDER_ID: facts.credentials.senderId,
      INTACCT_SENDER_PASSWORD: facts.credentials.senderPassword,
      INTACCT_COMPANY_ID: facts.credentials.companyId,
      INTACCT_USER_ID: facts.credentials.userId,
      INTACCT_USER_PASSWORD: facts.credentials.userPassword,
      HUBSPOT_BASE_URL: facts.hubspotUrl,
      HUBSPOT_ACCESS_TOKEN: expect.any(String),
    });
    const state = (await (await fetch(`${facts.controlUrl}/state`)).json()) as Record<string, unknown>;
    expect(state).toMatchObject({ endpoint: facts.endpoint, serviceTime: { requestMs: 5 }, counts: { CUSTOMER: 0 } });
    expect(await (await fetch(`${facts.controlUrl}/settings`)).json()).toMatchObject({ sessionMinutes: 5 });
    expect((await fetch(facts.hubspotUrl)).status).toBeGreaterThanOrEqual(400);
    expect((await fetch(facts.endpoint)).status).toBe(405);
  } finally {
    sandbox.signal('SIGINT');
  }
  expect(await sandbox.ended).toMatchObject({ code: 0 });
});

test('tells people where it is, with variables ready to paste', async () => {
  const { process: sandbox, line, output } = await run('sandbox.ts');
  try {
    await line((text) => text.startsWith('Ctrl-C'));
    expect(output('stdout')).toMatch(/^Gateway {3}http:\/\/127\.0\.0\.1:\d+\/ia\/xml\/xmlgw\.phtml$/m);
    expect(output('stdout')).toMatch(/^export INTACCT_ENDPOINT='http:.*'$/m);
  } finally {
    await sandbox.stop();
  }
});

test.each([
  [['--port', 'many'], 'A port is a number'],
  [['--setting', 'sessionMinutes'], 'name=value'],
  [['--setting', 'sessionMinuts=5'], 'Unknown: sessionMinuts'],
  [['--setting', 'sessionMinutes=long'], 'sessionMinutes: '],
  [['--service-time', 'leisurely'], 'service-time'],
  [['--company', 'mine'], 'Allowed choices are demo, small, empty'],
  [['--colour'], 'unknown option'],
])('refuses %j and says why', async (flags, reason) => {
  const { process: sandbox, output } = await run('sandbox.ts', ...flags);
  expect((await sandbox.ended).code).toBe(1);
  expect(output('stderr')).toContain(reason);
  expect(output('stderr')).not.toContain('    at ');
});

test('a taken port is told as such', async () => {
  const first = await run('sandbox.ts', '--json');
  try {
    const { endpoint } = JSON.parse(await first.line((text) => text.startsWith('{')));
    const { port } = new URL(endpoint);
    const second = await run('sandbox.ts', '--port', port);
    expect((await second.process.ended).code).toBe(1);
    expect(second.output('stderr')).toBe(`Port ${port} is taken. Choose another, or none for a free one.`);
  } finally {
    await first.process.stop();
  }
});
