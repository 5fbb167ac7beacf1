import { Command } from 'commander';
import { loadEnvironment } from '../../config.js';
import { environmentCredentials } from '../../connectors/credentials/environment.js';
import { type NangoConnectSession, nangoConnectSession } from '../../connectors/credentials/nango-connect.js';
import { type Finding, isWell } from '../doctor/finding.js';
import { examineSignIn } from '../doctor/intacct.js';
import { findingsText } from '../doctor/text.js';
import { stillNeeded, variablesOf } from './credentials.js';
import { writeVariables } from './dotenv-file.js';
import { entered } from './prompt.js';

interface Flags {
  connection: string;
  file: string;
  force?: boolean;
  test: boolean;
  json?: true;
}

const examples = `
Asks for the five credentials on a terminal; else reads them as JSON from standard input:
  {"senderId": "…", "senderPassword": "…", "companyId": "…", "userId": "…", "userPassword": "…"}
The sender may be left out when INTACCT_SENDER_ID and INTACCT_SENDER_PASSWORD are set. With NANGO_SECRET_KEY, prints the
link at which the company's administrator enters them at Nango instead. See docs/connecting.md.`;

/** Connects a company: tries its credentials and keeps them in .env, or has them entered at Nango. */
export function connectCommand(): Command {
  return new Command('connect')
    .description('Connects an Intacct company: takes its credentials, tries them, and keeps them in .env or at Nango.')
    .option('--connection <name>', 'how workflows will name it, such as acme', 'default')
    .option('--file <path>', 'where to keep the credentials', '.env')
    .option('--force', 'replace other values that the file has')
    .option('--no-test', 'keep them without trying them')
    .option('--json', 'print JSON, for scripts')
    .addHelpText('after', examples)
    .action((flags: Flags) => (loadEnvironment().NANGO_SECRET_KEY ? atNango(flags) : inFile(flags)));
}

async function inFile({ connection, file, force = false, test, json }: Flags): Promise<void> {
  const environment = loadEnvironment();
  const variables = variablesOf(connection, await entered(stillNeeded(environment)), environment);
  const findings = test ? await signsIn(connection, { ...environment, ...variables }) : [];
  const ok = isWell(findings);
  if (ok) writeVariables(file, variables, { force });
  else process.exitCode = 1;
  const written = ok ? Object.keys(variables) : [];
  console.log(json ? JSON.stringify({ ok, connection, written, findings }) : resultText(findings, written, file));
}

async function signsIn(connection: string, environment: Readonly<Record<string, string | undefined>>) {
  return examineSignIn(connection, await environmentCredentials(environment).intacct(connection));
}

function resultText(findings: readonly Finding[], written: readonly string[], file: string): string {
  const result =
    written.length > 0
      ? `Written to ${file}: ${written.join(', ')}.\nNext: npm run doctor -- --only intacct`
      : 'Nothing was written. Mend what is wrong and try again, or add --no-test to keep it all the same.';
  return [findings.length > 0 && findingsText(findings), result].filter(Boolean).join('\n\n');
}

async function atNango({ connection, json }: Flags): Promise<void> {
  const session = await nangoConnectSession(connection, loadEnvironment());
  console.log(json ? JSON.stringify({ ok: true, connection, ...session }) : linkText(connection, session));
}

function linkText(connection: string, { link, expiresAt, variable }: NangoConnectSession): string {
  return `Have the company's administrator open this and enter the five credentials, until ${expiresAt}:
  ${link}

Nango then lists a connection with the tag connection=${connection}. Put its ID into .env, unless it is "${connection}":
  ${variable}=…
Next: npm run doctor -- --only intacct --connection ${connection}`;
}
