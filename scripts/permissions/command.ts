import { Command } from 'commander';
import { type LeastPrivilege, permissionsFor } from '../../connectors/permissions.js';
import { columns } from '../actions/columns.js';

interface Flags {
  json?: true;
}

/** Tells the least that an account must be allowed for some actions. */
export function permissionsCommand(): Command {
  return new Command('permissions')
    .description('Tells the least that an account must be allowed so that these actions work.')
    .argument('<actions...>', 'names of actions, such as createInvoice postInvoice')
    .option('--json', 'print JSON, for scripts')
    .action((names: string[], { json }: Flags) => {
      const needed = permissionsFor(names);
      console.log(json ? JSON.stringify(needed, undefined, 2) : permissionsText(needed));
    });
}

function permissionsText({ intacct, hubspot, inputDependent }: LeastPrivilege): string {
  const rights = Object.entries(intacct).flatMap(([application, objects]) =>
    Object.entries(objects).map(([object, allowed]) => [application, object, allowed.join(', ')]),
  );
  const parts = [
    rights.length > 0 && columns([['APPLICATION', 'OBJECT', 'RIGHTS'], ...rights]),
    hubspot.length > 0 && `HUBSPOT SCOPES\n${hubspot.join('\n')}`,
    inputDependent.length > 0 && `DEPENDING ON THE INPUT\n${inputDependent.join('\n')}`,
  ];
  return parts.filter(Boolean).join('\n\n') || 'None.';
}
