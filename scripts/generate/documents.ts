import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { actionGroups } from '../actions/groups.js';
import { actionIndex, actionPage } from './actions.js';
import { addingAnActionDocument } from './adding-an-action.js';
import type { GeneratedDocument } from './document.js';
import { errorsDocument } from './errors.js';
import { namesDocument } from './names.js';
import { permissionsDocument } from './permissions.js';
import { schemaDocument } from './schemas.js';
import { workflowsDocument } from './workflows.js';

/** Folders that hold generated documents and nothing else. */
const ownFolders = ['docs/actions', 'schemas/actions'];

/** Every generated document. Another one is a line here and a file beside this one. */
export async function generatedDocuments(): Promise<readonly GeneratedDocument[]> {
  const groups = await actionGroups();
  return [
    errorsDocument,
    addingAnActionDocument,
    actionIndex(groups),
    ...groups.map(actionPage),
    ...groups.map(schemaDocument),
    namesDocument(groups),
    permissionsDocument(groups),
    workflowsDocument,
  ];
}

type Documents = readonly GeneratedDocument[];

/** Paths of the documents whose file is missing, is not what the code says, or has no document any more. */
export async function staleDocuments(root: string, documents?: Documents): Promise<string[]> {
  const wanted = documents ?? (await generatedDocuments());
  const checked = await Promise.all(
    wanted.map(async (document) => {
      const before = await contentOf(join(root, document.path));
      return { path: document.path, stale: before !== (await document.render(before)) };
    }),
  );
  return [...checked.filter(({ stale }) => stale).map(({ path }) => path), ...(await leftovers(root, wanted))];
}

/** Writes the stale documents, removes the leftovers, and returns the paths of both. */
export async function writeDocuments(root: string, documents?: Documents): Promise<string[]> {
  const wanted = documents ?? (await generatedDocuments());
  const stale = await staleDocuments(root, wanted);
  for (const path of stale) {
    const document = wanted.find((each) => each.path === path);
    const file = join(root, path);
    if (document) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, await document.render(await contentOf(file)));
    } else await rm(file);
  }
  return stale;
}

/** Files of former groups of actions. */
async function leftovers(root: string, documents: Documents): Promise<string[]> {
  const wanted = new Set(documents.map(({ path }) => path));
  const found = await Promise.all(
    ownFolders.map(async (folder) => (await filesIn(join(root, folder))).map((file) => `${folder}/${file}`)),
  );
  return found.flat().filter((path) => !wanted.has(path));
}

async function filesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
