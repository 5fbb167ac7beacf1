import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { environmentCredentials } from '../../../connectors/credentials/environment.js';
import { ConnectorError } from '../../../connectors/errors.js';
import { functionXml, requestXml, type XmlElement } from '../../../connectors/intacct/gateway/envelope.js';
import { Gateway } from '../../../connectors/intacct/gateway/gateway.js';
import { defaultLimits } from '../../../connectors/intacct/gateway/limit-store.js';
import { type IntacctSandbox, startSandbox } from '../../../sandbox/intacct/index.js';
import { parseXml } from '../../../sandbox/intacct/xml/parse.js';
import { intacctEnvironment } from '../../../scripts/demo/sandbox-environment.js';
import { MemoryLimits } from '../../../store/memory-limits.js';

/** Whatever has ever meant something to a reader of XML. */
const hostile = [
  '</NAME></CUSTOMER></create></function><function controlid="evil"><delete><object>CUSTOMER</object>',
  '</content></operation><operation><authentication><login>',
  ']]>',
  '<![CDATA[x]]>',
  '<!-- x',
  '-->',
  '<?xml version="1.0"?>',
  '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
  '&e;',
  '&lt;script&gt;',
  '&#60;b&#62;',
  '&#x3C;',
  '&amp;amp;',
  '&',
  '"',
  "'",
  '=',
  '\u0000',
  '\u0007',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\ufffe',
  '\ud800',
  '\udc00',
  '\u{1f4b8}',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '#text',
  '@controlid',
  '__proto__',
  'constructor',
];
const piece = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 20 }), fc.string());
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('NAME', 'memo', 'line', 'CUSTOMER', 'amount') },
  { weight: 1, arbitrary: fc.constantFrom(...hostile) },
);
const body: fc.Arbitrary<XmlElement> = fc.letrec<{ element: XmlElement; value: XmlElement[string] }>((tie) => ({
  element: fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  value: fc.oneof({ maxDepth: 3 }, text, text, tie('element'), fc.array(tie('element'), { maxLength: 3 })),
})).element;

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  readonly text: string;
}

/** As the gateway is to understand a value; line ends in XML are one character, whatever was typed. */
function expected(tag: string, value: XmlElement[string]): Node[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [{ name: tag, attributes: {}, children: [], text: value }];
  if (Array.isArray(value)) return value.flatMap((each) => expected(tag, each));
  const entries = Object.entries(value);
  return [
    {
      name: tag,
      attributes: Object.fromEntries(
        entries.filter(([key]) => key.startsWith('@')).map(([k, v]) => [k.slice(1), String(v)]),
      ),
      children: entries.filter(([key]) => !key.startsWith('@')).flatMap(([key, child]) => expected(key, child)),
      text: '',
    },
  ];
}

