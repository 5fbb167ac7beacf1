import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { type Action, callAction } from '../../connectors/action.js';
import { environmentCredentials } from '../../connectors/credentials/environment.js';
import type { IntacctClient } from '../../connectors/intacct/client.js';
import { type CompanyOptions, IntacctCompany } from '../../connectors/intacct/company.js';
import { intacctEnvironment } from '../../scripts/demo/sandbox-environment.js';
import type { RunningSandbox } from '../../scripts/load/company.js';
import { openStore } from '../../store/open.js';

/** Our side of a figure: a company as a worker has it by default, with the ledger on PGlite in a folder. */
export interface Connection extends AsyncDisposable {
  call<In extends z.ZodType, Out extends z.ZodType>(
    name: string,
    action: Action<In, Out, IntacctClient>,
    input: z.input<In>,
  ): Promise<z.output<Out>>;
}

export async function connectTo(
  sandbox: RunningSandbox,
  options: Partial<Pick<CompanyOptions, 'dispatching' | 'limits'>> = {},
): Promise<Connection> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-store-'));
  const store = await openStore({ folder });
  const credentials = environmentCredentials(intacctEnvironment(sandbox));
  const company = new IntacctCompany({
    connection: 'default',
    limitStore: store.limits,
    ledger: store.ledger,
    ...options,
    credentials: await credentials.intacct('default'),
  });
  return {
    call: (name, action, input) =>
      callAction(name, action, input, company.client({ requestKey: randomUUID(), action: name, repeated: false })),
    [Symbol.asyncDispose]: async () => {
      await company.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
