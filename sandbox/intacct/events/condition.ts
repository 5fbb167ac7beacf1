import Big from 'big.js';
import type { StoredRecord } from '../books/record.js';
import type { Merge } from './merge.js';

export type Condition = (record: StoredRecord) => boolean;

const TOKEN = /\s*(?:\{!(\w+)\.([\w.]+)!\}|"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?)|(==|!=|<=|>=|&&|\|\||[<>()])|(\w+))/y;

type Token = { readonly symbol: string } | { readonly value: Merge };

/** Compiles the condition of an event: comparisons of merge fields and constants, joined by `&&` and `||`. */
export function compileCondition(source: string, field: (object: string, path: string) => Merge): Condition {
  return new Compiler(tokens(source, field), source).whole();
}

function tokens(source: string, field: (object: string, path: string) => Merge): Token[] {
  const found: Token[] = [];
  const text = source.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`The condition cannot be read: ${source}`);
    const [, object, path = '', double, single, number, symbol, word] = match;
    const constant = double ?? single ?? number;
    if (object !== undefined) found.push({ value: field(object, path) });
    else if (constant !== undefined) found.push({ value: () => constant });
    else found.push({ symbol: symbol ?? JOINING[word?.toLowerCase() ?? ''] ?? `${word}` });
  }
  return found;
}

const JOINING: Readonly<Record<string, string>> = { and: '&&', or: '||' };

class Compiler {
  #at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly source: string,
  ) {}

  whole(): Condition {
    const condition = this.#any();
    return this.#at === this.tokens.length ? condition : this.#unreadable();
  }

  #any(): Condition {
    const parts = [this.#all()];
    while (this.#take('||')) parts.push(this.#all());
    return (record) => parts.some((part) => part(record));
  }

  #all(): Condition {
    const parts = [this.#one()];
    while (this.#take('&&')) parts.push(this.#one());
    return (record) => parts.every((part) => part(record));
  }

  #one(): Condition {
    if (!this.#take('(')) return this.#comparison();
    const inner = this.#any();
    return this.#take(')') ? inner : this.#unreadable();
  }

  #comparison(): Condition {
    const left = this.#value();
    const operator = this.tokens[this.#at];
    const holds = operator && 'symbol' in operator ? COMPARISONS[operator.symbol] : undefined;
    if (!holds) return this.#unreadable();
    this.#at += 1;
    const right = this.#value();
    return (record) => holds(compare(left(record), right(record)));
  }

  #value(): Merge {
    const token = this.tokens[this.#at];
    if (!token || !('value' in token)) return this.#unreadable();
    this.#at += 1;
    return token.value;
  }

  #take(symbol: string): boolean {
    const token = this.tokens[this.#at];
    if (!token || !('symbol' in token) || token.symbol !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #unreadable(): never {
    throw new Error(`The condition cannot be read: ${this.source}`);
  }
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const NUMBER = /^-?\d+(\.\d+)?$/;

/** As numbers when both are, otherwise as text. */
function compare(left: string, right: string): number {
  if (NUMBER.test(left) && NUMBER.test(right)) return new Big(left).cmp(right);
  return left === right ? 0 : left < right ? -1 : 1;
}
