import { Command } from 'commander';
import { newApiKey } from '../../api/keys.js';
import { serve } from './serve.js';

/** The webhook server and API as a program; see `config.ts` for what it needs in the environment. */
export function serverCommand(): Command {
  return new Command('server')
    .description('Takes webhooks and API calls, and starts workflows. Set up by the environment or .env.')
    .action(() => serve())
    .addCommand(keyCommand());
}

function keyCommand(): Command {
  return new Command('key')
    .description('Makes an API key: prints it once, and the entry for API_KEYS that lets it in.')
    .argument('<name>', 'whose key it is: letters, digits, - and _')
    .argument(
      '<scopes...>',
      "what it may do, such as 'intacct.*:read' 'intacct.*Invoice*' 'workflows.createInvoice' runs",
    )
    .option('--json', 'print JSON, for scripts')
    .action((name: string, scopes: string[], { json }: { json?: true }) => {
      const made = newApiKey(name, scopes);
      console.log(json ? JSON.stringify(made) : `key       ${made.key}\nAPI_KEYS  ${made.entry}`);
    });
}
