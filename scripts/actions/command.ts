import { Command } from 'commander';
import { nearestNames, suggestion } from '../../connectors/nearest.js';
import { columns } from './columns.js';
import { actionJson, actionText } from './describe.js';
import { actionGroups, type NamedAction } from './groups.js';

interface Flags {
  json?: true;
}

interface Listed extends NamedAction {
  readonly group: string;
  readonly system: string;
}

/** Lists the catalogue, or tells all about one action. */
export function actionsCommand(): Command {
  return new Command('actions')
    .description('Lists the actions with their effect and what they do, or tells all about one.')
    .argument(
      '[name-or-word]',
      'an action, such as createInvoice or hubspot.getContact, or a word that the listed ones must contain',
    )
    .option('--json', 'print JSON, for scripts')
    .addHelpText(
      'after',
      '\nExamples:\n  actions invoice         those about invoices\n  actions createInvoice   its fields, an example, errors and permissions',
    )
    .action(async (wanted: string | undefined, { json }: Flags) => {
      console.log(await told(wanted, json === true));
    });
}

/** What the command prints; throws when nothing has the name or contains the word. */
async function told(wanted: string | undefined, json: boolean): Promise<string> {
  const all = await listedActions();
  const named = all.find(({ name, system }) => isNamed(wanted, name) || isNamed(wanted, `${system}.${name}`));
  if (named) return json ? pretty(actionJson(named)) : actionText(named);
  const found = wanted === undefined ? all : all.filter((action) => contains(action, wanted));
  if (found.length === 0) throw new Error(`There is no action "${wanted}".${suggestion(nearest(wanted ?? '', all))}`);
  return json
    ? pretty(found.map(entry))
    : columns(found.map(({ name, contract }) => [name, contract.effect, contract.summary]));
}

async function listedActions(): Promise<Listed[]> {
  const groups = await actionGroups();
  return groups.flatMap(({ name, system, actions }) => actions.map((action) => ({ ...action, group: name, system })));
}

const isNamed = (wanted: string | undefined, name: string) => wanted?.toLowerCase() === name.toLowerCase();

function contains({ name, group, contract }: Listed, word: string): boolean {
  return [name, group, contract.effect, contract.summary].some((text) =>
    text.toLowerCase().includes(word.toLowerCase()),
  );
}

function entry({ name, group, contract: { effect, summary } }: Listed): object {
  return { name, group, effect, summary };
}

function nearest(wanted: string, all: readonly Listed[]): readonly string[] {
  return nearestNames(
    wanted,
    all.map(({ name }) => name),
  );
}

const pretty = (value: unknown) => JSON.stringify(value, undefined, 2);
