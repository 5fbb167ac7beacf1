import { z } from 'zod';
import { parseConnection } from '../credentials/connection.js';
import { variableName } from '../credentials/variables.js';
import { type DispatcherSettings, defaultDispatching } from './gateway/dispatcher.js';
import { defaultLimits, type LimitSettings } from './gateway/limit-store.js';

export interface CompanyLimits {
  readonly limits: LimitSettings;
  readonly dispatching: DispatcherSettings;
}

const Count = z.coerce.number().int().min(1);

const Variables = z.object({
  REQUESTS_PER_MINUTE: Count.default(defaultLimits.requestsPerMinute),
  CONCURRENT_REQUESTS: Count.default(defaultLimits.concurrentRequests),
  REQUESTS_PER_DAY: Count.optional(),
  RESERVED_FOR_INTERACTIVE: z.coerce.number().min(0).max(1).default(defaultLimits.reservedForInteractive),
  FUNCTIONS_PER_REQUEST: Count.default(defaultDispatching.functionsPerRequest),
  BYTES_PER_REQUEST: Count.default(defaultDispatching.bytesPerRequest),
  REQUEST_TARGET_MS: Count.default(defaultDispatching.targetDurationMs),
});

/**
 * The limits of a connection from environment variables: `INTACCT_REQUESTS_PER_MINUTE` and so on for all connections,
 * `INTACCT_ACME_REQUESTS_PER_MINUTE` for the connection `acme` and its entities. Throws when one is no number in range, and names it.
 */
export function environmentLimits(
  connection: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): CompanyLimits {
  const { profile } = parseConnection(connection);
  const values = Object.keys(Variables.shape).map((name) => {
    return [name, environment[variableName('INTACCT', profile, name)] || environment[`INTACCT_${name}`] || undefined];
  });
  const parsed = Variables.safeParse(Object.fromEntries(values));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`INTACCT_${String(issue?.path[0])}: ${issue?.message}`);
  }
  const { data } = parsed;
  return {
    limits: {
      requestsPerMinute: data.REQUESTS_PER_MINUTE,
      concurrentRequests: data.CONCURRENT_REQUESTS,
      reservedForInteractive: data.RESERVED_FOR_INTERACTIVE,
      ...(data.REQUESTS_PER_DAY === undefined ? {} : { requestsPerDay: data.REQUESTS_PER_DAY }),
    },
    dispatching: {
      functionsPerRequest: data.FUNCTIONS_PER_REQUEST,
      bytesPerRequest: data.BYTES_PER_REQUEST,
      targetDurationMs: data.REQUEST_TARGET_MS,
    },
  };
}
