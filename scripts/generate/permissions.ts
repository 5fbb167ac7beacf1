import { mergedPermissions } from '../../connectors/permissions.js';
import type { ActionGroup, NamedAction } from '../actions/groups.js';
import { type GeneratedDocument, generatedNotice } from './document.js';
import { code, sections, table } from './markdown.js';

/** docs/permissions.md */
export function permissionsDocument(groups: readonly ActionGroup[]): GeneratedDocument {
  return { path: 'docs/permissions.md', render: () => page(groups) };
}

const introduction = `# Permissions

Give the connector’s user no more than its actions need. For the ones that you use, in one table:

\`\`\`
npm run permissions -- createInvoice postInvoice
npm run permissions -- createInvoice postInvoice --json
\`\`\`

Intacct’s rights are set in a role (Company > Admin > Roles > Subscriptions > Permissions), under the application and the object that
stand here. The user is a Web Services user; the application must be subscribed: [step by step](connecting.md). HubSpot’s are scopes of
the private app. \`npm run doctor -- --actions createInvoice,postInvoice\` says which of them a connection lacks.`;

function page(groups: readonly ActionGroup[]): string {
  return `${sections(generatedNotice, introduction, ...groups.map(groupSection))}\n`;
}

function groupSection({ name, title, actions }: ActionGroup): string {
  const rows = actions.map((action) => [
    `[${code(action.name)}](actions/${name}.md#${action.name.toLowerCase()})`,
    needs(action),
  ]);
  return sections(`## ${title}`, table(['action', 'needs'], rows));
}

function needs({ contract }: NamedAction): string {
  const { intacct, hubspot, inputDependent } = mergedPermissions([contract]);
  const rights = Object.entries(intacct).flatMap(([application, objects]) =>
    Object.entries(objects).map(([object, allowed]) => `${application} / ${object}: ${allowed.join(', ')}`),
  );
  return [...rights, ...hubspot.map(code), ...inputDependent].join('; ') || 'nothing';
}
