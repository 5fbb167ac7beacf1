import { Command, InvalidArgumentError } from 'commander';
import { loadEnvironment } from '../../config.js';
import { areas, examine } from './examine.js';
import { type Area, isWell } from './finding.js';
import { findingsText } from './text.js';

interface Flags {
  connection: string;
  actions?: string[];
  only?: Area[];
  json?: true;
}

/** Says whether a set-up works, and what is wrong where it does not. Exits with 1 when something is wrong. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'Looks at credentials, permissions, the company, HubSpot and Temporal, and says what is wrong. Changes nothing.',
    )
    .option('--connection <name>', 'which company, such as acme or acme/E100', 'default')
    .option(
      '--actions <names>',
      'what it must be able to do, such as createInvoice,postInvoice (default: the shipped workflows)',
      list,
    )
    .option('--only <areas>', `one or several of ${areas.join(', ')}`, areaList)
    .option('--json', 'print JSON, for scripts')
    .addHelpText('after', '\nReads the environment and .env, as the worker does. Exit code 1 when something is wrong.')
    .action(async ({ json, ...flags }: Flags) => {
      const findings = await examine({ ...flags, environment: loadEnvironment() });
      const ok = isWell(findings);
      console.log(json ? JSON.stringify({ ok, findings }, undefined, 2) : findingsText(findings));
      if (!ok) process.exitCode = 1;
    });
}

const list = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

function areaList(text: string): Area[] {
  const named = list(text);
  const unknown = named.filter((name) => !areas.includes(name as Area));
  if (unknown.length > 0 || named.length === 0) throw new InvalidArgumentError(`Choose of ${areas.join(', ')}.`);
  return named as Area[];
}
