import { describe, expect, test } from '@jest/globals';
import { errorLeads } from '../../../connectors/intacct/gateway/error-catalogue.js';
import { errorFrom } from '../../../connectors/intacct/gateway/errors.js';
import { readReply } from '../../../connectors/intacct/gateway/reply.js';

interface ErrorXml {
  readonly code?: string;
  readonly text: string;
  readonly more?: string;
}

/** A function's failure as the gateway sends it: the wrapper last, support IDs at the end of the texts. */
function replyWith({ code, text, more = '' }: ErrorXml, status = 'failure'): string {
  const number = code ? `<errorno>${code}</errorno>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<response>
  <control><status>success</status><senderid>s</senderid><controlid>r</controlid></control>
  <operation>
    <authentication><status>success</status><userid>u</userid><companyid>c</companyid></authentication>
    <result><status>${status}</status><function>create</function><controlid>f</controlid>
      <data listtype="objects" count="0"/>
      <errormessage>
        <error>${number}<description></description>
          <description2>${text} [Support ID: sbx0WEB01%7EYtrKeP022XG]</description2><correction></correction>${more}</error>
        <error><errorno>BL01001973</errorno><description></description>
          <description2>Could not create Document record! [Support ID: sbx0WEB01%7EYtrKeP022XG]</description2>
          <correction></correction></error>
      </errormessage>
    </result>
  </operation>
</response>`;
}

function explained(xml: string) {
  const reply = readReply(xml);
  if (reply?.level !== 'function') throw new Error('the reply is not one of functions');
  return errorFrom('function', reply.results[0]?.errors ?? []);
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll("'", '&#039;').replaceAll('<', '&lt;');

describe('an error in a reply', () => {
  const leads = errorLeads.filter(({ level, sign }) => level === 'function' && !sign.wrapper && !sign.errorId);
  test.each(leads.map(({ entry, sign }) => [entry.code, sign.example, sign] as const))(
    'is %s with entities and a support ID in "%s"',
    (code, example, { codes }) => {
      const vendorCode = codes?.[0] ?? 'BL03000018';
      for (const text of [escaped(example), escaped(escaped(example))]) {
        const found = explained(replyWith({ code: vendorCode, text }));
        expect(found).toMatchObject({ code, details: { supportId: 'sbx0WEB01~YtrKeP022XG' } });
        expect(found.message).not.toMatch(/Support ID|&/);
      }
    },
  );

  test('without a number is found by its words', () => {
    const text = 'You do not have permission to view audit history';
    expect(explained(replyWith({ text }))).toMatchObject({ code: 'permission_missing', details: { vendorText: text } });
  });

  test('of an aborted call is its own error', () => {
    const text = 'A transaction with the number &#039;INV-1&#039; already exists.';
    const found = explained(replyWith({ code: 'BL03002185', text }, 'aborted'));
    expect(found).toMatchObject({ code: 'number_taken', details: { values: { number: 'INV-1' } } });
  });

  test('brings its newer error ID along', () => {
    const more = '<additionalinfo><errorid>GL-0493</errorid><category>BUSINESS</category></additionalinfo>';
    expect(explained(replyWith({ code: 'BL03000018', text: 'Das gibt es schon.', more }))).toMatchObject({
      code: 'account_exists',
      details: { vendorErrorId: 'GL-0493' },
    });
  });
});
