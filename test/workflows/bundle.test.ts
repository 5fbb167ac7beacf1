import { expect, test } from '@jest/globals';
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
