import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ConnectorError } from '../../connectors/errors.js';
import { gatewayFilter } from '../../connectors/intacct/filter/compile.js';
import type { Condition } from '../../connectors/intacct/filter/condition.js';
import { parseFilter } from '../../connectors/intacct/filter/parse.js';
import { printFilter } from '../../connectors/intacct/filter/print.js';
import { FilterMistake } from '../../connectors/intacct/filter/refusal.js';
import { FilterInput, type TypedFilter } from '../../connectors/intacct/filter/typed.js';
import { customer } from '../../connectors/intacct/shapes/customer.js';

const compile = (filter: string | TypedFilter) => gatewayFilter(filter, customer as never);

function refusal(filter: string | TypedFilter): ConnectorError {
  try {
    compile(filter);
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('a filter becomes the gateway’s own', () => {
  test.each<[string, TypedFilter, unknown]>([
    [
      "STATUS = 'active'",
      { field: 'STATUS', equals: 'active' },
      { compare: 'equalto', field: 'STATUS', value: 'active' },
    ],
    [
      "status = 'Active'",
      { field: 'status', equals: 'Active' },
      { compare: 'equalto', field: 'STATUS', value: 'active' },
    ],
    [
      'totalDue > 1000',
      { field: 'totalDue', greaterThan: 1000 },
      { compare: 'greaterthan', field: 'TOTALDUE', value: '1000' },
    ],
    ['id = 100', { field: 'id', equals: 100 }, { compare: 'equalto', field: 'CUSTOMERID', value: '100' }],
    [
      "contact.email LIKE '%@acme.example'",
      { field: 'contact.email', like: '%@acme.example' },
      { compare: 'like', field: 'DISPLAYCONTACT.EMAIL1', value: '%@acme.example' },
    ],
    [
      "modifiedAt >= '2026-01-31T09:30:00+02:00'",
      { field: 'modifiedAt', atLeast: '2026-01-31T09:30:00+02:00' },
      { compare: 'greaterthanorequalto', field: 'WHENMODIFIED', value: '01/31/2026 07:30:00' },
    ],
    [
      "modifiedAt < '2026-02-01'",
      { field: 'modifiedAt', lessThan: '2026-02-01' },
      { compare: 'lessthan', field: 'WHENMODIFIED', value: '02/01/2026 00:00:00' },
    ],
    [
      "NOT (name LIKE 'A%' OR totalDue BETWEEN 1 AND 2)",
      {
        not: {
          any: [
            { field: 'name', like: 'A%' },
            { field: 'totalDue', between: ['1', '2'] },
          ],
        },
      },
      {
        all: [
          { compare: 'notlike', field: 'NAME', value: 'A%' },
          {
            any: [
              { compare: 'lessthan', field: 'TOTALDUE', value: '1' },
              { compare: 'greaterthan', field: 'TOTALDUE', value: '2' },
            ],
          },
        ],
      },
    ],
    [
      'onHold = false',
      { field: 'onHold', equals: false },
      {
        any: [
          { compare: 'equalto', field: 'ONHOLD', value: 'false' },
          { empty: true, field: 'ONHOLD' },
        ],
      },
    ],
    [
      "RENEWAL_TIER = 'Gold' AND CUSTOMER.CREDITLIMIT > 5",
      {
        all: [
          { field: 'RENEWAL_TIER', equals: 'Gold' },
          { field: 'CUSTOMER.CREDITLIMIT', greaterThan: 5 },
        ],
      },
      {
        all: [
          { compare: 'equalto', field: 'RENEWAL_TIER', value: 'Gold' },
          { compare: 'greaterthan', field: 'CUSTOMER.CREDITLIMIT', value: '5' },
        ],
      },
    ],
  ])('%s', (text, json, filter) => {
    expect(compile(text)).toEqual(filter);
    expect(compile(FilterInput.parse(json))).toEqual(filter);
  });

  test('AND binds before OR, NOT before both', () => {
    expect(parsed("NOT id = 'A' AND id = 'B' OR id = 'C'")).toEqual(
      parsed("((NOT id = 'A') AND id = 'B') OR id = 'C'"),
    );
  });
});

describe('a mistake is shown with a caret below its place, and with advice', () => {
  test.each([
    ["STATUS = 'active' AND TotalDu > 1000", 22, 'CUSTOMER has no field “TotalDu”', 'Did you mean totalDue'],
    ["status = 'open'", 9, '“open” is no value of STATUS', "'active', 'inactive'"],
    ['name = "A"', 7, 'single quotes', "'O''Hara'"],
    ["name = 'A", 7, 'no end', 'Close it'],
    ['name = Acme', 7, 'Expected a value', "'Acme'"],
    ['totalDue > 1.000.000', 11, 'no number', '1250.00'],
    ["totalDue > 'much'", 11, '“much” is no value of TOTALDUE', 'an amount'],
    ["createdAt > '2026-02-30'", 12, '“2026-02-30” is no value', "'2026-01-31'"],
    ["name = ''", 7, 'Nothing equals an empty text', 'IS NULL'],
    ['name = NULL', 7, 'Nothing equals NULL', 'IS NULL'],
    ["name IN ('A' 'B')", 13, 'Expected , or )', 'Write'],
    ["(name = 'A'", 11, 'the filter ends', 'Write AND, OR or )'],
    ["name = 'A' name = 'B'", 11, 'Expected AND, OR or the end', 'Write'],
    ["name LIKE 'A%' AND", 18, 'Expected a field name', 'Write'],
    ["totalDue LIKE '1%'", 0, 'LIKE cannot search', 'BETWEEN'],
    ["status > 'active'", 0, 'no order', '=, != or IN'],
    ['name; DROP TABLE customer', 4, 'has no “;” here', 'Remove it'],
    ['', 0, 'the filter ends', 'Write'],
  ])('%s', (text, position, message, advice) => {
    const error = refusal(text);

    expect(error).toMatchObject({ kind: 'invalid_input', retry: 'no', details: { field: 'filter', position } });
    expect(error.message).toContain(message);
    expect(error.advice).toContain(advice);
    expect(error.message.split('\n').slice(1)).toEqual([`  ${text}`, `  ${' '.repeat(position)}^`]);
  });

  test('of a long filter only the surroundings are shown', () => {
    const text = `${"name = 'A' OR ".repeat(50)}nmae = 'B'${" OR name = 'C'".repeat(50)}`;
    const [, line = '', caret = ''] = refusal(text).message.split('\n');

    expect(line.length).toBeLessThan(100);
    expect(line.slice(caret.indexOf('^')).startsWith("nmae = 'B'")).toBe(true);
  });

  test('of JSON the path is named', () => {
    const error = refusal({ all: [{ field: 'id', equals: 'A' }, { not: { field: 'status', equals: 'open' } }] });

    expect(error.message).toBe('filter.all[1].not.equals: “open” is no value of STATUS.');
    expect(error.details).toMatchObject({ field: 'filter.all[1].not.equals' });
  });

  test.each([
    [{ all: [{ field: 'id', eqals: 'A' }] }, ['all', 0], 'eqals'],
    [{ field: 'id' }, [], 'at least one of equals'],
    [{ all: [{ field: 'id', equals: 'A' }], any: [{ field: 'id', equals: 'B' }] }, [], 'must be one of'],
  ])('JSON of a wrong form is refused by the schema: %j', (json, path, message) => {
    const [issue] = FilterInput.safeParse(json).error?.issues ?? [];

    expect(issue?.path).toEqual(path);
    expect(issue?.message).toContain(message);
  });
});

describe('hostile filters', () => {
  test.each([
    ['parentheses', '('.repeat(100_000)],
    ['NOTs', 'NOT '.repeat(40_000)],
    ['quotes', "'".repeat(100_001)],
    ['length', "name = 'A' OR ".repeat(20_000)],
    ['values', `id IN (${'1,'.repeat(60_000)}1)`],
    ['one long name', 'a'.repeat(150_000)],
  ])('too many %s are refused at once', (_, text) => {
    const started = performance.now();

    expect(refusal(text)).toMatchObject({ kind: 'invalid_input' });
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('JSON that nests too deep is refused', () => {
    let json: TypedFilter = { field: 'id', equals: 'A' };
    for (let level = 0; level < 60; level += 1) json = { not: json };

    expect(refusal(json).message).toContain('more than 50 levels');
  });

  test('random garbage never crashes: it is read, or refused at a place within the text', () => {
    const words = fc.constantFrom(
      ...[
        'AND',
        'OR',
        'NOT',
        'IN',
        'LIKE',
        'BETWEEN',
        'IS',
        'NULL',
        '(',
        ')',
        ',',
        '=',
        '<>',
        '<',
        '!=',
        "'",
        "''",
        '"',
      ],
      ...[
        'name',
        'totalDue',
        'a.b',
        '.',
        '-',
        '1',
        '1.5',
        '2026-01-31',
        "'A%'",
        'true',
        '\\',
        '\u0000',
        '🍞',
        '\n',
        '--',
        ';',
      ],
    );
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 30 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(garbage, (text) => {
        try {
          compile(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectorError);
          const { message, details } = error as ConnectorError;
          expect(message.split('\n')).toHaveLength(3);
          expect(message).toMatch(/\n {2}.*\n {2} *\^$/);
          expect(details.position).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('text → condition → text', () => {
  const name = fc.constantFrom('name', 'TOTALDUE', 'contact.email', 'notes', 'Android');
  const value = fc.oneof(
    fc.string({ unit: 'grapheme' }).map((text) => ({ type: 'text' as const, text })),
    fc.integer().map((number) => ({ type: 'number' as const, text: String(number) })),
    fc.boolean().map((flag) => ({ type: 'flag' as const, text: String(flag) })),
  );
  const values = (minLength: number, maxLength = minLength) => fc.array(value, { minLength, maxLength });
  const testOf = (operators: readonly string[], of: ReturnType<typeof values>) =>
    fc.record({
      kind: fc.constant('test'),
      field: fc.record({ name }),
      operator: fc.constantFrom(...operators),
      values: of,
    });
  const tests = fc.oneof(
    testOf(['=', '!=', '<', '<=', '>', '>=', 'like', 'not like'], values(1)),
    testOf(['in', 'not in'], values(1, 4)),
    testOf(['between', 'not between'], values(2)),
    testOf(['is null', 'is not null'], values(0)),
  );
  const { condition } = fc.letrec((tie) => ({
    condition: fc.oneof(
      { maxDepth: 4 },
      tests,
      fc.record({ kind: fc.constant('not'), part: tie('condition') }),
      fc.record({
        kind: fc.constantFrom('all', 'any'),
        parts: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  }));

  test('gives the same condition again', () => {
    fc.assert(
      fc.property(condition, (given) => {
        const text = printFilter(given as Condition);

        expect(parsed(text)).toEqual(given);
        expect(printFilter(parseFilter(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('refuses with a place what it cannot read', () => {
    expect(() => parseFilter('a =')).toThrow(FilterMistake);
  });
});

/** Without the places, which differ between equal conditions. */
function parsed(text: string): unknown {
  return JSON.parse(JSON.stringify(parseFilter(text), (key, value) => (key === 'at' ? undefined : value)));
}
