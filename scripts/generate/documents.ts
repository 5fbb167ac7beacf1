import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GeneratedDocument } from './document.js';
import { errorsDocument } from './errors.js';

/** Every generated document. Another one is a line here and a file beside this one. */
export const generatedDocuments: readonly GeneratedDocument[] = [errorsDocument];

/** Paths of the documents whose file is missing or is not what the code says. */
export async function staleDocuments(root: string, documents = generatedDocuments): Promise<string[]> {
  const checked = await Promise.all(
    documents.map(async (document) => ({
      path: document.path,
      stale: (await contentOf(join(root, document.path))) !== (await document.render()),
    })),
  );
  return checked.filter(({ stale }) => stale).map(({ path }) => path);
}

/** Writes the stale documents and returns their paths. */
export async function writeDocuments(root: string, documents = generatedDocuments): Promise<string[]> {
  const stale = await staleDocuments(root, documents);
  for (const document of documents.filter(({ path }) => stale.includes(path))) {
    await writeFile(join(root, document.path), await document.render());
  }
  return stale;
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
