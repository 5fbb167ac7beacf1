import type { Contract } from './action.js';
import { hubspotCatalogue } from './hubspot/catalogue.js';
import { intacctAliases } from './intacct/aliases.js';
import { intacctCatalogue } from './intacct/catalogue.js';
import { nearestNames, suggestion } from './nearest.js';

/** The least that an account needs for a set of actions. */
export interface LeastPrivilege {
  /** Application → object → rights, in the words of Intacct's role page. */
  readonly intacct: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Scopes of the HubSpot app. */
  readonly hubspot: readonly string[];
  /** What depends on the input, such as the object that is queried. */
  readonly inputDependent: readonly string[];
}

type Contracts = Readonly<Record<string, Contract>>;

/** Former names included. */
const bySystem: Readonly<Record<string, Contracts>> = {
  hubspot: hubspotCatalogue,
  intacct: {
    ...Object.fromEntries(Object.entries(intacctAliases).map(([old, name]) => [old, intacctCatalogue[name]])),
    ...intacctCatalogue,
  },
};

/** By name alone; where both systems have an action of the name, it is Intacct's. */
const contracts: Contracts = { ...bySystem.hubspot, ...bySystem.intacct };

export class UnknownAction extends Error {
  constructor(
    readonly action: string,
    readonly nearest: readonly string[],
  ) {
    super(`There is no action "${action}".${suggestion(nearest)}`);
    this.name = 'UnknownAction';
  }
}

/**
 * What a role and an app must allow for these actions, each right once. A name may say its system, such as
 * `hubspot.getContact`. Throws `UnknownAction`.
 */
export function permissionsFor(actionNames: readonly string[]): LeastPrivilege {
  return mergedPermissions(actionNames.map(contractOf));
}

/** The same for contracts at hand. */
export function mergedPermissions(chosen: readonly Pick<Contract, 'permissions'>[]): LeastPrivilege {
  const lines = [...new Set(chosen.flatMap(({ permissions }) => permissions))].sort();
  const intacct: Record<string, Record<string, string[]>> = {};
  for (const line of lines.filter(isIntacct)) {
    const [application = '', object = '', right = ''] = line.split(' / ');
    const objects = intacct[application] ?? {};
    intacct[application] = { ...objects, [object]: inRoleOrder([...(objects[object] ?? []), right]) };
  }
  return {
    intacct,
    hubspot: lines.filter(isScope),
    inputDependent: lines.filter((line) => !isIntacct(line) && !isScope(line)),
  };
}

function contractOf(name: string): Contract {
  const [, system, own] = /^(intacct|hubspot)\.(.+)$/.exec(name) ?? [];
  const known = system === undefined ? contracts : (bySystem[system] ?? {});
  const contract = Object.hasOwn(known, own ?? name) ? known[own ?? name] : undefined;
  if (contract) return contract;
  throw new UnknownAction(name, nearestNames(name, Object.keys(contracts)));
}

const isIntacct = (line: string) => line.split(' / ').length === 3;
const isScope = (line: string) => /^[a-z_]+(\.[a-z_]+)+$/.test(line);

const roleOrder = ['List', 'View', 'Add', 'Edit', 'Delete', 'Post', 'Reverse', 'Approve'];

function inRoleOrder(rights: readonly string[]): string[] {
  const place = (right: string) => (roleOrder.includes(right) ? roleOrder.indexOf(right) : roleOrder.length);
  return [...rights].sort((one, other) => place(one) - place(other));
}
