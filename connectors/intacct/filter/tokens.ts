import { FilterMistake } from './refusal.js';

export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'symbol' | 'end';
  /** Of a text, without its quotes. */
  readonly value: string;
  readonly at: number;
}

/** Longest filter text, in characters. */
const mostCharacters = 200_000;

const space = /\s*/y;
const forms = [
  ['text', /'([^']*(?:''[^']*)*)'(?!')/y],
  ['number', /-?\d+(?:\.\d+)?(?![\w.])/y],
  ['word', /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y],
  ['symbol', /<=|>=|<>|!=|[=<>(),]/y],
] as const;

/** Throws `FilterMistake` where the text is nothing a filter is made of. The last token is an `end`. */
export function tokensOf(text: string): Token[] {
  if (text.length > mostCharacters) {
    throw new FilterMistake(`The filter is longer than ${mostCharacters} characters.`, mostCharacters, 'Split it.');
  }
  const tokens: Token[] = [];
  for (let at = skipSpace(text, 0); at < text.length; ) {
    const { end, ...token } = tokenAt(text, at);
    tokens.push(token);
    at = skipSpace(text, end);
  }
  return [...tokens, { kind: 'end', value: '', at: text.length }];
}

function skipSpace(text: string, at: number): number {
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}

function tokenAt(text: string, at: number): Token & { end: number } {
  for (const [kind, form] of forms) {
    form.lastIndex = at;
    const found = form.exec(text);
    if (!found) continue;
    const value = kind === 'text' ? (found[1] ?? '').replaceAll("''", "'") : found[0];
    return { kind, value, at, end: form.lastIndex };
  }
  throw strange(text, at);
}

function strange(text: string, at: number): FilterMistake {
  const [character = ''] = text.slice(at);
  if (character === "'") return new FilterMistake('This text has no end.', at, 'Close it with a single quote.');
  if (character === '"' || character === '`' || character === '’' || character === '‘') {
    return new FilterMistake(
      'Texts stand in single quotes.',
      at,
      "Write 'text'; a quote inside is doubled: 'O''Hara'.",
    );
  }
  if (/[\d-]/.test(character)) {
    return new FilterMistake(
      'This is no number.',
      at,
      "Write 1250.00 or -3; dates and other texts stand in quotes: '2026-01-31'.",
    );
  }
  return new FilterMistake(`A filter has no “${character}” here.`, at, 'Remove it, or put the text in single quotes.');
}
