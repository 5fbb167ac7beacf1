import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { checkedSettings } from '../../sandbox/intacct/company/setting-values.js';
import { type CompanySettings, defaultSettings } from '../../sandbox/intacct/company/settings.js';
import { startControl } from '../../sandbox/intacct/control/server.js';
import { FAULT_KINDS } from '../../sandbox/intacct/faults/kinds.js';
import { startSandbox } from '../../sandbox/intacct/index.js';
import { SERVICE_TIMES } from '../../sandbox/intacct/service-time/presets.js';
import { spawnGuarded } from '../../scripts/temporal/guarded-process.js';

const ROOT = join(__dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/sandbox.md'), 'utf8');

/** Cells of the row that begins with this one, below a heading. */
function row(heading: string, first: string): string[] {
  const [section = ''] = (PAGE.split(`## ${heading}\n`)[1] ?? '').split('\n## ');
  const line = section.split('\n').find((each) => each.startsWith(`| \`${first}\` `));
  return (line ?? '').split(' | ').map((cell) => cell.replaceAll(/^\| |\|$/g, '').trim());
}

test('every setting is documented, and the table is what the code says', async () => {
  const names = Object.keys(defaultSettings());
  expect(names.filter((name) => row('Settings', name).length < 5)).toEqual([]);
  expect(names.filter((name) => row('Settings', name).at(-1) === '')).toEqual([]);
  const lines: string[] = [];
  const args = ['--import', 'tsx', join('scripts', 'document-sandbox.ts'), '--check'];
  const check = await spawnGuarded(process.execPath, args, { cwd: ROOT, output: (line) => lines.push(line) });
  expect({ ...(await check.ended), lines }).toMatchObject({ code: 0, lines: [] });
});

test('settings with a few possible words take those and no others', () => {
  const folder = join(ROOT, 'sandbox/intacct/company');
  const files = readdirSync(folder).filter((file) => /^settings.*\.ts$/.test(file));
  const source = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  const known = new Set<string>(Object.keys(defaultSettings()));
  const choices = [...source.matchAll(/^ {2}(\w+): ('[^;]*');$/gm)].filter(([, name = '']) => known.has(name));
  expect(choices.length).toBeGreaterThan(5);
  for (const [, name = '', type = ''] of choices) {
    for (const [, word] of type.matchAll(/'([^']*)'/g)) {
      expect(checkedSettings({ [name]: word })[name as keyof CompanySettings]).toBe(word);
    }
    expect(() => checkedSettings({ [name]: 'nonsense' })).toThrow(name);
  }
});

test('every fault is documented with its usual stage', () => {
  const documented = Object.keys(FAULT_KINDS).map((kind) => [kind, row('Faults', kind)[1]]);
  const facts = Object.entries(FAULT_KINDS).map(([kind, { stages }]) => [
    kind,
    (stages as readonly string[])[0] ?? 'none',
  ]);
  expect(documented).toEqual(facts);
});

test('every preset is documented with its figures', () => {
  for (const [name, times] of Object.entries(SERVICE_TIMES)) {
    const figures = row('Service time', name)
      .slice(1)
      .map((cell) => Number.parseFloat(cell));
    const { requestMs, readMs, documentMs, rowMs, jitter } = times;
    expect(figures).toEqual([requestMs, readMs, documentMs, rowMs, jitter * 100]);
  }
});

test('every control is documented', async () => {
  const sandbox = await startSandbox({ company: 'empty' });
  const control = await startControl(() => sandbox, { host: '127.0.0.1', port: 0 });
  const listing = (await (await fetch(control.url)).json()) as Record<string, string>;
  await Promise.all([control.close(), sandbox.close()]);
  expect(Object.keys(listing).filter((each) => !PAGE.includes(`\`${each}\``))).toEqual([]);
});

test('what the sandbox does not do is told in a section of its own', () => {
  const [section = ''] = (PAGE.split('## What it does not do\n')[1] ?? '').split('\n## ');
  const named = ['SANDBOX-001', 'smarteventlog', 'taxentries', 'allocationid', 'PAYMENTPROVIDER', 'readMore', 'JSON'];
  expect(named.filter((name) => !section.includes(name))).toEqual([]);
});
