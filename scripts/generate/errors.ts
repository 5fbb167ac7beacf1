import { nangoFailures } from '../../connectors/credentials/nango-errors.js';
import type { Retry } from '../../connectors/errors.js';
import { connectorErrors } from '../../connectors/intacct/gateway/error-catalogue/connector.js';
import {
  type CatalogueEntry,
  type Certainty,
  type ErrorMeaning,
  errorThemes,
  type Sign,
  type Theme,
  unpublished,
} from '../../connectors/intacct/gateway/error-catalogue.js';
import { type GeneratedDocument, generatedNotice } from './document.js';
import { hubSpotFailures, type OtherFailure, workflowFailures } from './other-failures.js';

export const errorsDocument: GeneratedDocument = { path: 'docs/errors.md', render };

function render(): string {
  return `${[
    generatedNotice,
    introduction(),
    codeIndex(),
    ...errorThemes.map(themeChapter),
    chapter('The connector itself', connectorErrors.map(meaningSection)),
    chapter('Processes', [otherTable(workflowFailures)]),
    chapter('HubSpot', [otherTable(hubSpotFailures)]),
    chapter('Nango', [otherTable(Object.entries(nangoFailures).map(([code, failure]) => ({ code, ...failure })))]),
  ].join('\n\n')}\n`;
}

function introduction(): string {
  return `# Errors and what to do about them

A step that failed shows its \`type\` in the Temporal UI, such as \`number_taken\`: search this page for it. Or search for Intacct’s
own number, such as \`BL03002185\`, or for the words you see.

- **What Intacct says stays as it is**: its words are in the message, its number and support ID in the details
  (\`vendorCode\`, \`supportId\`). Give the support ID to Sage when you ask them. What the words name, such as the account or the
  number that is taken, stands in \`values\`.
- **Intacct’s numbers mislead.** \`BL01001973\` says only “could not create” and comes along with the real reason; \`XL03000009\` says
  that a sibling failed. So all errors of an answer are read, and the most specific one decides.
- **How sure we are** stands with each sign: *sure* is known from Sage’s own material or from several companies, *reported* from one
  source, *unsure* is hearsay, or the words of our sandbox where Intacct’s are not published.
- **Repeated by itself** means that nobody need do anything unless it lasts.`;
}

/** Intacct's numbers, in order, with the codes they lead to. */
function codeIndex(): string {
  const byNumber = new Map<string, Set<string>>();
  for (const { code, signs } of errorThemes.flatMap(({ entries }) => entries)) {
    for (const number of signs.flatMap(({ codes, errorId }) => [...(codes ?? []), ...(errorId ? [errorId] : [])])) {
      byNumber.set(number, (byNumber.get(number) ?? new Set()).add(code));
    }
  }
  const rows = [...byNumber]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([number, codes]) => `| \`${number}\` | ${[...codes].map(link).join(', ')} |`);
  return `## By Intacct’s number\n\n| number | type |\n|---|---|\n${rows.join('\n')}`;
}

function link(code: string): string {
  return `[\`${code}\`](#${code})`;
}

function themeChapter({ title, entries }: Theme): string {
  return chapter(title, entries.map(entrySection));
}

function chapter(title: string, sections: readonly string[]): string {
  return [`## ${title}`, ...sections].join('\n\n');
}

function entrySection(entry: CatalogueEntry): string {
  return `${meaningSection(entry)}\n\nRecognised by:\n\n${entry.signs.map(signLine).join('\n')}`;
}

function meaningSection({ code, title, cause, solution, retry = 'no', field }: ErrorMeaning): string {
  return [
    `### ${code}`,
    `**${title}.** ${cause}`,
    `*What to do:* ${solution}`,
    `*Repeated by itself:* ${retryWords(retry)}.${field ? ` *Field:* \`${field}\`.` : ''}`,
  ].join('\n\n');
}

function retryWords(retry: Retry): string {
  if (retry === 'no') return 'no';
  if (retry === 'soon') return 'yes, with growing pauses';
  return `yes, after about ${retry.afterMs / 1_000} seconds`;
}

const certaintyWords: Readonly<Record<Certainty, string>> = { high: 'sure', medium: 'reported', low: 'unsure' };

function signLine(sign: Sign): string {
  const numbers = [...(sign.codes ?? []), ...(sign.errorId ? [sign.errorId] : [])].map((number) => `\`${number}\``);
  return `- ${[numbers.join(', '), wordsOf(sign)].filter(Boolean).join(': ')} (${certaintyWords[sign.certainty]})`;
}

/** Without a pattern of its own, a sign goes by number or place alone, whatever the words. */
function wordsOf({ text, codes, errorId, level, example }: Sign): string {
  if (text) return `“${example}”`;
  if (!codes && !errorId)
    return level === 'authentication' ? 'any other refusal of the sign-in' : 'any other refusal of the request';
  return example === unpublished ? 'whatever the words' : `whatever the words, such as “${example}”`;
}

function otherTable(failures: readonly OtherFailure[]): string {
  const rows = failures.map(({ code, cause, solution }) => `| \`${code}\` | ${cause} | ${solution} |`);
  return `| type | why | what to do |\n|---|---|---|\n${rows.join('\n')}`;
}
