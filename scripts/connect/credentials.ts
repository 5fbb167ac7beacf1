import { z } from 'zod';
import { parseConnection } from '../../connectors/credentials/connection.js';
import { type Environment, variableName } from '../../connectors/credentials/variables.js';
import type { Variables } from './dotenv-file.js';

const Value = z
  .string()
  .min(1)
  .regex(/^\P{Cc}*$/u, 'must be one line');

/** What somebody enters to connect a company, by its name in JSON. Passwords are not shown while they are typed. */
export const questions = {
  senderId: { variable: 'SENDER_ID', ask: 'Sender ID (Web Services licence)', hidden: false },
  senderPassword: { variable: 'SENDER_PASSWORD', ask: 'Sender password', hidden: true },
  companyId: { variable: 'COMPANY_ID', ask: 'Company ID', hidden: false },
  userId: { variable: 'USER_ID', ask: 'Web Services user ID', hidden: false },
  userPassword: { variable: 'USER_PASSWORD', ask: 'User password', hidden: true },
} as const;

export type Field = keyof typeof questions;
export type Entered = Partial<Record<Field, string>>;

const Entries = z.strictObject({
  senderId: Value.optional(),
  senderPassword: Value.optional(),
  companyId: Value,
  userId: Value,
  userPassword: Value,
});

const fields = Object.keys(questions) as Field[];

/** The sender is the partner's, and shared by all connections: it need not be entered twice. */
export function stillNeeded(environment: Environment): readonly Field[] {
  const known = environment.INTACCT_SENDER_ID && environment.INTACCT_SENDER_PASSWORD;
  return known ? fields.filter((field) => !field.startsWith('sender')) : fields;
}

/**
 * The variables that make the connection of what was entered. Throws when one of the five is missing, and names it; never
 * its value.
 */
export function variablesOf(connection: string, entered: unknown, environment: Environment): Variables {
  const { profile, entityId } = parseConnection(connection);
  const { data, error } = Entries.safeParse(entered);
  const needed = new Set(stillNeeded(environment));
  const missing = fields.filter((field) => needed.has(field) && !(entered as Entered | undefined)?.[field]);
  if (missing.length > 0) throw new Error(`Missing: ${missing.join(', ')}. A connection needs ${fields.join(', ')}.`);
  if (!data) throw new Error(error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; '));
  if (entityId !== undefined) throw new Error(`Connect the company, "${profile}"; its entities are there with it.`);
  const values = Object.entries(data).filter((entry): entry is [Field, string] => entry[1] !== undefined);
  return Object.fromEntries(values.map(([field, value]) => [nameOf(field, value, profile, environment), value]));
}

/** The first sender stands under the plain name, where all connections find it; another one under its connection's. */
function nameOf(field: Field, value: string, profile: string, environment: Environment): string {
  const { variable } = questions[field];
  const plain = `INTACCT_${variable}`;
  const shared = field.startsWith('sender') && (!environment[plain] || environment[plain] === value);
  return shared ? plain : variableName('INTACCT', profile, variable);
}
