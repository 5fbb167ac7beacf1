import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const root = join(__dirname, '..', '..');

test('the gateway bench prints its figures as one line of JSON and succeeds', async () => {
  const command = ['--import', 'tsx', join('bench', 'run.ts'), 'gateway', '--json', '--size', 'tiny'];

  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root, timeout: 100_000 });

  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  const { figures } = JSON.parse(stdout);
  expect(figures.length).toBeGreaterThan(10);
  for (const figure of figures) {
    expect(Object.keys(figure)).toEqual(['name', 'value', 'goal', 'met']);
    expect(Number.isFinite(figure.value)).toBe(true);
    expect(figure.met === null).toBe(figure.goal === null);
  }
}, 120_000);
