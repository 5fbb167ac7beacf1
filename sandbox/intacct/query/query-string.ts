import { refuse } from '../refusals.js';
import type { Condition, Operator } from './condition.js';
import type { Path } from './path.js';

interface Token {
  readonly kind: 'word' | 'text' | 'symbol';
  readonly value: string;
}

/** Reads the SQL-like query of readByQuery. `undefined` for an empty one, which selects everything. */
export function readQueryString(source: string, resolve: (name: string) => Path): Condition | undefined {
  if (source.trim() === '') return undefined;
  return new Parser(tokenize(source), resolve).whole();
}

const TOKEN = /\s*(?:'((?:[^'\\]|\\.)*)'|(<=|>=|[=<>(),])|([^\s'=<>(),]+))/y;

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const text = source.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) return malformed(text.slice(at));
    const [, quoted, symbol, word = ''] = match;
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replace(/\\(.)/gs, '$1') });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', value: symbol });
    else tokens.push({ kind: 'word', value: word });
  }
  return tokens;
}

function malformed(near: string): never {
  return refuse('DL02000001', `There was an error processing the request. Invalid query near '${near}'.`);
}

class Parser {
  #at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly resolve: (name: string) => Path,
  ) {}

  whole(): Condition {
    const condition = this.#any();
    if (this.#at < this.tokens.length) malformed(this.#near());
    return condition;
  }

  #any(): Condition {
    const parts = [this.#all()];
    while (this.#takeWord('OR')) parts.push(this.#all());
    return parts.length === 1 ? (parts[0] as Condition) : { kind: 'or', parts };
  }

  #all(): Condition {
    const parts = [this.#one()];
    while (this.#takeWord('AND')) parts.push(this.#one());
    return parts.length === 1 ? (parts[0] as Condition) : { kind: 'and', parts };
  }

  #one(): Condition {
    if (this.#takeWord('NOT')) return { kind: 'not', part: this.#one() };
    if (!this.#takeSymbol('(')) return this.#comparison();
    const inner = this.#any();
    if (!this.#takeSymbol(')')) malformed(this.#near());
    return inner;
  }

  /** Fields behind a foreign key cannot be filtered on. */
  #comparison(): Condition {
    const name = this.#next('word');
    const path = this.resolve(name);
    if (!path.own) refuse('DL02000001', `There was an error processing the request. Field ${name} cannot be queried.`);
    const operator = this.#operator();
    return { kind: 'compare', path, operator, values: this.#values(operator) };
  }

  #operator(): Operator {
    const symbol = this.tokens[this.#at];
    if (symbol?.kind === 'symbol' && ['=', '<', '>', '<=', '>='].includes(symbol.value)) {
      this.#at += 1;
      return symbol.value as Operator;
    }
    if (this.#takeWord('IS')) return this.#nullTest();
    const negated = this.#takeWord('NOT');
    if (this.#takeWord('LIKE')) return negated ? 'notlike' : 'like';
    if (this.#takeWord('IN')) return negated ? 'notin' : 'in';
    return malformed(this.#near());
  }

  #nullTest(): Operator {
    const negated = this.#takeWord('NOT');
    if (!this.#takeWord('NULL')) malformed(this.#near());
    return negated ? 'notnull' : 'null';
  }

  #values(operator: Operator): string[] {
    if (operator === 'null' || operator === 'notnull') return [];
    if (operator !== 'in' && operator !== 'notin') return [this.#value()];
    if (!this.#takeSymbol('(')) malformed(this.#near());
    const values = [this.#value()];
    while (this.#takeSymbol(',')) values.push(this.#value());
    if (!this.#takeSymbol(')')) malformed(this.#near());
    return values;
  }

  #value(): string {
    const token = this.tokens[this.#at];
    if (!token || token.kind === 'symbol') return malformed(this.#near());
    this.#at += 1;
    return token.value;
  }

  #next(kind: Token['kind']): string {
    const token = this.tokens[this.#at];
    if (token?.kind !== kind) return malformed(this.#near());
    this.#at += 1;
    return token.value;
  }

  #takeWord(word: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'word' || token.value.toUpperCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'symbol' || token.value !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #near(): string {
    return this.tokens
      .slice(this.#at, this.#at + 4)
      .map(({ value }) => value)
      .join(' ');
  }
}
