import { createHash, createHmac } from 'node:crypto';

/** Plain hash of secret and body, hex. Sent with CRM subscriptions. */
export function signatureV1(secret: string, body: string): string {
  return createHash('sha256')
    .update(secret + body, 'utf8')
    .digest('hex');
}

/** Plain hash over the whole request, hex. Sent by workflow webhooks and cards. */
export function signatureV2(secret: string, method: string, uri: string, body: string): string {
  return createHash('sha256')
    .update(secret + method + uri + body, 'utf8')
    .digest('hex');
}

/** HMAC over the whole request and the timestamp header (epoch milliseconds as sent), base64. */
export function signatureV3(secret: string, method: string, uri: string, body: string, timestamp: string): string {
  return createHmac('sha256', secret)
    .update(method + decodedUri(uri) + body + timestamp, 'utf8')
    .digest('base64');
}

/** The only characters HubSpot decodes before hashing; spaces, `&`, `=` and the rest stay encoded. */
const decodedBeforeHashing = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

function decodedUri(uri: string): string {
  return uri.replace(decodedBeforeHashing, decodeURIComponent);
}
