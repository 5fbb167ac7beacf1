import { everyWorkflow, type WorkflowContract } from '../../activities/contracts/contract.js';
import { workflowContracts } from '../../activities/contracts/index.js';
import { type FieldRow, fieldRows } from '../actions/fields.js';
import { literal } from '../actions/snippet.js';
import { type GeneratedDocument, generatedNotice } from './document.js';
import { code, sections, table } from './markdown.js';

/** docs/shipped-workflows.md */
export const workflowsDocument: GeneratedDocument = { path: 'docs/shipped-workflows.md', render };

const introduction = `# Shipped workflows

A worker of this package, and any worker with the plugin, runs these. Start one from the Temporal UI (“Start Workflow”), by a client, as a
child workflow, or on a shell; the input is checked before anything else happens, and refused with the path of the field:

\`\`\`
temporal workflow start --task-queue intacct --type runAction --input '{"action":"intacct.getCustomer","input":{"id":"C100"}}'
\`\`\`

A refused step waits for a person. How to compose a workflow of your own: [workflows.md](workflows.md).`;

function render(): string {
  const workflows = Object.entries(workflowContracts).sort(([one], [other]) => (one < other ? -1 : 1));
  const index = workflows.map(([name, { summary }]) => [`[${code(name)}](#${name.toLowerCase()})`, summary]);
  const shared = fieldRows(workflows[0]?.[1].input as never, 'input').filter(({ path }) => path in everyWorkflow);
  return `${sections(
    generatedNotice,
    introduction,
    table(['workflow', 'what it does'], index),
    '## What all of them take',
    fieldsTable(shared),
    ...workflows.map(([name, contract]) => workflowSection(name, contract)),
  )}\n`;
}

function workflowSection(name: string, { summary, details, input, example }: WorkflowContract): string {
  const own = fieldRows(input, 'input').filter(({ path }) => !(path in everyWorkflow));
  return sections(
    `## ${name}`,
    `**${summary}**`,
    details,
    fieldsTable(own),
    `Example:\n\n\`\`\`ts\nawait client.workflow.execute('${name}', {\n  taskQueue: 'intacct',\n  workflowId: '…',\n  args: [${literal(example, '  ')}],\n});\n\`\`\``,
  );
}

/** Fields of the first two levels; what is deeper is an action’s, and its page has it. */
function fieldsTable(rows: readonly FieldRow[]): string {
  const shown = rows.filter(({ path }) => path.split('.').length <= 2);
  return table(
    ['field', 'type', 'required', 'description'],
    shown.map(({ path, type, required, description }) => [code(path), type, required ? 'yes' : '', description]),
  );
}
