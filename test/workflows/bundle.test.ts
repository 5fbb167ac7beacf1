import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bundleWorkflowCode } from '@temporalio/worker';
import { workflowInterceptorModules, workflowsPath } from '../../plugin.js';
import { quiet } from '../support/temporal.js';

/** Files that webpack put into the bundle, from its source map. */
async function bundledFiles(): Promise<string[]> {
  const { code } = await bundleWorkflowCode({ workflowsPath, workflowInterceptorModules, logger: quiet });
  const [, encoded = ''] = /sourceMappingURL=data:[^,]*,([A-Za-z0-9+/=]+)/.exec(code) ?? [];
  return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')).sources;
}

test('the workflow bundle holds the workflows, and neither zod nor any code of connectors or activities', async () => {
  const files = await bundledFiles();

  expect(files).toContainEqual(expect.stringContaining('workflows/hubspot-deal-to-invoice.ts'));
  expect(
    files.filter((file) => /node_modules\/zod|connectors\/|activities\/.*\.ts|undici|fast-xml-parser/.test(file)),
  ).toEqual([]);
});

const root = join(import.meta.dirname, '../..');
const sources = ['workflows', 'examples'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(root, folder, file)),
);

/** What workflow code may bring along: itself, Temporal's workflow side, exact arithmetic. */
const allowedPackages = ['@temporalio/workflow', '@temporalio/common', '@temporalio/common/lib/time.js', 'big.js'];

/** Imports and exports of values that workflow code must not have, as `import … from 'node:fs'`. */
function forbiddenImports(file: string, source: string): string[] {
  const statements = source.matchAll(/^(?:import|export)\b(?! type\b)[^;]*?from '([^']+)'|^import '([^']+)'/gm);
  return [...statements].flatMap(([statement, named, bare]) => {
    const from = named ?? bare ?? '';
    const ownPath = relative(join(root, 'workflows'), join(file, '..', from));
    const isOurs = from.startsWith('.') && !ownPath.startsWith('..');
    return isOurs || allowedPackages.includes(from) ? [] : [statement];
  });
}

/** Ways out of the sandbox of workflows; its clock and its random numbers are deterministic. */
const waysOut = /\b(?:require|import)\s*\(|\bprocess\.|\bglobalThis\b|\bfetch\s*\(|\bperformance\./;

describe('a workflow file', () => {
  test('imports values of workflows and of what is deterministic only', () => {
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.flatMap((file) => forbiddenImports(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  test('leaves the sandbox by no other way', () => {
    const withoutComments = (file: string) => readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(sources.filter((file) => waysOut.test(withoutComments(file)))).toEqual([]);
  });

  test.each([
    ["import { readFileSync } from 'node:fs';", 1],
    ["import { intacctCatalogue } from '../connectors/intacct/catalogue.js';", 1],
    ["import {\n  type Intacct,\n  intacctActivities,\n} from '../activities/intacct.js';", 1],
    ["export * from '../activities/checks.js';", 1],
    ["import 'node:crypto';", 1],
    ["import type { Intacct } from '../activities/intacct.js';", 0],
    ["import { step } from './step.js';\nimport { Big } from 'big.js';", 0],
  ])('with %j breaks %i rules', (source, count) => {
    expect(forbiddenImports(join(root, 'workflows/any.ts'), source)).toHaveLength(count);
  });
});
