import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '../../connectors/action.js';
import { hubspotCatalogue } from '../../connectors/hubspot/catalogue.js';
import { intacctCatalogue } from '../../connectors/intacct/catalogue.js';

export interface NamedAction {
  readonly name: string;
  readonly contract: Contract;
}

/** Actions that stand in one object file. */
export interface ActionGroup {
  /** Of the file: `ar-invoice`. */
  readonly name: string;
  /** For people: `AR invoice`. */
  readonly title: string;
  readonly system: 'intacct' | 'hubspot';
  readonly actions: readonly NamedAction[];
}

/** The whole catalogue, object file by object file; HubSpot's actions come last and together. */
export async function actionGroups(): Promise<readonly ActionGroup[]> {
  const hubspot = {
    name: 'hubspot',
    title: 'HubSpot',
    system: 'hubspot',
    actions: namedActions(hubspotCatalogue),
  } as const;
  return [...(await intacctGroups()), hubspot];
}

async function intacctGroups(): Promise<readonly ActionGroup[]> {
  const fileOf = await filesByAction();
  const groups = new Map<string, NamedAction[]>();
  for (const action of namedActions(intacctCatalogue)) {
    const file = fileOf.get(action.contract) ?? 'general';
    groups.set(file, [...(groups.get(file) ?? []), action]);
  }
  return [...groups]
    .map(([name, actions]) => ({ name, title: titleOf(name), system: 'intacct' as const, actions }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Which file exports an action: the catalogue itself does not say. */
async function filesByAction(): Promise<ReadonlyMap<unknown, string>> {
  const folder = join(import.meta.dirname, '../../connectors/intacct/objects');
  const names = (await readdir(folder)).flatMap((file) => /^([\w-]+)\.[jt]s$/.exec(file)?.[1] ?? []);
  const files = await Promise.all(
    names.map(async (name) => {
      const exported: object = await import(`../../connectors/intacct/objects/${name}.js`);
      return Object.values(exported).map((value) => [value, name] as const);
    }),
  );
  return new Map(files.flat());
}

function namedActions(catalogue: Readonly<Record<string, Contract>>): NamedAction[] {
  return Object.entries(catalogue)
    .map(([name, contract]) => ({ name, contract }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function titleOf(file: string): string {
  const words = file.split('-').map((word) => (['ar', 'ap', 'gl', 'pdf'].includes(word) ? word.toUpperCase() : word));
  const title = words.join(' ');
  return title.charAt(0).toUpperCase() + title.slice(1);
}
