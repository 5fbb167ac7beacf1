import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { generatedDocuments, staleDocuments, writeDocuments } from '../scripts/generate/documents.js';
import { errorsDocument } from '../scripts/generate/errors.js';

const root = process.cwd();

describe('a generated document', () => {
  test('is what the code says; if this fails, run npm run generate', async () => {
    expect(await staleDocuments(root)).toEqual([]);
  });

  test('is named when its file is missing or old, and written again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'generated-'));
    try {
      const all = (await generatedDocuments()).map(({ path }) => path);
      expect(await staleDocuments(folder)).toEqual(all);
      expect(await writeDocuments(folder)).toEqual(all);
      expect(await staleDocuments(folder)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the page of errors', () => {
  test('explains every type of failure that the code raises', async () => {
    const page = await errorsDocument.render();
    const raised = await raisedTypes(['connectors', 'activities', 'workflows']);
    expect(raised.size).toBeGreaterThan(60);
    expect([...raised].filter((type) => !page.includes(`### ${type}\n`) && !page.includes(`| \`${type}\` |`))).toEqual(
      [],
    );
  });

  test('shows each of its links a heading', async () => {
    const page = await errorsDocument.render();
    const targets = [...page.matchAll(/\]\(#(\w+)\)/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(30);
    expect(targets.filter((target) => !page.includes(`### ${target}\n`))).toEqual([]);
  });
});

/** Codes of errors and types of failures, as they stand in the source. */
async function raisedTypes(folders: readonly string[]): Promise<Set<string>> {
  const types = new Set<string>();
  for (const folder of folders) {
    for (const file of await readdir(join(root, folder), { recursive: true })) {
      if (!file.endsWith('.ts')) continue;
      const source = await readFile(join(root, folder, file), 'utf8');
      for (const [, type] of source.matchAll(/\b(?:code: |type: |refusal\(\s*)'([a-z]+(?:_[a-z]+)+)'/g)) {
        if (type) types.add(type);
      }
    }
  }
  return types;
}
