import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type Action, callAction } from '../../connectors/action.js';
import { environmentCredentials } from '../../connectors/credentials/environment.js';
import type { CallContext, IntacctClient } from '../../connectors/intacct/client.js';
import { type CompanyOptions, IntacctCompany } from '../../connectors/intacct/company.js';
import { defaultLimits } from '../../connectors/intacct/gateway/limit-store.js';
import type { IntacctSandbox } from '../../sandbox/intacct/index.js';
import { intacctEnvironment } from '../../scripts/demo/sandbox-environment.js';
import { MemoryLimits } from '../../store/memory-limits.js';

type Sandbox = Pick<IntacctSandbox, 'endpoint' | 'credentials'>;
type Environment = Readonly<Record<string, string>>;
export interface ConnectOptions extends Partial<Omit<CompanyOptions, 'credentials' | 'connection'>> {
  readonly environment?: Environment;
}

/** Tests send more in a minute than a real company allows; those about limits give their own. */
const unhurried = { ...defaultLimits, requestsPerMinute: 100_000 };

/** A connection to a sandbox company, outside of any workflow. Without a ledger unless one is given. */
export interface Connection extends AsyncDisposable {
  readonly company: IntacctCompany;
  call<In extends z.ZodType, Out extends z.ZodType>(
    name: string,
    action: Action<In, Out, IntacctClient>,
    input: z.input<In>,
    context?: Partial<CallContext>,
  ): Promise<z.output<Out>>;
}

export async function connectTo(
  sandbox: Sandbox,
  { environment = {}, ...options }: ConnectOptions = {},
): Promise<Connection> {
  const credentials = environmentCredentials({ ...intacctEnvironment(sandbox), ...environment });
  const company = new IntacctCompany({
    connection: 'default',
    limitStore: new MemoryLimits(),
    limits: unhurried,
    ...options,
    credentials: await credentials.intacct('default'),
  });
  return {
    company,
    call: (name, action, input, context = {}) =>
      callAction(
        name,
        action,
        input,
        company.client({ requestKey: randomUUID(), action: name, repeated: false, ...context }),
      ),
    [Symbol.asyncDispose]: () => company.close(),
  };
}

type CallOptions = Partial<CallContext> & { readonly environment?: Environment };

/** One call on a connection of its own. */
export async function callIntacct<In extends z.ZodType, Out extends z.ZodType>(
  sandbox: Sandbox,
  name: string,
  action: Action<In, Out, IntacctClient>,
  input: z.input<In>,
  { environment = {}, ...context }: CallOptions = {},
): Promise<z.output<Out>> {
  await using connection = await connectTo(sandbox, { environment });
  return await connection.call(name, action, input, context);
}
