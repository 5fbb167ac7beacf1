import { describe, expect, test } from '@jest/globals';
import { openReply, readReply } from '../../../connectors/intacct/gateway/reply.js';

const control = '<control><status>success</status><senderid>acme_ws</senderid><controlid>r</controlid></control>';
const signedIn =
  '<authentication><status>success</status><userid>bot</userid><companyid>ACME</companyid>' +
  '<sessiontimestamp>2026-01-05T09:00:00+00:00</sessiontimestamp>' +
  '<sessiontimeout>2026-01-05T21:00:00+00:00</sessiontimeout></authentication>';
const replyWith = (results: string) =>
  `<?xml version="1.0"?><response>${control}<operation>${signedIn}${results}</operation></response>`;

const withoutDeclaration = (results: string) => replyWith(results).replace(/<\?.*?\?>/, '');
const pageOf = (records: string) =>
  replyWith(
    `<result><status>success</status><function>read</function><controlid>a</controlid><data listtype="x">${records}</data></result>`,
  );
const recordsIn = (text: string) => {
  const reply = readReply(text);
  return reply?.level === 'function' ? reply.results[0]?.data.records : undefined;
};

const failed =
  '<result><status>failure</status><function>create_invoice</function><controlid>b</controlid><errormessage>' +
  '<error><errorno>BL03002185</errorno><description></description>' +
  '<description2>A transaction with the number &#039;INV-1&#039; already exists. [Support ID: aB3%7Ex&amp;y]</description2>' +
  '<correction>Use another number.</correction></error>' +
  '<error><errorno>BL01001973</errorno><description2>Could not create Document record!</description2></error>' +
  '</errormessage></result>';

