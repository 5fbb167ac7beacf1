import { isGrpcServiceError } from '@temporalio/client';
import { ConnectorError } from '../connectors/errors.js';

/** What the trigger itself may be to blame for is tried this often: about ten minutes. */
const mostAttempts = 25;
/** gRPC: INVALID_ARGUMENT. */
const invalidArgument = 3;

/**
 * Whether another attempt is of no use: the other system says so, or it has been tried often enough. A Temporal server or a
 * HubSpot that is away, and credentials that somebody has to mend, are waited for without end.
 */
export function isFinal(error: unknown, attempts: number): boolean {
  if (error instanceof ConnectorError) {
    return error.retry === 'no' && error.kind !== 'credentials' && error.kind !== 'permission';
  }
  if (isGrpcServiceError(error)) return error.code === invalidArgument;
  return attempts >= mostAttempts;
}
