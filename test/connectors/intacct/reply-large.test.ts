import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { openReply, readReply } from '../../../connectors/intacct/gateway/reply.js';

const start =
  '<?xml version="1.0" encoding="UTF-8"?><response><control><status>success</status></control><operation>' +
  '<authentication><status>success</status></authentication><result><status>success</status><function>query</function>' +
  '<controlid>a</controlid><data listtype="ARINVOICE" totalcount="2000" count="2000" numremaining="0">';
const end = '</data></result></operation></response>';
const invoice = (key: number) =>
  `<ARINVOICE><RECORDNO>${key}</RECORDNO><RECORDID>INV-${key}</RECORDID><STATE>Posted</STATE>` +
  `<CUSTOMERNAME>Müller &amp; Söhne, Niederlassung ${key} GmbH</CUSTOMERNAME><WHENCREATED>01/05/2026</WHENCREATED>` +
  `<TRX_TOTALENTERED>${key}.50</TRX_TOTALENTERED><DOCNUMBER></DOCNUMBER><DESCRIPTION>${'Work done in January. '.repeat(8)}${key}` +
  `</DESCRIPTION><RECORD_URL>https://www.intacct.com/ia/acct/ur.phtml?.r=${key}</RECORD_URL></ARINVOICE>`;

/** Reads 50 MB whose records take about as much, in a process that could not hold the text or a tree besides. */
const reading50MB = `
  import { openReply } from './connectors/intacct/gateway/reply.ts';
  const reply = openReply();
  const row = (key) => '<X><RECORDNO>' + key + '</RECORDNO><TRX_TOTALENTERED_IN_ALL>' + key + '.50</TRX_TOTALENTERED_IN_ALL>' +
    '<A_RATHER_LONG_FIELD_NAME></A_RATHER_LONG_FIELD_NAME><DESCRIPTION>Invoice with the number ' + key + '</DESCRIPTION></X>\\n    ';
  let bytes = 0;
  const write = (text) => { const chunk = Buffer.from(text); bytes += chunk.length; reply.write(chunk); };
  write('${start}');
  for (let key = 0; bytes < 50e6; ) {
    let text = '';
    for (const last = key + 350; key < last; key++) text += row(key);
    write(text);
  }
  write('${end}');
  const { records } = reply.end().results[0].data;
  const wrong = records.findIndex((record, key) => record.DESCRIPTION !== 'Invoice with the number ' + key);
  console.log(JSON.stringify({ records: records.length, wrong }));
`;

describe('a large reply', () => {
  test('of 2,000 invoices has every record as it was written', () => {
    const keys = Array.from({ length: 2_000 }, (_, index) => index + 1);
    const reply = readReply(start + keys.map(invoice).join('\n') + end);

    expect(reply).toMatchObject({ results: [{ data: { totalCount: 2_000, remaining: 0 } }] });
    expect(reply?.level === 'function' && reply.results[0]?.data.records).toEqual(
      keys.map((key) => ({
        RECORDNO: `${key}`,
        RECORDID: `INV-${key}`,
        STATE: 'Posted',
        CUSTOMERNAME: `Müller & Söhne, Niederlassung ${key} GmbH`,
        WHENCREATED: '01/05/2026',
        TRX_TOTALENTERED: `${key}.50`,
        DOCNUMBER: '',
        DESCRIPTION: `${'Work done in January. '.repeat(8)}${key}`,
        RECORD_URL: `https://www.intacct.com/ia/acct/ur.phtml?.r=${key}`,
      })),
    );
  });

  test('of 50 MB is read with no more memory than its records take', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--max-old-space-size=80',
      ...['--import', 'tsx', '--input-type=module', '--eval', reading50MB],
    ]);

    expect(JSON.parse(stdout)).toEqual({ records: expect.any(Number), wrong: -1 });
    expect(JSON.parse(stdout).records).toBeGreaterThan(200_000);
  });
});

describe('a damaged reply', () => {
  test('of 20,000 is read or refused, and none throws', () => {
    const whole = Buffer.from(
      `${start}${invoice(1)}<!-- é --><X a="1"><B><![CDATA[x]]></B></X>${end}`.replaceAll('in January. ', ''),
    );
    const random = randomFrom(2026);
    const levels = new Set<string | undefined>();

    for (let run = 0; run < 20_000; run++) {
      const reply = openReply();
      const bytes = damaged(whole, random);
      const cut = random(bytes.length);
      reply.write(bytes.subarray(0, cut));
      reply.write(bytes.subarray(cut));
      levels.add(reply.end()?.level);
    }

    expect([...levels].sort()).toEqual(['authentication', 'control', 'function', undefined]);
  });

  test.each([
    ['forbidden characters', `<response>${'\u0001'.repeat(3_000_000)}`],
    ['unknown entities', `<response>${'&x;'.repeat(1_000_000)}`],
    ['opened elements', '<response>'.repeat(1_000_000)],
    ['an unfinished tag', `<${'response'.repeat(500_000)}`],
    ['an unfinished entity', `<response>&${'a'.repeat(3_000_000)}`],
    ['attributes', `<response ${Array.from({ length: 200_000 }, (_, index) => `a${index}=""`).join(' ')}`],
  ])('of nothing but %s is refused soon', (_, text) => {
    const began = performance.now();

    expect(readReply(text)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

/** One to eight times: a byte changed, dropped or doubled, or a piece moved. */
function damaged(whole: Buffer, random: (below: number) => number): Buffer {
  let bytes = Buffer.from(whole);
  for (let times = 1 + random(8); times > 0; times--) {
    const at = random(bytes.length);
    const upTo = at + random(12);
    const pieces = [
      [bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(at + 1)],
      [bytes.subarray(0, at), bytes.subarray(upTo)],
      [bytes.subarray(0, upTo), bytes.subarray(at)],
      [bytes.subarray(0, at), Buffer.from('<>&;/"\'=![]-?').subarray(random(13)).subarray(0, 1), bytes.subarray(at)],
    ];
    bytes = Buffer.concat(pieces[random(pieces.length)] ?? []);
  }
  return bytes;
}

/** The same numbers in every run (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
