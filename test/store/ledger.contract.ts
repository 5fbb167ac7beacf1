import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Done, Sending, WriteLedger } from '../../connectors/intacct/ledger.js';
import { write } from './write.js';

/** What every write ledger promises. Each test has a connection of its own, so that all may share one store. */
export function describeLedger(ledgerOf: () => WriteLedger): void {
  describe('write ledger', () => {
    test('knows nothing of a write that was never sent', async () => {
      const { ledger } = fresh();

      expect(await ledger.find(['never'])).toEqual(new Map());
      expect(await ledger.find([])).toEqual(new Map());
    });

    test('notes writes before they leave, with the time and the first attempt', async () => {
      const { ledger } = fresh();
      const before = Date.now();

      expect(await ledger.sending([write('a'), write('b')])).toEqual(new Set(['a', 'b']));

      const found = await ledger.find(['a', 'b', 'c']);
      expect([...found.keys()].sort()).toEqual(['a', 'b']);
      expect(found.get('a')).toMatchObject({ requestKey: 'a', state: 'sent', attempt: 1, generation: 1 });
      const sentAt = found.get('a')?.firstSentAt.getTime() ?? 0;
      expect(Math.abs(sentAt - before)).toBeLessThan(10_000);
      expect(found.get('a')?.lastSentAt.getTime()).toBe(sentAt);
    });

    test('lets only one of two attempts leave that both believe to be the next', async () => {
      const { ledger } = fresh();

      const first = await Promise.all([ledger.sending([write('a')]), ledger.sending([write('a')])]);
      expect(sizes(first)).toEqual([0, 1]);

      const again = write('a', { attempt: 1 });
      const second = await Promise.all([ledger.sending([again]), ledger.sending([again])]);
      expect(sizes(second)).toEqual([0, 1]);
      expect((await ledger.find(['a'])).get('a')).toMatchObject({ attempt: 2 });
    });

    test('lets the other writes of a batch leave when one was sent meanwhile', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a'), write('b')]);

      const batch = [write('a'), write('b', { attempt: 1 }), write('c')];
      expect(await ledger.sending(batch)).toEqual(new Set(['b', 'c']));
    });

    test('keeps the time of the first attempt', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a')]);
      const first = (await ledger.find(['a'])).get('a')?.firstSentAt;

      await ledger.sending([write('a', { attempt: 1, generation: 2 })]);

      expect((await ledger.find(['a'])).get('a')).toMatchObject({ firstSentAt: first, generation: 2 });
    });

    test('remembers the record of a write that happened', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a'), write('b')]);

      const record = { RECORDNO: '17', CUSTOMERID: 'C-1', LINES: [{ AMOUNT: '1.00' }, { AMOUNT: '2.00' }] };
      expect(await ledger.done([{ requestKey: 'a', object: 'ARINVOICE', record }])).toEqual(new Set(['a']));

      const found = await ledger.find(['a', 'b']);
      expect(found.get('a')).toMatchObject({ state: 'done', record });
      expect(found.get('b')).toMatchObject({ state: 'sent' });
      expect(found.get('b')).not.toHaveProperty('record');
    });

    test('does not let a write leave that has happened', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a')]);
      await ledger.done([invoice('a', '17')]);

      expect(await ledger.sending([write('a', { attempt: 1 })])).toEqual(new Set());
    });

    test('notes the same outcome twice without complaint, and keeps the first of two different ones', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a')]);
      await ledger.done([invoice('a', '17')]);

      expect(await ledger.done([invoice('a', '17')])).toEqual(new Set(['a']));
      expect(await ledger.done([invoice('a', '18')])).toEqual(new Set());
      expect((await ledger.find(['a'])).get('a')?.record).toEqual({ RECORDNO: '17' });
    });

    test('notes the rest of a batch when a record belongs to another write, which stays sent', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a'), write('b'), write('c')]);
      await ledger.done([invoice('a', '17')]);

      expect(await ledger.done([invoice('b', '17'), invoice('c', '18')])).toEqual(new Set(['c']));
      expect((await ledger.find(['b'])).get('b')).toMatchObject({ state: 'sent' });
    });

    test('gives a record to one of two writes of the same batch', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a'), write('b')]);

      expect((await ledger.done([invoice('a', '17'), invoice('b', '17')])).size).toBe(1);
    });

    test('lets many writes touch a record that none of them created', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a'), write('b')]);

      const update = (requestKey: string): Done => ({ requestKey, record: { RECORDNO: '17' } });
      expect(await ledger.done([update('a'), update('b')])).toEqual(new Set(['a', 'b']));
    });

    test('keeps records of different objects and connections apart', async () => {
      const { ledger } = fresh();
      const { ledger: other } = fresh();
      await ledger.sending([write('a'), write('b')]);
      await other.sending([write('a')]);

      const bill: Done = { requestKey: 'b', object: 'APBILL', record: { RECORDNO: '17' } };
      expect(await ledger.done([invoice('a', '17'), bill])).toEqual(new Set(['a', 'b']));
      expect(await other.done([invoice('a', '17')])).toEqual(new Set(['a']));
    });

    test('remembers a refusal and lets the next generation leave', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a')]);
      await ledger.refused(['a', 'never']);
      expect((await ledger.find(['a'])).get('a')).toMatchObject({ state: 'refused', attempt: 1, generation: 1 });

      expect(await ledger.sending([write('a', { attempt: 1, generation: 2 })])).toEqual(new Set(['a']));
      expect((await ledger.find(['a'])).get('a')).toMatchObject({ state: 'sent', attempt: 2, generation: 2 });
    });

    test('keeps the record of a write when the refusal of an earlier attempt arrives late', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a')]);
      await ledger.done([invoice('a', '17')]);
      await ledger.refused(['a']);

      expect((await ledger.find(['a'])).get('a')).toMatchObject({ state: 'done' });
    });

    test('does not touch a later attempt when the refusal of an earlier one arrives late', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a')]);
      await ledger.sending([write('a', { attempt: 1 })]);
      await ledger.refused(['a'], 1);

      expect((await ledger.find(['a'])).get('a')).toMatchObject({ state: 'sent', attempt: 2 });
    });

    test('gives each of many claiming writes a record of its own in one step', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a'), write('b'), write('c'), write('d')]);
      await ledger.done([invoice('a', '2')]);

      const claimed = await ledger.claimAll(
        ['a', 'b', 'c', 'd'],
        [{ RECORDNO: '1' }, { RECORDNO: '2' }, { RECORDNO: '3' }],
      );

      expect(Object.fromEntries(claimed)).toEqual({ a: { RECORDNO: '2' }, b: { RECORDNO: '1' }, c: { RECORDNO: '3' } });
    });

    test('claims the first candidate that nobody owns', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a'), write('b'), write('c')]);
      await ledger.done([invoice('a', '17')]);

      const candidates = [{ RECORDNO: '17' }, { RECORDNO: '19', STATE: 'Draft' }, { RECORDNO: '18' }];
      expect(await ledger.claim('b', candidates)).toEqual({ RECORDNO: '19', STATE: 'Draft' });
      expect((await ledger.find(['b'])).get('b')).toMatchObject({ state: 'done', record: { RECORDNO: '19' } });
      expect(await ledger.claim('c', candidates.slice(0, 2))).toBeUndefined();
      expect((await ledger.find(['c'])).get('c')).toMatchObject({ state: 'sent' });
    });

    test('answers a repeated claim with the record that the write has', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a')]);
      await ledger.claim('a', [{ RECORDNO: '17' }]);

      expect(await ledger.claim('a', [{ RECORDNO: '18' }])).toEqual({ RECORDNO: '17' });
      expect(await ledger.claim('a', [])).toEqual({ RECORDNO: '17' });
    });

    test('refuses a claim of a write that was never sent', async () => {
      const { ledger } = fresh();

      await expect(ledger.claim('never', [{ RECORDNO: '17' }])).rejects.toThrow('no write "never"');
    });

    test('gives equal records to as many claiming writes, one each', async () => {
      const { ledger } = fresh();
      const keys = Array.from({ length: 30 }, (_, index) => `equal-${index}`);
      await ledger.sending(keys.map((key) => write(key)));

      const candidates = keys.slice(0, 25).map((_, index) => ({ RECORDNO: String(index) }));
      const claimed = await Promise.all(keys.map((key) => ledger.claim(key, candidates)));

      const numbers = claimed.flatMap((record) => (record ? [String(record.RECORDNO)] : []));
      expect(numbers).toHaveLength(25);
      expect(new Set(numbers).size).toBe(25);
    });

    test('claims and notes outcomes at the same time without giving a record twice', async () => {
      const { ledger } = fresh();
      const keys = Array.from({ length: 40 }, (_, index) => `race-${index}`);
      await ledger.sending(keys.map((key) => write(key)));

      const candidates = keys.map((_, index) => ({ RECORDNO: String(index) }));
      await Promise.all(
        keys.map((key, index) =>
          index % 2 ? ledger.claim(key, candidates) : ledger.done([invoice(key, String(index))]),
        ),
      );

      const found = [...(await ledger.find(keys)).values()].filter(({ state }) => state === 'done');
      expect(new Set(found.map(({ record }) => record?.RECORDNO)).size).toBe(found.length);
      expect(found.length).toBeGreaterThanOrEqual(20);
    });

    test('lets a write happen anew after its record was deleted', async () => {
      const { ledger } = fresh();
      await ledger.sending([write('a'), write('b')]);
      await ledger.done([invoice('a', '17')]);

      await ledger.deleted('ARINVOICE', '17');

      const entry = (await ledger.find(['a'])).get('a');
      expect(entry).toMatchObject({ state: 'refused', attempt: 1 });
      expect(entry).not.toHaveProperty('record');
      expect(await ledger.sending([write('a', { attempt: 1, generation: 2 })])).toEqual(new Set(['a']));
      expect(await ledger.done([invoice('a', '18')])).toEqual(new Set(['a']));
    });

    test('takes a thousand writes at once', async () => {
      const { ledger } = fresh();
      const keys = Array.from({ length: 1000 }, (_, index) => `many-${index}`);

      expect((await ledger.sending(keys.map((key) => write(key)))).size).toBe(1000);
      expect((await ledger.done(keys.map((key, index) => invoice(key, String(index))))).size).toBe(1000);
      expect((await ledger.find(keys)).size).toBe(1000);
    });

    test('keeps keys and text as they are, whatever characters they contain', async () => {
      const { ledger } = fresh();
      const key = `deal/"1"\\'; drop table writes; -- {é,☃} $1`;
      await ledger.sending([write(key)]);
      await ledger.done([{ requestKey: key, object: 'ARINVOICE', record: { RECORDNO: '1', NAME: key } }]);

      expect((await ledger.find([key])).get(key)?.record).toEqual({ RECORDNO: '1', NAME: key });
    });
  });

  /** The ledger of a connection that no other test uses. */
  function fresh() {
    const connection = randomUUID();
    const ledger = ledgerOf();
    return {
      ledger: {
        find: (keys: string[]) => ledger.find(connection, keys),
        sending: (writes: Sending[]) => ledger.sending(connection, writes),
        done: (dones: Done[]) => ledger.done(connection, dones),
        refused: (keys: string[], attempt = 1) =>
          ledger.refused(
            connection,
            keys.map((requestKey) => ({ requestKey, attempt })),
          ),
        claimAll: (keys: string[], candidates: Done['record'][]) =>
          ledger.claim(connection, 'ARINVOICE', keys, candidates),
        claim: async (key: string, candidates: Done['record'][]) =>
          (await ledger.claim(connection, 'ARINVOICE', [key], candidates)).get(key),
        deleted: (object: string, recordNumber: string) => ledger.deleted(connection, object, recordNumber),
      },
    };
  }
}

function invoice(requestKey: string, recordNumber: string): Done {
  return { requestKey, object: 'ARINVOICE', record: { RECORDNO: recordNumber } };
}

function sizes(sets: ReadonlySet<string>[]): number[] {
  return sets.map(({ size }) => size).sort();
}
