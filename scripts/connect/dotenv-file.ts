import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

export type Variables = Readonly<Record<string, string>>;

export interface WriteOptions {
  /** Replace values that are there. Default: refuse. */
  readonly force: boolean;
}

/**
 * Writes variables into a `.env` file, readable by its owner only, and leaves everything else in it as it is. Throws, and
 * writes nothing, when one has another value already and `force` is off, and when a value cannot be written.
 */
export function writeVariables(path: string, variables: Variables, { force }: WriteOptions): void {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const known = parseEnv(before);
  const taken = Object.keys(variables).filter((name) => known[name] && known[name] !== variables[name]);
  if (taken.length > 0 && !force) {
    throw new Error(
      `${path} has other values for ${taken.join(', ')}. Add --force to replace them. Nothing was written.`,
    );
  }
  const after = Object.entries(variables).reduce(withVariable, before);
  if (!says(after, { ...known, ...variables })) {
    throw new Error(
      `The values cannot be written into ${path} without changing others. Edit it by hand. Nothing was written.`,
    );
  }
  // Renamed into place, so that nobody ever reads half of it; the mode counts only for a new file.
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, after, { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
}

function withVariable(text: string, [name, value]: readonly [string, string]): string {
  const line = `${name}=${quoted(name, value)}`;
  const existing = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=.*$`, 'm');
  if (existing.test(text)) return text.replace(existing, () => line);
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
}

/** Within single quotes and backticks, Node takes everything as it stands. */
function quoted(name: string, value: string): string {
  const quote = ["'", '`', '"'].find((mark) => !value.includes(mark));
  if (quote === undefined) throw new Error(`${name} holds all three kinds of quotes, which .env cannot hold.`);
  return `${quote}${value}${quote}`;
}

function says(text: string, wanted: Readonly<Record<string, string | undefined>>): boolean {
  const read = parseEnv(text);
  const names = new Set([...Object.keys(read), ...Object.keys(wanted)]);
  return [...names].every((name) => read[name] === wanted[name]);
}
