import type { Secret } from '../connectors/credentials/secret.js';
import { eventIdOf } from './event.js';
import { jsonObjectOf, shortText } from './json.js';
import { isSignedByNango } from './signatures/nango.js';
import { type Source, unsigned } from './source.js';

/** Nango repeats a delivery within a minute or so; an equal one later is another event. */
const sameWithinMs = 600_000;

/** Nango's own events and those it forwards (facts: Nango §3). */
export function nangoSource(signingKey: Secret): Source {
  return {
    name: 'nango',
    path: '/webhooks/nango',
    success: 200,
    read({ headers, body }, nowMs) {
      if (!isSignedByNango(signingKey, body, headers['x-nango-hmac-sha256'])) return unsigned;
      const sent = jsonObjectOf(body);
      if (!sent) return { refused: 400, because: 'The body is not a JSON object.' };
      const account = shortText(sent.connectionId);
      return {
        events: [
          {
            eventId: eventIdOf(body.toString('base64'), Math.floor(nowMs / sameWithinMs)),
            event: {
              source: 'nango',
              account,
              object: shortText(sent.type) || 'forward',
              change: shortText(sent.operation),
              recordId: account,
              payload: sent,
            },
          },
        ],
      };
    },
  };
}
