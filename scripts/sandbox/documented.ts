import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsTable } from './settings-table.js';

export const SANDBOX_PAGE = join(import.meta.dirname, '../../docs/sandbox.md');

const START = '<!-- settings: written by scripts/document-sandbox.ts -->';
const END = '<!-- end of settings -->';

/** The page as it is, and as it ought to be: the same text with the settings of now. */
export function sandboxPage(): { is: string; ought: string } {
  const is = readFileSync(SANDBOX_PAGE, 'utf8');
  const [before = '', rest = ''] = is.split(START);
  const [, after = ''] = rest.split(END);
  return { is, ought: `${before}${START}\n\n${settingsTable()}\n\n${END}${after}` };
}