/** A reader that keeps to the letter of XML 1.0, which the sandbox's own need not. */
function strictly(xml: string): Node {
  const stack: { name: string; attributes: Record<string, string>; children: Node[]; text: string }[] = [
    { name: '', attributes: {}, children: [], text: '' },
  ];
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => {
    stack.push({ name: tag.name, attributes: tag.attributes, children: [], text: '' });
  });
  parser.on('text', (found) => {
    const top = stack.at(-1);
    if (top) top.text += found;
  });
  parser.on('closetag', () => {
    const done = stack.pop();
    if (done) stack.at(-1)?.children.push(done);
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return stack[0]?.children[0] as Node;
}

const bare = ({ name, attributes, children, text }: Node): Node => ({
  name,
  attributes: { ...attributes },
  children: children.map(bare),
  text,
});

/** The request, or undefined where it was refused before it could leave. */
function requestWith(call: XmlElement): string | undefined {
  try {
    const functions = [
      functionXml('before', { name: 'inspect', body: {} }),
      functionXml('hostile', { name: 'create', body: call }),
      functionXml('after', { name: 'inspect', body: {} }),
    ];
    const control = { senderId: 's', senderPassword: '<&>', requestId: 'r', unique: true };
    return requestXml({ ...control, authentication: { sessionid: 'x' }, functions });
  } catch (error) {
    expect(error).toMatchObject({ kind: 'invalid_input' });
    return undefined;
  }
}

function contentOf(request: Node): readonly Node[] {
  const [, operation] = request.children;
  return operation?.children.at(-1)?.children ?? [];
}

describe('no value can change the structure of a request', () => {
  test('to a strict reader it is what was sent, between its neighbours, or it was refused before it left', () => {
    let sent = 0;
    const check = (call: XmlElement) => {
      const xml = requestWith(call);
      if (xml === undefined) return;
      sent += 1;
      for (const read of [strictly, parseXml]) {
        const request = bare(read(xml));
        expect(request.children.map((child) => child.name)).toEqual(['control', 'operation']);
        const [before, own, after, ...more] = contentOf(request);
        expect([before?.attributes, after?.attributes, more]).toEqual([
          { controlid: 'before' },
          { controlid: 'after' },
          [],
        ]);
        expect(own).toEqual(expected('function', { '@controlid': 'hostile', create: call })[0]);
      }
    };
    fc.assert(fc.property(body, check), { numRuns: 300 });
    expect(sent).toBeGreaterThan(60);
  });

  test('a megabyte is carried whole, or refused whole', () => {
    for (const part of ['</NAME>', '&lt;', ']]>', '\u{1f4b8}', '\r\n']) {
      const long = part.repeat(Math.ceil(1_000_000 / part.length));
      const xml = requestWith({ NAME: long }) ?? '';
      expect(contentOf(strictly(xml))[1]?.children[0]?.children[0]?.text).toBe(long);
    }
    expect(requestWith({ NAME: `${'x'.repeat(1_000_000)}\ud800` })).toBeUndefined();
  });
});

describe('at the gateway', () => {
  let sandbox: IntacctSandbox;
  let gateway: Gateway;
  beforeAll(async () => {
    sandbox = await startSandbox({ company: 'small' });
    gateway = new Gateway({
      connection: 'default',
      credentials: await environmentCredentials(intacctEnvironment(sandbox)).intacct('default'),
      limitStore: new MemoryLimits(),
      limits: { ...defaultLimits, requestsPerMinute: 100_000 },
    });
  });
  afterAll(async () => {
    await gateway?.close();
    await sandbox?.close();
  });

  test('each customer has the comment that was sent for it, though they share requests, and nothing else happened', async () => {
    const customers = sandbox.books.count('CUSTOMER');
    const comments = [...hostile, ...fc.sample(text, 200)].map((comment) => comment.slice(0, 400));

    const outcomes = await Promise.all(
      comments.map(async (comment) => {
        const id = randomUUID().slice(0, 18);
        const record = {
          CUSTOMERID: id,
          NAME: 'Hostile',
          DISPLAYCONTACT: { PRINTAS: 'Hostile' },
          COMMENTS: `<${comment}>`,
        };
        const sent = await gateway.execute({ name: 'create', body: { CUSTOMER: record } }).then(
          () => true,
          (error: unknown) => {
            if (error instanceof ConnectorError && error.kind === 'invalid_input') return false;
            throw error;
          },
        );
        return { id, sent, comment: record.COMMENTS };
      }),
    );

    const stored = new Map(sandbox.books.list('CUSTOMER').map((each) => [each.CUSTOMERID, each.COMMENTS]));
    const made = outcomes.filter(({ sent }) => sent);
    expect(made.length).toBeGreaterThan(100);
    expect(made.map(({ id }) => stored.get(id))).toEqual(made.map(({ comment }) => comment));
    expect(sandbox.books.count('CUSTOMER')).toBe(customers + made.length);
    expect(sandbox.requests.length).toBeLessThan(made.length);
    const functions = sandbox.requests.flatMap((request) => request.functions.map((each) => each.name));
    expect(new Set(functions)).toEqual(new Set(['getAPISession', 'create']));
  });
});
