import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings } from '../../sandbox/intacct/company/settings.js';

const FOLDER = join(import.meta.dirname, '../../sandbox/intacct/company');

interface Described {
  readonly about: string;
  readonly type: string;
}

/** Every setting of the sandbox as a markdown table, from the doc comments of its interface and the true defaults. */
export function settingsTable(): string {
  const source = settingsSource();
  const rows = Object.entries(defaultSettings())
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => row(name, value, described(name, source)));
  return ['| Setting | Default | Values | Guess | Meaning |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function settingsSource(): string {
  const files = readdirSync(FOLDER).filter((file) => /^settings.*\.ts$/.test(file));
  return files.map((file) => readFileSync(join(FOLDER, file), 'utf8')).join('\n');
}

/** Comment and type of a member of one of the interfaces; without a comment of its own, that of its type. */
function described(name: string, source: string): Described {
  const found = new RegExp(`((?:^ {2}(?:/\\*\\*| \\*).*\\n)*)^ {2}${name}: ([^;]*(?:\\{[^}]*\\})?[^;]*);$`, 'm').exec(
    source,
  );
  const type = (found?.[2] ?? '').replace(/\s+/g, ' ');
  return { type, about: plain(found?.[1] ?? '') || ofType(type, source) };
}

function ofType(type: string, source: string): string {
  const name = type.replace('[]', '');
  return plain(new RegExp(`(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/)\\nexport interface ${name} `).exec(source)?.[1] ?? '');
}

function plain(comment: string): string {
  return comment
    .replace(/\/\*\*|\*\/|^\s*\* ?/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function row(name: string, value: unknown, { about, type }: Described): string {
  const guess = /\bGuess\b/.test(about) ? 'yes' : '';
  const cells = [
    `\`${name}\``,
    `\`${JSON.stringify(value)}\``,
    `\`${type}\``,
    guess,
    about.replace(/ ?\bGuess\. ?/, ' ').trim(),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
