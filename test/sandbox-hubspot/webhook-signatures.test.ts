import { describe, expect, test } from '@jest/globals';
import { signatureV1, signatureV2, signatureV3 } from '../../sandbox/hubspot/webhooks/signatures.js';

const secret = 'sim-client-secret-0001';
const uri = 'https://bridge.example.test/hooks/hubspot';
const timestamp = '1790000001000';
const bodyA =
  '[{"eventId":101,"subscriptionId":77,"portalId":424242,"appId":9001,"occurredAt":1790000000000,' +
  '"subscriptionType":"deal.propertyChange","attemptNumber":0,"objectId":5001,"propertyName":"dealstage",' +
  '"propertyValue":"closedwon","changeSource":"CRM_UI","sourceId":"userId:12"}]';

const published = {
  secret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
  uri: 'https://www.example.com/webhook_uri',
};

describe('a webhook signature', () => {
  test('of version 3 equals the one that HubSpot publishes', () => {
    const body = "{'example_field':'example_value'}";
    expect(signatureV3(published.secret, 'POST', published.uri, body, '1693657560000')).toBe(
      'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
    );
  });

  test('of version 2 equals the one that HubSpot publishes', () => {
    expect(signatureV2(published.secret, 'POST', published.uri, '{"example_field":"example_value"}')).toBe(
      '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
    );
  });

  test('of a stage change is right in all three versions', () => {
    expect(signatureV3(secret, 'POST', uri, bodyA, timestamp)).toBe('PpXrKlAUDkkKRWZXDp2M4vKW1yU+pmQFIXEDV0+XY/w=');
    expect(signatureV1(secret, bodyA)).toBe('8a55f78e774e327b8e342297bf9c45cca3e26ae62f08978c84d6128eb5eb6593');
    expect(signatureV2(secret, 'POST', uri, bodyA)).toBe(
      'de8257321fda2cf5480e2930938ac1cf933ca95f8acd761c648b73565bce0e54',
    );
  });

  test('of version 3 decodes colon and slash in the query but leaves the space encoded', () => {
    expect(signatureV3(secret, 'POST', `${uri}?tenant=a%3Ab%2Fc&x=%20y`, '[]', timestamp)).toBe(
      'gVwm9YmJ1bnbtfDQ0u2ugFVpw9G+YqO/26jsTiQX0zI=',
    );
  });

  test('of version 3 hashes the body as UTF-8', () => {
    const body = '[{"propertyValue":"Müller & Söhne – 株式会社"}]';
    expect(signatureV3(secret, 'POST', uri, body, timestamp)).toBe('gbnYpin1AXdOgzGCuHXJ+ne0En+8gGEvhNRXdQvLTJw=');
  });
});
