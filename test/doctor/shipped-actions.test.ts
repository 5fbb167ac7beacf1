import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { hubspotCatalogue } from '../../connectors/hubspot/catalogue.js';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';
import { shippedActions } from '../../scripts/doctor/shipped-actions.js';

const workflows = join(import.meta.dirname, '../../workflows');
/** Calls whatever it is told, so that nobody knows beforehand which rights it needs. */
const byName = new Set(['deleteRecord', 'query']);

/** Actions that a file calls as `ledger.createBill(…)` or takes out of its actions as `{ createBill }: Intacct`. */
function calledIn(file: string): string[] {
  const source = readFileSync(join(workflows, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|^import .*$/gm, '');
  const called = [
    ...source.matchAll(/\.(\w+)\(|\{([^{}()]*)\}(?:: (?:Intacct|HubSpot)| = (?:ledger|intacct|hubspot)\b)/g),
  ];
  return called.flatMap(([, one, several]) => (one ? [one] : (several?.match(/\w+/g) ?? [])));
}

test('what the shipped workflows call is what doctor looks for unless told otherwise', () => {
  const files = readdirSync(workflows, { recursive: true }).map(String);
  const known = new Set([...Object.keys(intacctCatalogue), ...Object.keys(hubspotCatalogue)]);
  const called = files.filter((file) => file.endsWith('.ts')).flatMap(calledIn);
  const actions = called.filter((name) => known.has(name) && !byName.has(name));

  expect(shippedActions.map((name) => name.replace('hubspot.', '')).sort()).toEqual([...new Set(actions)].sort());
});
