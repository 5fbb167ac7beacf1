import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { spawnGuarded } from '../../scripts/temporal/guarded-process.js';

const ROOT = join(__dirname, '../..');

/** Far below what an idle machine does; `scripts/sandbox-load.ts` itself asks for 1,000. */
const CREATES_PER_SECOND = '200';

test('100 clients at once find no contradiction: books balance, payments add up, and no update is lost', async () => {
  const lines: string[] = [];
  const flags = [
    '--seconds',
    '5',
    '--at-least',
    CREATES_PER_SECOND,
    '--service-time',
    '{"requestMs":2,"documentMs":1}',
  ];
  const args = ['--import', 'tsx', join('scripts', 'sandbox-load.ts'), ...flags, '--json'];
  const load = await spawnGuarded(process.execPath, args, { cwd: ROOT, output: (line) => lines.push(line) });
  const { code } = await load.ended;
  const figures = JSON.parse(lines.at(-1) ?? '{}');
  expect(figures).toMatchObject({ clients: 100, problems: [] });
  expect(figures.payments).toBeGreaterThan(100);
  expect(figures.mostConcurrent).toBeGreaterThan(1);
  expect(code).toBe(0);
});
