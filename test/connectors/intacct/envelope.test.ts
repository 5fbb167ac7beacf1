import { describe, expect, test } from '@jest/globals';
import { functionXml, type GatewayFunction, requestXml } from '../../../connectors/intacct/gateway/envelope.js';

function xmlOf(call: GatewayFunction): string {
  return requestXml({
    senderId: 'acme_ws',
    senderPassword: 's3nder',
    requestId: 'req-1',
    unique: true,
    authentication: { sessionid: 'abc' },
    functions: [functionXml('fn-1', call)],
  });
}

describe('a request', () => {
  test('has its elements in the order of the gateway’s schema', () => {
    expect(xmlOf({ name: 'update_invoice', attributes: { key: '8' }, body: { action: 'Submit' } })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><request><control><senderid>acme_ws</senderid><password>s3nder</password>' +
        '<controlid>req-1</controlid><uniqueid>true</uniqueid><dtdversion>3.0</dtdversion>' +
        '<includewhitespace>false</includewhitespace></control><operation transaction="false">' +
        '<authentication><sessionid>abc</sessionid></authentication><content><function controlid="fn-1">' +
        '<update_invoice key="8"><action>Submit</action></update_invoice></function></content></operation></request>',
    );
  });

  test('leaves undefined fields out, keeps empty ones, and repeats a list', () => {
    const body = { gone: undefined, cleared: '', lineitem: [{ amount: '1.00' }, { amount: '2.00' }] };
    expect(xmlOf({ name: 'f', body })).toContain(
      '<f><cleared></cleared><lineitem><amount>1.00</amount></lineitem><lineitem><amount>2.00</amount></lineitem></f>',
    );
  });

  test('carries markup in values as text', () => {
    const xml = xmlOf({ name: 'f', body: { memo: '</memo><admin>&amp;]]>"\'' } });
    expect(xml).toContain('<memo>&lt;/memo&gt;&lt;admin&gt;&amp;amp;]]&gt;&quot;&apos;</memo>');
  });

  test.each([
    ['a control character', { memo: 'bell\u0007' }, 'memo'],
    ['half a surrogate pair', { memo: '\uD800' }, 'memo'],
    ['a field name with markup', { 'a><b': 'x' }, 'f'],
  ])('is refused with %s in it, and the field is named', (_, body, field) => {
    expect(() => xmlOf({ name: 'f', body })).toThrow(
      expect.objectContaining({ kind: 'invalid_input', details: { field } }),
    );
  });
});
