import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { searchAttributeKeys } from '../workflows/search-attribute-keys.js';
import { until } from './until.js';

export type SearchAttributeType = 'Keyword' | 'Bool';

/** What a connection must be able to do; those of clients and of workers both are. */
type Server = Pick<Connection, 'workflowService' | 'operatorService' | 'withDeadline'>;

type SearchAttributes = Readonly<Record<string, SearchAttributeType>>;

/** What operators search runs by, by name. Every Temporal server we work with has these. */
export const SEARCH_ATTRIBUTES: SearchAttributes = Object.fromEntries(
  Object.values(searchAttributeKeys).map(({ name, type }) => [name, type === 'BOOL' ? 'Bool' : 'Keyword']),
);

/** The server's numbers for all types there are (`temporal.api.enums.v1.IndexedValueType`). */
const VALUE_TYPES = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const;
const SAMPLE_VALUES = { Keyword: "'any'", Bool: 'true' } as const;

// gRPC status codes.
const INVALID_ARGUMENT = 3;
const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
const UNIMPLEMENTED = 12;
const UNAUTHENTICATED = 16;

const CALL_MS = 10_000;
const USABLE_WITHIN_MS = 30_000;

/**
 * Sees to it that runs can be searched by `attributes`, and registers those that are missing. Returns when the server
 * accepts them in a query. Throws, with the command to run instead, when we may not register them, and when one exists
 * with another type.
 */
export async function ensureSearchAttributes(
  connection: Server,
  namespace: string,
  attributes: SearchAttributes = SEARCH_ATTRIBUTES,
): Promise<void> {
  // Asked first, because a query needs no operator rights (Temporal Cloud gives nobody these).
  if (await usable(connection, namespace, attributes)) return;

  await register(connection, namespace, attributes);
  await until(() => usable(connection, namespace, attributes), {
    what: `the search attributes of namespace "${namespace}" to become usable`,
    timeoutMs: USABLE_WITHIN_MS,
  });
}

/**
 * Whether a query that names all of them, with a value of the right type, is accepted. Throws, with what to do, when the
 * namespace does not exist.
 */
export async function usable(
  connection: Server,
  namespace: string,
  attributes: SearchAttributes = SEARCH_ATTRIBUTES,
): Promise<boolean> {
  const conditions = Object.entries(attributes).map(([name, type]) => `${name} = ${SAMPLE_VALUES[type]}`);
  const query = conditions.join(' AND ');
  try {
    await within(connection, () => connection.workflowService.countWorkflowExecutions({ namespace, query }));
    return true;
  } catch (error) {
    if (code(error) === INVALID_ARGUMENT) return false;
    if (code(error) === NOT_FOUND) throw namespaceMissing(namespace, error);
    throw error;
  }
}

async function register(connection: Server, namespace: string, attributes: SearchAttributes): Promise<void> {
  try {
    const { customAttributes } = await within(connection, () =>
      connection.operatorService.listSearchAttributes({ namespace }),
    );
    const missing = missingFrom(customAttributes, attributes, namespace);
    if (Object.keys(missing).length === 0) return;
    const searchAttributes = Object.fromEntries(
      Object.entries(missing).map(([name, type]) => [name, VALUE_TYPES[type]] as const),
    );
    await within(connection, () => connection.operatorService.addSearchAttributes({ namespace, searchAttributes }));
  } catch (error) {
    throw notPermitted(error) ? new Error(howToRegister(namespace, attributes), { cause: error }) : error;
  }
}

function missingFrom(
  existing: Readonly<Record<string, number>>,
  wanted: SearchAttributes,
  namespace: string,
): SearchAttributes {
  const missing: Record<string, SearchAttributeType> = {};
  for (const [name, type] of Object.entries(wanted)) {
    const found = existing[name];
    if (found === undefined) missing[name] = type;
    else if (found !== VALUE_TYPES[type]) {
      throw new Error(
        `Search attribute ${name} exists in namespace "${namespace}" as ${typeName(found)}, but ${type} is needed. ` +
          'Use another namespace, or remove it with `temporal operator search-attribute remove`.',
      );
    }
  }
  return missing;
}

function typeName(valueType: number): string {
  const known = Object.entries(VALUE_TYPES).find(([, number]) => number === valueType);
  return known?.[0] ?? `type ${valueType}`;
}

/** For somebody who may. */
export function howToRegister(namespace: string, attributes: SearchAttributes = SEARCH_ATTRIBUTES): string {
  const pairs = Object.entries(attributes);
  const flags = pairs.map(([name, type]) => `--name ${name} --type ${type}`).join(' ');
  return (
    `Search attributes are missing in namespace "${namespace}", and we may not register them there. Have somebody run:\n` +
    `  temporal operator search-attribute create --namespace ${namespace} ${flags}\n` +
    `On Temporal Cloud, add them on the namespace's page instead: ${pairs.map((pair) => pair.join(' (') + ')').join(', ')}.`
  );
}

function namespaceMissing(namespace: string, cause: unknown): Error {
  const message =
    `Namespace "${namespace}" does not exist on this Temporal server. Set TEMPORAL_NAMESPACE to one that does, or run:\n` +
    `  temporal operator namespace create --namespace ${namespace}`;
  return new Error(message, { cause });
}

function within<Result>(connection: Server, call: () => Promise<Result>): Promise<Result> {
  return connection.withDeadline(Date.now() + CALL_MS, call);
}

function notPermitted(error: unknown): boolean {
  return [PERMISSION_DENIED, UNAUTHENTICATED, UNIMPLEMENTED].includes(code(error) ?? -1);
}

function code(error: unknown): number | undefined {
  return isGrpcServiceError(error) ? error.code : undefined;
}
