import type { z } from 'zod';
import { workflowContracts } from '../activities/contracts/index.js';
import type { Contract, Effect } from '../connectors/action.js';
import { hubspotCatalogue } from '../connectors/hubspot/catalogue.js';
import { intacctCatalogue } from '../connectors/intacct/catalogue.js';

/** An action or a workflow that the API runs. */
export interface Offered {
  /** `intacct.createInvoice`, or a workflow's name. */
  readonly name: string;
  readonly summary: string;
  readonly details?: string | undefined;
  readonly effect?: Effect;
  readonly input: z.ZodType;
  readonly output?: z.ZodType;
  readonly example: unknown;
}

const catalogues: Readonly<Record<string, Readonly<Record<string, Contract>>>> = {
  intacct: intacctCatalogue,
  hubspot: hubspotCatalogue,
};

/** Every action by its full name. */
export const offeredActions: ReadonlyMap<string, Offered & { readonly effect: Effect }> = new Map(
  Object.entries(catalogues).flatMap(([system, actions]) =>
    Object.entries(actions).map(([short, { summary, details, effect, input, output, example }]) => {
      const name = `${system}.${short}`;
      return [name, { name, summary, details, effect, input, output, example: example.input }] as const;
    }),
  ),
);

/** Every shipped workflow by its name. */
export const offeredWorkflows: ReadonlyMap<string, Offered> = new Map(
  Object.entries(workflowContracts).map(([name, contract]) => [name, { name, ...contract }]),
);
