import { Connection, isGrpcServiceError } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { Environment } from '../../connectors/credentials/variables.js';
import { howToRegister, usable } from '../../temporal/search-attributes.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warn, wrong } = findingsOf('temporal');

// gRPC status codes.
const NOT_FOUND = 5;
const REFUSED = [7, 16];

const callMs = 10_000;

/** Reads only: what is missing is registered by the worker when it starts. */
export async function examineTemporal(environment: Environment, connectMs = callMs): Promise<Finding[]> {
  const { connectionOptions = {}, namespace = 'default' } = loadClientConnectConfig({
    overrideEnvVars: given(environment),
  });
  const address = connectionOptions.address ?? 'localhost:7233';
  let connection: Connection;
  try {
    connection = await Connection.connect({ ...connectionOptions, address, connectTimeout: connectMs });
  } catch (error) {
    return [unreachable(address, error)];
  }
  try {
    return await serverFindings(connection, address, namespace);
  } finally {
    await connection.close();
  }
}

async function serverFindings(connection: Connection, address: string, namespace: string): Promise<Finding[]> {
  try {
    const { serverVersion } = await within(connection, () => connection.workflowService.getSystemInfo({}));
    const attributes = await usable(connection, namespace);
    return [
      ok('server', `Temporal ${serverVersion} answers at ${address}, namespace "${namespace}".`),
      attributes
        ? ok('search attributes', 'Runs can be searched by connection, object, record and need.')
        : unsearchable(namespace),
    ];
  } catch (error) {
    return [namespaceMissing(namespace, error) ?? unreachable(address, error)];
  }
}

const within = <Result>(connection: Connection, call: () => Promise<Result>) =>
  connection.withDeadline(Date.now() + callMs, call);

function unreachable(address: string, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  const refused = isGrpcServiceError(error) && REFUSED.includes(error.code ?? 0);
  return wrong('server', {
    code: refused ? 'temporal_refused' : 'temporal_unreachable',
    what: refused
      ? `The Temporal server at ${address} refuses us (${reason}).`
      : `No Temporal server answers at ${address} (${reason}).`,
    why: 'Workers and the webhook server cannot start without it.',
    fix: refused
      ? 'Check TEMPORAL_API_KEY or the client certificate, and that they are for this namespace.'
      : 'Start it (npm run temporal), or set TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE to the one you mean.',
  });
}

function namespaceMissing(namespace: string, error: unknown): Finding | undefined {
  const { cause = error } = error as { cause?: unknown };
  if (!isGrpcServiceError(cause) || cause.code !== NOT_FOUND) return undefined;
  return wrong('server', {
    code: 'temporal_namespace_missing',
    what: `The Temporal server has no namespace "${namespace}".`,
    why: 'Workers and the webhook server cannot start without it.',
    fix: `Set TEMPORAL_NAMESPACE to one that exists, or run: temporal operator namespace create --namespace ${namespace}`,
  });
}

function unsearchable(namespace: string): Finding {
  return warn('search attributes', {
    code: 'search_attributes_missing',
    what: `Namespace "${namespace}" lacks the search attributes.`,
    why: 'Operators find the runs that wait for them by these. A worker registers them when it starts, where it may.',
    fix: howToRegister(namespace),
  });
}

const given = (environment: Environment): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
