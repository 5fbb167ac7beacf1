import { type Dispatcher, request } from 'undici';
import { signatureV1, signatureV3 } from './signatures.js';

export interface Post {
  url: string;
  body: string;
  headers: Record<string, string>;
}

/** Signs a body for one attempt; `now` (epoch ms) becomes the signed timestamp. */
export function signedPost(url: string, body: string, clientSecret: string, now: number): Post {
  const timestamp = String(now);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'HubSpot Webhooks sandbox',
    'x-hubspot-signature': signatureV1(clientSecret, body),
    'x-hubspot-signature-version': 'v1',
    'x-hubspot-signature-v3': signatureV3(clientSecret, 'POST', url, body, timestamp),
    'x-hubspot-request-timestamp': timestamp,
  };
  return { url, body, headers };
}

/** The receiver's status; 0 when none came in time. Redirects are not followed. */
export async function statusOf(post: Post, dispatcher: Dispatcher, timeoutMs: number): Promise<number> {
  try {
    const { url, body, headers } = post;
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await request(url, { method: 'POST', body, headers, dispatcher, signal });
    await response.body.dump();
    return response.statusCode;
  } catch {
    return 0;
  }
}
