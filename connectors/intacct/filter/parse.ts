import { type Condition, mostLevels, mostTerms, type Operator, type Value } from './condition.js';
import { FilterMistake } from './refusal.js';
import { type Token, tokensOf } from './tokens.js';

/**
 * Reads SQL-like text, such as `STATUS = 'active' AND (TOTALDUE > 1000 OR NAME LIKE 'A%')`. `NOT` binds before `AND`, `AND`
 * before `OR`. Throws `FilterMistake`, never anything else, and takes time in proportion to the text.
 */
export function parseFilter(text: string): Condition {
  return new Parser(tokensOf(text)).whole();
}

const keywords = new Set(['AND', 'OR', 'NOT', 'LIKE', 'IN', 'BETWEEN', 'IS', 'NULL', 'TRUE', 'FALSE']);

const symbols: Readonly<Record<string, Operator>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

class Parser {
  #next = 0;
  #level = 0;
  #terms = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Condition {
    const condition = this.#any();
    if (this.#token.kind !== 'end') throw this.#expected('AND, OR or the end');
    return condition;
  }

  #any(): Condition {
    return this.#joined('any', 'OR', () => this.#all());
  }

  #all(): Condition {
    return this.#joined('all', 'AND', () => this.#one());
  }

  #joined(kind: 'all' | 'any', word: string, part: () => Condition): Condition {
    const first = part();
    const parts = [first];
    while (this.#takeWord(word)) parts.push(part());
    return parts.length === 1 ? first : { kind, parts };
  }

  #one(): Condition {
    if (this.#takeWord('NOT')) return this.#deeper(() => ({ kind: 'not', part: this.#one() }));
    if (!this.#takeSymbol('(')) return this.#test();
    const inner = this.#deeper(() => this.#any());
    if (!this.#takeSymbol(')')) throw this.#expected('AND, OR or )');
    return inner;
  }

  #deeper(read: () => Condition): Condition {
    if (this.#level >= mostLevels) {
      throw new FilterMistake(`The filter nests more than ${mostLevels} levels.`, this.#token.at, 'Write it flatter.');
    }
    this.#level += 1;
    const condition = read();
    this.#level -= 1;
    return condition;
  }

  #test(): Condition {
    const { kind, value: name, at } = this.#token;
    if (kind !== 'word' || keywords.has(name.toUpperCase())) throw this.#expected('a field name, NOT or (');
    this.#next += 1;
    const operator = this.#operator();
    return { kind: 'test', field: { name, at }, operator, values: this.#values(operator) };
  }

  #operator(): Operator {
    const { kind, value } = this.#token;
    const symbol = kind === 'symbol' ? symbols[value] : undefined;
    if (symbol) {
      this.#next += 1;
      return symbol;
    }
    if (this.#takeWord('IS')) {
      const negated = this.#takeWord('NOT');
      if (!this.#takeWord('NULL')) throw this.#expected(negated ? 'NULL' : 'NULL or NOT NULL');
      return negated ? 'is not null' : 'is null';
    }
    const negated = this.#takeWord('NOT');
    if (this.#takeWord('LIKE')) return negated ? 'not like' : 'like';
    if (this.#takeWord('IN')) return negated ? 'not in' : 'in';
    if (this.#takeWord('BETWEEN')) return negated ? 'not between' : 'between';
    throw this.#expected(negated ? 'LIKE, IN or BETWEEN' : '=, !=, <, <=, >, >=, LIKE, IN, BETWEEN or IS NULL');
  }

  #values(operator: Operator): Value[] {
    if (operator === 'is null' || operator === 'is not null') return [];
    if (operator === 'in' || operator === 'not in') return this.#list();
    const first = this.#value();
    if (operator !== 'between' && operator !== 'not between') return [first];
    if (!this.#takeWord('AND')) throw this.#expected('AND and the upper end');
    return [first, this.#value()];
  }

  #list(): Value[] {
    if (!this.#takeSymbol('(')) throw this.#expected('( and a list of values');
    const values = [this.#value()];
    while (this.#takeSymbol(',')) values.push(this.#value());
    if (!this.#takeSymbol(')')) throw this.#expected(', or )');
    return values;
  }

  #value(): Value {
    const { kind, value, at } = this.#token;
    const type = kind === 'word' && /^(true|false)$/i.test(value) ? 'flag' : kind;
    if (type === 'word' && value.toUpperCase() === 'NULL') {
      throw new FilterMistake('Nothing equals NULL.', at, 'Write IS NULL or IS NOT NULL.');
    }
    if (type !== 'text' && type !== 'number' && type !== 'flag') throw this.#expected('a value', quoteIt(value));
    this.#terms += 1;
    if (this.#terms > mostTerms) throw new FilterMistake(`A filter takes ${mostTerms} values.`, at, 'Split it.');
    this.#next += 1;
    return { type, text: type === 'flag' ? value.toLowerCase() : value, at };
  }

  get #token(): Token {
    return this.tokens[this.#next] ?? { kind: 'end', value: '', at: 0 };
  }

  #takeWord(word: string): boolean {
    return this.#take('word', word);
  }

  #takeSymbol(symbol: string): boolean {
    return this.#take('symbol', symbol);
  }

  #take(kind: Token['kind'], wanted: string): boolean {
    const found = this.#token.kind === kind && this.#token.value.toUpperCase() === wanted;
    if (found) this.#next += 1;
    return found;
  }

  #expected(what: string, advice = `Write ${what}.`): FilterMistake {
    const { kind, value, at } = this.#token;
    const found = kind === 'end' ? 'the filter ends' : `“${value.slice(0, 40)}” stands`;
    return new FilterMistake(`Expected ${what}, but ${found} here.`, at, advice);
  }
}

function quoteIt(word: string): string {
  return /^[A-Za-z]/.test(word)
    ? `Texts stand in single quotes: '${word.slice(0, 40)}'.`
    : 'Write a text, a number, true or false.';
}
