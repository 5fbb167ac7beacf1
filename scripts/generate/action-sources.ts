import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of an action's definition. */
export interface ActionSource {
  readonly name: string;
  /** Relative to the root of the repository. */
  readonly file: string;
  /** From `export const` to the end of the statement. */
  readonly code: string;
}

const folder = 'connectors/intacct/objects';

/** Definitions of these actions, as they stand in the source. Sources are formatted: a statement ends where a line at the margin ends with `;`. */
export async function actionSources(names: readonly string[]): Promise<ActionSource[]> {
  const root = join(import.meta.dirname, '../..');
  const files = (await readdir(join(root, folder)))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
  const found = await Promise.all(
    files.map(async (file) =>
      definitionsIn(await readFile(join(root, file), 'utf8')).map((each) => ({ ...each, file })),
    ),
  );
  return found.flat().filter(({ name }) => names.includes(name));
}

function definitionsIn(source: string): { name: string; code: string }[] {
  const definitions = source.matchAll(/^export const (\w+) =(?:.*;\n|[\s\S]*?\n\S.*;\n)/gm);
  return [...definitions].map(([code, name = '']) => ({ name, code: code.trimEnd() }));
}

/** Lines of the definition in the middle, when they are ordered by length. */
export function medianLines(sources: readonly ActionSource[]): number {
  const lengths = sources.map(linesOf).sort((one, other) => one - other);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}

export const linesOf = ({ code }: ActionSource) => code.split('\n').length;
