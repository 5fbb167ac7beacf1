import { describe, expect, test } from '@jest/globals';
import { connectorErrors } from '../../../connectors/intacct/gateway/error-catalogue/connector.js';
import {
  type CatalogueEntry,
  errorLeads,
  errorThemes,
  type Lead,
  type Sign,
} from '../../../connectors/intacct/gateway/error-catalogue.js';
import { errorFrom } from '../../../connectors/intacct/gateway/errors.js';

const entries: readonly CatalogueEntry[] = errorThemes.flatMap((theme) => theme.entries);
const meanings = [...entries, ...connectorErrors];

/** The codes that facts/intacct-xml.md §7.2 lists. */
const publishedCodes = [
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `GW-000${digit}`),
  ...['GW-0010', 'GW-0011', 'GW-0014', 'GW-0042', 'XMLGW_JPP0001', 'XMLGW_JPP0002'],
  ...['XL03000003', 'XL03000006', 'XL03000009', 'XL03000027', 'PL04000055', 'PL04000005', 'PL01000127', 'PL05000104'],
  ...['BL01001973', 'BL01001974', 'BL01001074', 'BL34000061', 'BL03002185', 'BL03000018', 'BL02000051', 'BL03002028'],
  ...['DL02000001', 'Query Failed', 'WS0001'],
];

function errorOf({ codes, errorId, example }: Sign, code = codes?.[0] ?? '') {
  return { code, text: example, correction: '', ...(errorId ? { errorId } : {}) };
}

function levelOf({ level, sign }: Lead) {
  return level ?? (sign.codes?.some((code) => /GW/.test(code)) ? 'control' : 'function');
}

function named(lead: Lead): string {
  return `${lead.entry.code} by "${lead.sign.example}"`;
}

describe('the error catalogue', () => {
  test('explains at least sixty errors of Intacct, each under one code', () => {
    const codes = meanings.map(({ code }) => code);
    expect(entries.length).toBeGreaterThanOrEqual(60);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('covers every code that is published', () => {
    const known = new Set(errorLeads.flatMap(({ sign }) => sign.codes ?? []));
    expect(publishedCodes.filter((code) => !known.has(code))).toEqual([]);
  });

  test('puts specific signs before general ones', () => {
    const ranks = errorLeads.map(({ rank }) => rank);
    expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
  });

  test.each(errorLeads.map((lead) => [named(lead), lead] as const))('explains %s', (_, lead) => {
    for (const code of lead.sign.codes ?? ['', 'BL01001973', 'BL03000018']) {
      expect(errorFrom(levelOf(lead), [errorOf(lead.sign, code)]).code).toBe(lead.entry.code);
    }
  });

  test.each(errorLeads.map((lead) => [named(lead), lead] as const))(
    'leaves no doubt about %s: no other entry fits as well',
    (_, lead) => {
      const error = errorOf(lead.sign);
      const rivals = errorLeads.filter(
        ({ sign, level, rank, entry }) =>
          entry !== lead.entry &&
          rank === lead.rank &&
          (level === undefined || lead.level === undefined || level === lead.level) &&
          (sign.codes?.includes(error.code) ?? true) &&
          (sign.errorId === undefined || sign.errorId === lead.sign.errorId) &&
          (sign.text?.test(error.text) ?? true),
      );
      expect(rivals.map(named)).toEqual([]);
    },
  );

  const quoted = errorLeads.filter(({ sign }) => /'[^']{2,}'/.test(sign.example) && sign.text);
  test.each(quoted.map((lead) => [named(lead), lead] as const))(
    'recognises %s whatever the names in it are',
    (_, lead) => {
      for (const name of [
        'O&#039;Brien & Söhne',
        'Account and Currency Services Ltd',
        'closed period',
        'A-1/2 (old)',
      ]) {
        const text = lead.sign.example.replaceAll(/'[^']{2,}'/g, `'${name}'`);
        expect(errorFrom(levelOf(lead), [{ ...errorOf(lead.sign), text }]).code).toBe(lead.entry.code);
      }
    },
  );

  test.each(entries.map((entry) => [entry.code, entry] as const))('has signs for %s', (_, { signs }) => {
    expect(signs.length).toBeGreaterThan(0);
    for (const { text, codes, example } of signs) {
      // A pattern with memory between calls would answer every second error wrongly.
      expect(text?.flags ?? 'i').toBe('i');
      expect(codes?.length).not.toBe(0);
      expect(example).not.toBe('');
    }
  });

  test.each(meanings.map((meaning) => [meaning.code, meaning] as const))(
    'tells of %s in sentences why it happens and what to do',
    (code, { title, cause, solution }) => {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(title).toMatch(/^[A-Z].{5,60}[^.]$/);
      expect(cause).toMatch(/^[A-Z].{20,}\.$/);
      expect(solution).toMatch(/^[A-Z].{20,}\.$/);
    },
  );

  test.each(meanings.map((meaning) => [meaning.code, meaning] as const))(
    'repeats %s only if repeating can help',
    (code, { kind, retry = 'no' }) => {
      const helps = kind === 'throttled' || kind === 'unavailable' || kind === 'unknown_outcome';
      expect(retry !== 'no').toBe(helps && code !== 'outcome_needs_decision');
    },
  );
});
