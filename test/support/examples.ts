import { randomUUID } from 'node:crypto';
import { type AnyAction, callAction, type Example } from '../../connectors/action.js';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import type { IntacctClient } from '../../connectors/intacct/client.js';
import type { IntacctCompany } from '../../connectors/intacct/company.js';
import { filled, type Results } from '../../connectors/placeholders.js';

type IntacctAction = AnyAction<IntacctClient>;

export const intacctActions = Object.entries(intacctCatalogue as Readonly<Record<string, IntacctAction>>);

/** Calls an action on a connected company, as an activity would. */
export function callOn(company: IntacctCompany, name: string, input: unknown): Promise<unknown> {
  const action = (intacctCatalogue as Readonly<Record<string, IntacctAction>>)[name];
  if (!action) throw new Error(`There is no action ${name}.`);
  return callAction(name, action, input, company.client({ requestKey: randomUUID(), action: name, repeated: false }));
}

/** Does what an example needs first and returns its input, ready to be sent. */
export async function prepared(company: IntacctCompany, { given = [], input }: Example): Promise<unknown> {
  const results: Record<string, unknown> = {};
  for (const step of given) {
    results[step.as] = await callOn(company, step.action, filled(step.input, results as Results));
  }
  return filled(input, results);
}
