import type { Logger } from 'pino';
import { checkEnvironment, environmentCredentials } from './environment.js';
import { nangoCredentials, nangoSettings } from './nango.js';
import type { CredentialProvider } from './provider.js';
import type { Environment } from './variables.js';

/**
 * Nango where `NANGO_SECRET_KEY` is set, else environment variables. Throws `credentials_incomplete` at once when one of
 * them is missing or malformed, and names it.
 */
export function credentialsFrom(environment: Environment = process.env, logger?: Logger): CredentialProvider {
  if (environment.NANGO_SECRET_KEY) {
    return nangoCredentials({ ...nangoSettings(environment), environment, ...(logger ? { logger } : {}) });
  }
  checkEnvironment(environment);
  return environmentCredentials(environment);
}
