import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { type GatewayReply, openReply, readReply } from '../../../connectors/intacct/gateway/reply.js';

type Tree = string | Tree[] | { [name: string]: Tree };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  htmlEntities: true,
});

const listed = (found: Tree | undefined): Tree[] => (found === undefined ? [] : Array.isArray(found) ? found : [found]);
const named = (tree: Tree | undefined, name: string): Tree | undefined =>
  typeof tree === 'object' && !Array.isArray(tree) ? tree[name] : undefined;

/** The records of each result, read through a tree of the whole document: slower, but another program. */
function recordsByTree(text: string): Tree[][] {
  const operation = named(named(parser.parse(text, true), 'response'), 'operation');
  return listed(named(operation, 'result')).map((result) => {
    const data = named(result, 'data');
    const elements = typeof data === 'object' && !Array.isArray(data) ? Object.entries(data) : [];
    return elements
      .filter(([name]) => !name.startsWith('@'))
      .flatMap(([, found]) => listed(found))
      .map((record) =>
        typeof record === 'string'
          ? {}
          : Object.fromEntries(Object.entries(record).map(([name, value]) => [name.toUpperCase(), value])),
      );
  });
}

function recordsByEvents(chunks: readonly Uint8Array[]): unknown {
  const reply = inChunks(chunks);
  return reply?.level === 'function' ? reply.results.map(({ data }) => data.records) : reply;
}

function inChunks(chunks: readonly Uint8Array[]): GatewayReply | undefined {
  const reply = openReply();
  for (const chunk of chunks) reply.write(chunk);
  return reply.end();
}

function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
}

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&#039;', '"': '&quot;' };
const text = fc
  .array(fc.oneof(fc.constantFrom(...'&<>\'"]\n é€😀\u0001'), fc.string({ unit: 'binary' })), { maxLength: 8 })
  .map((parts) => Buffer.from(parts.join('')).toString().replaceAll('\r', ' '));
const written = text.map((value) => value.replace(/[&<>'"]/g, (found) => escaped[found] ?? found));
const fieldName = fc.stringMatching(/^[A-Z_][A-Z0-9_.]{1,20}$/);
const field = fc.tuple(fieldName, written).map(([name, value]) => `<${name}>${value}</${name}>`);
const fields = fc.array(field, { maxLength: 6 }).map((all) => all.join(''));
const lines = fc
  .array(fields, { maxLength: 3 })
  .map((all) => `<ITEMS>${all.map((line) => `<item>${line}</item>`).join('\n  ')}</ITEMS>`);
const record = fc.tuple(fields, lines, fields).map((parts) => parts.join('\n'));
const result = fc
  .tuple(fc.array(record, { maxLength: 5 }), fc.constantFrom('ARINVOICE', 'arinvoice'))
  .map(
    ([records, name]) =>
      `<result><status>success</status><function>query</function><controlid>a</controlid><data listtype="${name}" count="${records.length}">` +
      `${records.map((inner) => `<${name}>${inner}</${name}>`).join('\n')}</data></result>`,
  );
const document = fc
  .array(result, { maxLength: 3 })
  .map(
    (results) =>
      '<?xml version="1.0" encoding="UTF-8"?>\n<response><control><status>success</status></control>' +
      `<operation><authentication><status>success</status></authentication>${results.join('\n')}</operation></response>\n`,
  );

describe('a reply read as it arrives', () => {
  test('has the records that a tree of the whole document has, wherever it is cut', () => {
    fc.assert(
      fc.property(document, fc.array(fc.nat(), { maxLength: 12 }), (xml, places) => {
        expect(recordsByEvents(cutAt(Buffer.from(xml), places))).toEqual(recordsByTree(xml));
      }),
      { numRuns: 500 },
    );
  });

  test('is the same when cut at any byte, also inside a character or an entity', () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-8"?><response><control><status>success</status></control><operation>' +
      '<authentication><status>success</status></authentication><result><status>failure</status><function>read</function>' +
      '<controlid>é€😀</controlid><data listtype="é" count="1"><X a="&#128512;"><A>é&amp;€&eacute;😀<!-- € --></A>' +
      '<B><![CDATA[<€>]]]]></B>\r\n</X></data><errormessage><error><errorno>1</errorno></error></errormessage></result>' +
      '</operation></response>';
    const bytes = Buffer.from(xml);
    const whole = readReply(xml);

    expect(whole).toMatchObject({
      results: [{ controlId: 'é€😀', data: { records: [{ '@A': '😀', A: 'é&€é😀', B: '<€>]]' }] } }],
    });
    for (let place = 0; place <= bytes.length; place++) expect(inChunks(cutAt(bytes, [place]))).toEqual(whole);
    expect(inChunks(cutAt(bytes, [...bytes.keys()]))).toEqual(whole);
  });

  test('is none whenever its end is missing', () => {
    const bytes = Buffer.from('<response><control><status>success</status></control><operation/></response>');

    for (let end = 0; end < bytes.length; end++) expect(inChunks([bytes.subarray(0, end)])).toBeUndefined();
  });
});
