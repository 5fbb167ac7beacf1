import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');

test('the workflow in the README is the example that the tests run', () => {
  const example = readFileSync(join(root, 'examples/bill-setup-fee.ts'), 'utf8');
  const readme = readFileSync(join(root, 'README.md'), 'utf8');

  expect(readme).toContain(example.replace('../workflows/authoring.js', 'temporal-intacct/workflow'));
});
