import { fieldRows } from '../actions/fields.js';
import type { ActionGroup, NamedAction } from '../actions/groups.js';
import { snippet } from '../actions/snippet.js';
import { type GeneratedDocument, generatedNotice } from './document.js';
import { code, sections, table } from './markdown.js';

/** docs/actions/README.md */
export function actionIndex(groups: readonly ActionGroup[]): GeneratedDocument {
  return { path: 'docs/actions/README.md', render: () => indexPage(groups) };
}

/** docs/actions/<group>.md */
export function actionPage(group: ActionGroup): GeneratedDocument {
  return { path: `docs/actions/${group.name}.md`, render: () => groupPage(group) };
}

function indexPage(groups: readonly ActionGroup[]): string {
  const count = groups.reduce((sum, { actions }) => sum + actions.length, 0);
  const introduction = `# Actions

${count} actions. In a workflow, \`const { createInvoice } = intacct()\` gives one as a typed function; HubSpot’s come from \`hubspot()\`.
Everything but *read* is a write and happens exactly once. On the command line, \`npm run actions -- createInvoice\` tells the same.
JSON Schemas of inputs and outputs are in [schemas/actions](../../schemas/actions); what an account must be allowed
is in [permissions](../permissions.md).`;
  return `${sections(generatedNotice, introduction, ...groups.map(indexSection))}\n`;
}

function indexSection({ name, title, actions }: ActionGroup): string {
  const rows = actions.map(({ name: action, contract }) => [
    `[${code(action)}](${name}.md#${action.toLowerCase()})`,
    contract.effect,
    contract.summary,
  ]);
  return sections(`## [${title}](${name}.md)`, table(['action', 'effect', 'what it does'], rows));
}

function groupPage({ title, actions }: ActionGroup): string {
  return `${sections(generatedNotice, `# ${title}`, ...actions.map(actionSection))}\n`;
}

function actionSection({ name, contract }: NamedAction): string {
  return sections(
    `## ${name}`,
    `**${contract.summary}** (${contract.effect})`,
    contract.details,
    fieldsTable('Input', contract, 'input'),
    fieldsTable('Output', contract, 'output'),
    `Example:\n\n\`\`\`ts\n${snippet(name, contract)}\n\`\`\``,
    contract.errors !== undefined && `Errors to expect: ${contract.errors.map(errorLink).join(', ')}.`,
    contract.permissions.length > 0 && `Permissions: ${contract.permissions.join(', ')}.`,
    `Source: <${contract.source}>`,
  );
}

function fieldsTable(heading: string, contract: NamedAction['contract'], io: 'input' | 'output'): string {
  const rows = fieldRows(contract[io], io).map(({ path, type, required, description }) => [
    code(path),
    type,
    ...(io === 'input' ? [required ? 'yes' : ''] : []),
    description,
  ]);
  if (rows.length === 0) return `${heading}: ${io === 'input' ? 'nothing' : 'whatever the call returns'}.`;
  const headings = io === 'input' ? ['field', 'type', 'required', 'description'] : ['field', 'type', 'description'];
  return sections(`${heading}:`, table(headings, rows));
}

const errorLink = (error: string) => `[${code(error)}](../errors.md#${error})`;
