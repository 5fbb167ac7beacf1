import type { Secret } from '../connectors/credentials/secret.js';
import { jsonObjectOf, shortText } from './json.js';
import { isStandardWebhook } from './signatures/standard-webhooks.js';
import { type Source, unsigned } from './source.js';

/** `/webhooks/generic/<name>` for anybody who signs as Standard Webhooks do; a secret (`whsec_…`) for each name. */
export function genericSource(secrets: Readonly<Record<string, Secret>>): Source {
  return {
    name: 'generic',
    path: '/webhooks/generic/:name',
    success: 200,
    read({ name, headers, body }, nowMs) {
      const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      const id = headers['webhook-id'];
      const signed = { id, timestamp: headers['webhook-timestamp'], signature: headers['webhook-signature'] };
      if (!secret || !id || !isStandardWebhook(secret, body, signed, nowMs)) return unsigned;
      const sent = jsonObjectOf(body);
      if (!sent) return { refused: 400, because: 'The body is not a JSON object.' };
      return {
        events: [
          {
            eventId: `${name}/${id}`.slice(0, 300),
            event: {
              source: 'generic',
              account: name,
              object: shortText(sent.type),
              change: '',
              recordId: shortText((sent.data as { id?: unknown } | null | undefined)?.id) || id,
              payload: sent,
            },
          },
        ],
      };
    },
  };
}
