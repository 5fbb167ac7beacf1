import { z } from 'zod';
import { ConnectorError } from '../errors.js';

/** What the name of a connection says. `acme/E100` has the credentials of `acme` and works in the entity `E100`. */
export interface ConnectionName {
  /** Whose credentials and limits: `acme`. */
  readonly profile: string;
  readonly entityId?: string;
}

// The profile becomes part of a path at Nango, whose client does not escape it.
const Name = z.string().regex(/^[A-Za-z0-9][\w.-]{0,127}(\/[^/\p{Cc}]{1,100})?$/u);

/** Throws `connection_name_invalid` for a name that can stand for no connection. */
export function parseConnection(name: string): ConnectionName {
  if (!Name.safeParse(name).success) throw invalidName(name);
  const slash = name.indexOf('/');
  return slash < 0 ? { profile: name } : { profile: name.slice(0, slash), entityId: name.slice(slash + 1) };
}

function invalidName(name: string): ConnectorError {
  return new ConnectorError({
    kind: 'invalid_input',
    code: 'connection_name_invalid',
    message: `${JSON.stringify(name)} is not the name of a connection.`,
    advice:
      'Name it with letters, digits, dots, hyphens and underscores, such as "acme"; for one of its entities "acme/E100".',
  });
}
