import type { z } from 'zod';
import { problemOf } from '../connectors/action.js';
import { hubspotCatalogue } from '../connectors/hubspot/catalogue.js';
import { intacctCatalogue } from '../connectors/intacct/catalogue.js';
import { workflowContracts } from './contracts/index.js';

type Inputs = Readonly<Record<string, { readonly input: z.ZodType }>>;

const catalogues: Readonly<Record<string, Inputs>> = { intacct: intacctCatalogue, hubspot: hubspotCatalogue };

/** Local activities by which workflows check what people send them. They answer a problem instead of failing. */
export const checks = {
  /**
   * What is wrong with an input, as a sentence; undefined when nothing is. `action` as `intacct.createInvoice`, or the name of
   * a workflow for a step that works on the input of the whole run.
   */
  async 'temporal-intacct.checkActionInput'(action: string, input: unknown): Promise<string | undefined> {
    const [system = '', name = ''] = action.split('.');
    const found = name === '' ? workflowContracts[system] : catalogues[system]?.[name];
    if (!found) return `There is no action ${action}.`;
    return problemOf(action, found.input, input);
  },

  /** The workflow's input with its defaults, or what is wrong with it. */
  async 'temporal-intacct.checkWorkflowInput'(
    workflow: string,
    sent: unknown,
  ): Promise<{ input?: unknown; problem?: string }> {
    const contract = workflowContracts[workflow];
    if (!contract) return { problem: `There is no workflow ${workflow}.` };
    const problem = problemOf(workflow, contract.input, sent ?? {});
    return problem ? { problem } : { input: contract.input.parse(sent ?? {}) };
  },
};

export type Checks = typeof checks;