describe('a reply', () => {
  test('reads one record and many records alike, in either case', () => {
    const one = replyWith(
      '<result><status>success</status><function>query</function><controlid>a</controlid>' +
        '<data listtype="CUSTOMER" totalcount="1" offset="0" count="1" numremaining="0">' +
        '<CUSTOMER><RECORDNO>8</RECORDNO><NAME>A &amp; B</NAME><TERMNAME></TERMNAME></CUSTOMER></data></result>',
    );
    const many = replyWith(
      '<result><status>success</status><function>readByQuery</function><controlid>a</controlid>' +
        '<data listtype="customer" count="2" totalcount="5" numremaining="3" resultId="77">' +
        '<customer><recordno>8</recordno></customer><customer><recordno>9</recordno></customer></data></result>',
    );

    expect(readReply(one)).toMatchObject({
      level: 'function',
      sessionMs: 43_200_000,
      results: [
        {
          status: 'success',
          controlId: 'a',
          data: { records: [{ RECORDNO: '8', NAME: 'A & B', TERMNAME: '' }], totalCount: 1, remaining: 0 },
        },
      ],
    });
    expect(readReply(many)).toMatchObject({
      results: [
        { data: { records: [{ RECORDNO: '8' }, { RECORDNO: '9' }], totalCount: 5, remaining: 3, resultId: '77' } },
      ],
    });
  });

  test('gives each function its own result, with the key of legacy functions', () => {
    const reply = readReply(
      replyWith(
        `<result><status>success</status><function>create_invoice</function><controlid>a</controlid><key>12</key></result>${failed}`,
      ),
    );

    expect(reply).toMatchObject({
      results: [
        { controlId: 'a', key: '12' },
        { controlId: 'b', status: 'failure' },
      ],
    });
  });

  test('keeps all errors in order, decoded, with the support ID apart', () => {
    expect(readReply(replyWith(failed))).toMatchObject({
      results: [
        {
          errors: [
            {
              code: 'BL03002185',
              text: "A transaction with the number 'INV-1' already exists.",
              correction: 'Use another number.',
              supportId: 'aB3~x&y',
            },
            { code: 'BL01001973', text: 'Could not create Document record!' },
          ],
        },
      ],
    });
  });

  test('takes any status that is not a clear success for a failure, and keeps aborted apart', () => {
    const result = (status: string) => `<result><status>${status}</status><controlid>a</controlid></result>`;

    expect(readReply(replyWith(result('aborted')))).toMatchObject({ results: [{ status: 'aborted' }] });
    expect(readReply(replyWith(result('maybe')))).toMatchObject({ results: [{ status: 'failure' }] });
  });

  test('stops at the control level in both dialects', () => {
    const application =
      '<response><control><status>failure</status><senderid></senderid></control><errormessage><error>' +
      '<errorno>XL03000006</errorno><description></description><description2>Incorrect Intacct XML Partner ID or password.</description2>' +
      '<correction></correction></error></errormessage></response>';
    const front =
      '<response><control><status>failure</status></control><errormessage><error><errorno>GW-0010</errorno>' +
      '<description>Rate limit exceeded [Request ID: 42]</description></error></errormessage></response>';

    expect(readReply(application)).toMatchObject({ level: 'control', errors: [{ code: 'XL03000006' }] });
    expect(readReply(front)).toEqual({
      level: 'control',
      errors: [{ code: 'GW-0010', text: 'Rate limit exceeded', correction: '', supportId: '42' }],
    });
  });

  test('stops at the authentication level, whose errors stand beside it', () => {
    const reply =
      `<response>${control}<operation><authentication><status>failure</status><userid>bot</userid></authentication>` +
      '<errormessage><error><errorno>XL03000006</errorno><description2>Sign-in information is incorrect</description2>' +
      '</error></errormessage></operation></response>';

    expect(readReply(reply)).toMatchObject({ level: 'authentication', errors: [{ code: 'XL03000006' }] });
  });

  test.each([
    ['empty', ''],
    ['HTML', '<html><body><h1>502 Bad Gateway</h1><br></body></html>'],
    ['truncated', replyWith(failed).slice(0, -40)],
    ['another document', '<hello/>'],
    ['plain text', 'upstream connect error'],
    ['with a document type', `<!DOCTYPE r [<!ENTITY x "y">]>${withoutDeclaration('')}`],
    [
      'with a document type after the declaration',
      `<?xml version="1.0"?><!DOCTYPE response SYSTEM "r.dtd">${withoutDeclaration('')}`,
    ],
    ['followed by anything', `${replyWith('')}<p>Notice</p>`],
    ['followed by text', `${replyWith('')}Notice`],
    ['with names that XML does not allow', replyWith('<1result/>')],
    ['with an unescaped ampersand', replyWith('<result><key>A & B</key></result>')],
    ['with tags that cross', replyWith('<result><key>1</result></key>')],
    ['nested deeper than 64', replyWith('<a>'.repeat(63) + '</a>'.repeat(63))],
    ['with a name that objects treat specially', replyWith('<__proto__><status>success</status></__proto__>')],
  ])('is none when it is %s', (_, text) => {
    expect(readReply(text)).toBeUndefined();
  });

  test('nested 62 deep below the operation is still read', () => {
    expect(readReply(replyWith('<a>'.repeat(62) + '</a>'.repeat(62)))).toMatchObject({ level: 'function' });
  });

  test('keeps the lines that a record owns, one or many, below it', () => {
    const line = (key: number) => `<arinvoiceitem><RECORDNO>${key}</RECORDNO></arinvoiceitem>`;
    const invoice = (lines: string) =>
      `<arinvoice><RECORDNO>1</RECORDNO><arinvoiceitems>${lines}</arinvoiceitems></arinvoice>`;

    expect(recordsIn(pageOf(invoice(line(1)) + invoice(line(2) + line(3)) + invoice('')))).toEqual([
      { RECORDNO: '1', ARINVOICEITEMS: { arinvoiceitem: { RECORDNO: '1' } } },
      { RECORDNO: '1', ARINVOICEITEMS: { arinvoiceitem: [{ RECORDNO: '2' }, { RECORDNO: '3' }] } },
      { RECORDNO: '1', ARINVOICEITEMS: '' },
    ]);
  });

  test('gives data that are no list as the element itself, and a list its attributes', () => {
    const session = readReply(
      replyWith(
        '<result><status>success</status><function>getAPISession</function><controlid>a</controlid>' +
          '<data><api><sessionid>s</sessionid><endpoint>https://x</endpoint></api></data></result>',
      ),
    );

    expect(session).toMatchObject({
      results: [{ data: { node: { api: { sessionid: 's', endpoint: 'https://x' } } } }],
    });
    expect(readReply(pageOf('<x><A>1</A></x>'))).toMatchObject({
      results: [{ data: { node: { '@listtype': 'x' }, records: [{ A: '1' }] } }],
    });
  });

  test.each([
    ['a decimal reference', 'O&#039;Neil &#x41;', "O'Neil A"],
    ['a name of HTML', 'Caf&eacute;&nbsp;&euro;', 'Café\u00a0€'],
    ['a name that nobody knows', 'a &unknown; b', 'a &unknown; b'],
    ['markup that was escaped twice', '&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['a character that XML forbids', 'a\u0001b', 'a\u0001b'],
    ['a reference that XML forbids', 'a&#11;b', 'a&#11;b'],
    ['CDATA', 'a <![CDATA[<b> & c]]> d', 'a <b> & c d'],
    ['a comment', 'a<!-- <b> -->c', 'ac'],
    ['an unescaped end of CDATA', 'a]]>b', 'a]]>b'],
    ['blanks and line ends around it', '\r\n  a\r\nb ', 'a\nb'],
  ])('reads a text with %s', (_, written, read) => {
    expect(recordsIn(pageOf(`<X><A>${written}</A></X>`))).toEqual([{ A: read }]);
  });

  test('reads the same with blanks, line ends and comments between all elements', () => {
    const page = pageOf('<X><A>1</A><B/></X><X><A>2</A></X>');

    expect(readReply(page.replaceAll('><', '>\r\n  <!-- - -->\t<'))).toEqual(readReply(page));
  });

  test('takes field names that every object has for ordinary names', () => {
    expect(recordsIn(pageOf('<X><a><constructor>1</constructor><toString>2</toString></a></X>'))).toEqual([
      { A: { constructor: '1', toString: '2' } },
    ]);
  });

  test('starts with a byte order mark or none', () => {
    const reply = openReply();
    reply.write(Buffer.from('\ufeff' + replyWith('')));

    expect(reply.end()).toEqual(readReply(replyWith('')));
  });

  test('ignores what follows a refusal, and stays refused', () => {
    const reply = openReply();
    reply.write('<html>');
    reply.write(replyWith(''));

    expect(reply.end()).toBeUndefined();
  });
});
