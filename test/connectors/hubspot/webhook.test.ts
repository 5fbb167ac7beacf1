import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../../connectors/credentials/secret.js';
import { isDealStageChange, isSignedByHubSpot, WebhookEvent } from '../../../connectors/hubspot/webhook.js';

const bodyA =
  '[{"eventId":101,"subscriptionId":77,"portalId":424242,"appId":9001,"occurredAt":1790000000000,' +
  '"subscriptionType":"deal.propertyChange","attemptNumber":0,"objectId":5001,"propertyName":"dealstage",' +
  '"propertyValue":"closedwon","changeSource":"CRM_UI","sourceId":"userId:12"}]';
const bridge = 'https://bridge.example.test/hooks/hubspot';
const at = '1790000001000';

const vectors = [
  {
    name: 'the vector that HubSpot publishes',
    secret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    url: 'https://www.example.com/webhook_uri',
    body: "{'example_field':'example_value'}",
    timestamp: '1693657560000',
    signature: 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
  },
  {
    name: 'a delivery of one event',
    url: bridge,
    body: bodyA,
    signature: 'PpXrKlAUDkkKRWZXDp2M4vKW1yU+pmQFIXEDV0+XY/w=',
  },
  {
    name: 'a URL whose query HubSpot decodes in part',
    url: `${bridge}?tenant=a%3Ab%2Fc&x=%20y`,
    body: '[]',
    signature: 'gVwm9YmJ1bnbtfDQ0u2ugFVpw9G+YqO/26jsTiQX0zI=',
  },
  {
    name: 'text beyond ASCII',
    url: bridge,
    body: '[{"propertyValue":"Müller & Söhne – 株式会社"}]',
    signature: 'gbnYpin1AXdOgzGCuHXJ+ne0En+8gGEvhNRXdQvLTJw=',
  },
].map((vector) => ({ secret: 'sim-client-secret-0001', timestamp: at, ...vector }));

interface Signed {
  url: string;
  body: string;
  signature: string | undefined;
  timestamp: string | undefined;
  secret: string;
}

function accepts(signed: Signed, nowMs = Number(signed.timestamp)): boolean {
  const { secret, body, ...rest } = signed;
  return isSignedByHubSpot(new Secret(secret), { method: 'POST', ...rest, body: Buffer.from(body) }, nowMs);
}

describe('the v3 signature', () => {
  test.each(vectors)('accepts $name', (vector) => {
    expect(accepts(vector)).toBe(true);
  });

  const [, valid = vectors[0] as Signed] = vectors as Signed[];

  test.each<[string, Partial<Signed>]>([
    ['another secret', { secret: 'sim-client-secret-0002' }],
    ['another body', { body: bodyA.replace('5001', '5002') }],
    ['another path', { url: `${bridge}/` }],
    ['another scheme', { url: bridge.replace('https', 'http') }],
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['a signature in another spelling', { signature: 'PpXrKlAUDkkKRWZXDp2M4vKW1yU+pmQFIXEDV0+XY/w' }],
    ['no timestamp', { timestamp: undefined }],
    ['a timestamp that is no number', { timestamp: '1790000001000x' }],
    ['a timestamp in seconds', { timestamp: '1790000001' }],
  ])('refuses %s', (_, change) => {
    expect(accepts({ ...valid, ...change }, Number(at))).toBe(false);
  });

  test('refuses a request older than five minutes, and one from the future', () => {
    expect(accepts(valid, Number(at) + 300_000)).toBe(true);
    expect(accepts(valid, Number(at) + 300_001)).toBe(false);
    expect(accepts(valid, Number(at) - 300_001)).toBe(false);
  });
});

describe('a stage change', () => {
  const change = { portalId: 424242, objectId: 5001, propertyName: 'dealstage', propertyValue: 'closedwon' };

  test.each([
    ['the classic form', { ...change, subscriptionType: 'deal.propertyChange' }],
    ['the form of the documentation', { ...change, eventType: 'deal.propertyChange' }],
    ['the generic form', { ...change, subscriptionType: 'object.propertyChange', objectTypeId: '0-3' }],
  ])('is recognised in %s', (_, event) => {
    const parsed = WebhookEvent.parse(event);
    expect(isDealStageChange(parsed)).toBe(true);
    expect(parsed.objectId).toBe('5001');
  });

  test.each([
    ['another property', { ...change, subscriptionType: 'deal.propertyChange', propertyName: 'amount' }],
    ['another object', { ...change, subscriptionType: 'object.propertyChange', objectTypeId: '0-1' }],
    ['a deletion', { ...change, subscriptionType: 'deal.deletion' }],
  ])('is not %s', (_, event) => {
    expect(isDealStageChange(WebhookEvent.parse(event))).toBe(false);
  });
});
