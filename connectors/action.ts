import type { z } from 'zod';
import { ConnectorError } from './errors.js';

/** What an action does to the other system. Everything but `read` is a write and happens exactly once. */
export type Effect = 'read' | 'create' | 'update' | 'delete';

/** All that people, workers and documents need to know of an action. */
export interface Contract<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  /** One sentence, imperative: what the action does. */
  readonly summary: string;
  /** What it needs first, what a second call does, what it refuses and how to proceed. */
  readonly details?: string;
  readonly effect: Effect;
  /** The vendor's page that describes the underlying call. */
  readonly source: string;
  /** What the account must be allowed: `<application> / <object> / <right>` in Intacct, scopes in HubSpot. */
  readonly permissions: readonly string[];
  /** Codes of failures that are worth knowing beforehand, from the error catalogue. */
  readonly errors?: readonly string[];
  /** Runs in the tests and stands in the documents. */
  readonly example: Example<z.input<NoInfer<In>>>;
  /** Strict: an unknown field is refused before anything is sent. */
  readonly input: In;
  /** Loose: fields that the vendor adds pass through. */
  readonly output: Out;
}

/** A call that works, on a company like the sandbox's. */
export interface Example<Input = unknown> {
  /** Calls that come first. */
  readonly given?: readonly ExampleStep[];
  /** Names results of the calls before as `{{as.path}}`, such as `{{invoice.key}}`; see `workflows/placeholders.ts`. */
  readonly input: Input;
}

/** A call of the same connector that an example needs before its own. */
export interface ExampleStep {
  readonly as: string;
  readonly action: string;
  readonly input: unknown;
}

export interface Action<In extends z.ZodType, Out extends z.ZodType, Client> extends Contract<In, Out> {
  /** Makes of what was sent what `input` describes, such as IDs of names, before it is checked. */
  prepare?(sent: unknown, client: Client): Promise<unknown>;
  run(input: z.output<In>, client: Client): Promise<z.input<Out>>;
}

/** Any action of a connector whose actions are handed a `Client`. */
export type AnyAction<Client> = Contract & {
  prepare?(sent: unknown, client: Client): Promise<unknown>;
  // A method, so that actions of different inputs are assignable to it; `callAction` parses before it calls.
  run(input: never, client: Client): Promise<unknown>;
};

/** The actions of one connector by name. */
export type Catalogue<Client> = Readonly<Record<string, AnyAction<Client>>>;

/** What calling an action looks like from outside: JSON in, JSON out. */
export type Call<A> = A extends Contract<infer In, infer Out> ? (input: z.input<In>) => Promise<z.output<Out>> : never;

/** The callable face of a catalogue. Workflows import it as a type. */
export type Calls<C> = { readonly [Name in keyof C]: Call<C[Name]> };

/**
 * Makes a connector's `defineAction`. Two steps, contract and then `run`, so that TypeScript fixes the output type
 * before it looks at what `run` returns: a wrong state or a missing field is a compile error, not a widened enum.
 */
export function actionDefiner<Client>() {
  return <In extends z.ZodType, Out extends z.ZodType>(contract: Contract<In, Out>) => ({
    run: (run: (input: z.output<In>, client: Client) => Promise<z.input<Out>>): Action<In, Out, Client> => ({
      ...contract,
      run,
    }),
  });
}

/**
 * Calls an action: checks what was sent, runs it, checks what came back.
 *
 * Throws `ConnectorError`: `invalid_input` before anything leaves, `unexpected_response` when the result lacks a
 * promised field, and whatever `run` throws.
 */
export async function callAction<Client, Out extends z.ZodType>(
  name: string,
  action: AnyAction<Client> & { readonly output: Out },
  sent: unknown,
  client: Client,
): Promise<z.output<Out>> {
  const input = await acceptedInput(name, action, sent, client);
  const returned = await action.run(input as never, client);
  return parseOutput(name, action.output, returned);
}

async function acceptedInput<Client>(name: string, action: AnyAction<Client>, sent: unknown, client: Client) {
  try {
    return parseInput(name, action.input, action.prepare ? await action.prepare(sent, client) : sent);
  } catch (error) {
    // The stack overflows on hostile JSON, thousands of levels deep, where a schema is recursive.
    if (!(error instanceof RangeError)) throw error;
    const advice = 'Write it flatter. Nothing was sent.';
    throw new ConnectorError({
      kind: 'invalid_input',
      message: `${name}: the input nests too deep.`,
      advice,
      cause: error,
    });
  }
}

/** What is wrong with an input, as one sentence with the paths; undefined when nothing is. */
export function problemOf(name: string, schema: z.ZodType, sent: unknown): string | undefined {
  const { error } = schema.safeParse(sent);
  return error && sentenceOf(name, error.issues.map(describeIssue));
}

function sentenceOf(name: string, issues: readonly Issue[]): string {
  return `${name}: ${issues.map(({ path, problem }) => (path ? `${path}: ${problem}` : problem)).join('; ')}`;
}

function parseInput(name: string, schema: z.ZodType, sent: unknown): unknown {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(describeIssue);
  throw new ConnectorError({
    kind: 'invalid_input',
    message: sentenceOf(name, issues),
    advice: `Correct the named ${issues.length === 1 ? 'field' : 'fields'}. Nothing was sent.`,
    details: { ...(issues[0]?.path ? { field: issues[0].path } : {}), issues },
  });
}

function parseOutput<Out extends z.ZodType>(name: string, schema: Out, returned: unknown): z.output<Out> {
  const parsed = schema.safeParse(returned);
  if (parsed.success) return parsed.data;
  throw new ConnectorError({
    kind: 'unexpected_response',
    message: `${name}: the reply lacks what the action promises: ${parsed.error.issues.map((issue) => describeIssue(issue).path).join(', ')}.`,
    advice: 'The call itself went through. Report this with the details below; do not simply repeat a write.',
    details: { issues: parsed.error.issues.map(describeIssue) },
  });
}

interface Issue {
  readonly path: string;
  readonly problem: string;
}

function describeIssue(issue: z.core.$ZodIssue): Issue {
  const path = issue.path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );
  return { path, problem: issue.message };
}
