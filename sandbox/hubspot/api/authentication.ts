import { ApiError } from '../errors.js';
import type { AccountSettings } from '../settings.js';
import { allScopes } from './scopes.js';

/** The token with every scope. Made up, in the shape HubSpot's private apps have. */
export const fullAccessToken = 'pat-na1-00000000-0000-4000-8000-000000424242';

export interface Caller {
  token: string;
  scopes: readonly string[];
}

export function authenticate(authorization: string | undefined, settings: AccountSettings): Caller {
  const token = authorization?.match(/^Bearer (.+)$/i)?.[1];
  const scopes = token === fullAccessToken ? allScopes : settings.tokens[token ?? ''];
  if (token === undefined || scopes === undefined) throw unauthenticated();
  return { token, scopes };
}

export function unauthenticated(): ApiError {
  const message =
    'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details ' +
    'at https://developers.hubspot.com/docs/methods/auth/oauth-overview';
  return new ApiError(401, { message, category: 'INVALID_AUTHENTICATION' });
}
