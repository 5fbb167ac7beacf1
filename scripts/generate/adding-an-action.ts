import { actionSources } from './action-sources.js';
import { type GeneratedDocument, generatedNotice } from './document.js';
import { sections } from './markdown.js';

/** docs/adding-an-action.md; its diffs are the real code. */
export const addingAnActionDocument: GeneratedDocument = { path: 'docs/adding-an-action.md', render };

/** A write of average length, and a list, which a factory makes. */
const shown = ['updateCustomer', 'listCustomers'] as const;

async function render(): Promise<string> {
  const sources = await actionSources(shown);
  const [write = '', list = ''] = shown.map((name) => diffOf(sources.find((source) => source.name === name)));
  return `${sections(generatedNotice, before, write, after, list, checklist)}\n`;
}

function diffOf(source: { file: string; code: string } | undefined): string {
  if (!source)
    throw new Error(
      `An action that docs/adding-an-action.md shows is gone; choose another in ${import.meta.filename}.`,
    );
  const { file, code } = source;
  const lines = code.split('\n');
  return `\`\`\`diff
--- a/${file}
+++ b/${file}
@@ +${lines.length} @@
${lines.map((line) => `+${line}`).join('\n')}
\`\`\``;
}

const before = `# Adding an action

An action is one definition in one file: a contract, then the few lines that are its own. This is the whole change that adds one:`;

const after = `From these lines follow, without another:

- the function in workflows, \`const { updateCustomer } = intacct()\`, with exact types of input and output;
- the activity \`intacct.updateCustomer\`, done once however often its worker dies, and its line in the Temporal UI;
- refusals of wrong input before anything is sent, with the path of the field and advice;
- its part of [the reference](actions/README.md), of the JSON Schemas, of the list of names and of
  [the least privilege](permissions.md), and \`npm run actions -- updateCustomer\`;
- its tests: the example runs against the sandbox; wrong names, wrong types and missing fields are refused and nothing leaves; records that
  do not exist are explained; what it creates is read back equal.

What several objects do alike comes from a factory. A list is named rather than written:`;

const checklist = `## Steps

1. **Fields.** \`connectors/intacct/shapes/<object>.ts\` names the fields of the object once: our name, Intacct’s path, the kind. Use the names that
   other objects have (\`customerId\`, \`paymentTerm\`, \`memo\`).
2. **Action.** \`connectors/intacct/objects/<object>.ts\` exports actions and nothing else. A new file is one more line in
   \`connectors/intacct/catalogue.ts\`; an action in an existing file is none.
   - A create says how its record is recognised: by the number that the caller gave, else by the values that were sent.
   - An update says when it has taken effect. Null empties a field.
   - Errors are codes of [the catalogue](errors.md).
3. **Example.** It runs against the sandbox’s demo company, all examples in one company one after the other: use numbers that no other uses.
   \`given\` creates what must be there first; \`{{customer.id}}\` is a result of such a step.
4. **Check.** \`npx jest test/actions/examples test/actions/contract -t <name>\`, then \`npm run generate\`.
   What the official SDK can build as well gets a line in \`test/actions/official-sdk-functions.ts\`.
5. **Renaming.** Running workflows call an action by the name it had. A line in \`connectors/intacct/aliases.ts\` keeps the former one alive;
   \`npm run generate\` refuses to lose it.

The median definition is kept under 35 lines (\`npx tsx scripts/action-sizes.ts\`): what grows longer has a helper in it that wants a name.`;
