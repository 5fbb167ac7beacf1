import { intacctAliases } from '../../connectors/intacct/aliases.js';
import type { ActionGroup } from '../actions/groups.js';
import type { GeneratedDocument } from './document.js';

type System = ActionGroup['system'];
type Names = Readonly<Record<System, readonly string[]>>;

/**
 * docs/actions/names.json: every name that an action has or had. Workflows that run call activities by the name of when they
 * started, so rendering throws when a name of before is neither an action nor an alias.
 */
export function namesDocument(groups: readonly ActionGroup[]): GeneratedDocument {
  return {
    path: 'docs/actions/names.json',
    render: (before) => `${JSON.stringify(namesOf(groups, before), undefined, 2)}\n`,
  };
}

function namesOf(groups: readonly ActionGroup[], before: string | undefined): Names {
  const present: Names = {
    intacct: [...namesIn(groups, 'intacct'), ...Object.keys(intacctAliases)].sort(),
    hubspot: namesIn(groups, 'hubspot').sort(),
  };
  const gone = before ? vanished(JSON.parse(before), present) : [];
  if (gone.length === 0) return present;
  throw new Error(
    `${gone.join(', ')}: no action has this name any more. Running workflows may still call it: add a line to connectors/intacct/aliases.ts.`,
  );
}

function namesIn(groups: readonly ActionGroup[], wanted: System): string[] {
  return groups.filter(({ system }) => system === wanted).flatMap(({ actions }) => actions.map(({ name }) => name));
}

function vanished(before: Names, present: Names): string[] {
  return (['intacct', 'hubspot'] as const).flatMap((system) =>
    (before[system] ?? []).filter((name) => !present[system].includes(name)),
  );
}
