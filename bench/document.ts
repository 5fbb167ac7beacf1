import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { asTable, type Figure, missedGoals } from './figures.js';
import type { Group } from './group.js';

export interface Measured {
  readonly name: string;
  readonly group: Group;
  readonly figures: readonly Figure[];
}

/** docs/benchmarks.md: figures with everything that is needed to judge and to repeat them. */
export function documentOf(measured: readonly Measured[]): string {
  return `# Benchmarks

Written by \`npm run bench -- --save\`. Do not edit.

Measured on ${machine()}, on ${new Date().toISOString().slice(0, 10)}.

\`\`\`
npm run bench                     # all groups: ${measured.map(({ name }) => name).join(', ')}
npm run bench -- gateway          # one of them
npm run bench -- gateway --json   # one line for programs
npm run bench -- --save           # and writes this page
\`\`\`

${measured.map(section).join('\n')}
## What these figures do not say

They are taken against the sandbox on the same machine, not against Sage's servers: no internet in between, no TLS, and service times that
are guesses where no public source gives any (\`typical\` above all). Absolute times belong to this machine; the ratios carry further,
because both sides of each were measured in turn, in one run. Nothing fails here: what lost replies and refusals cost is not in these figures.
`;
}

function section({ name, group, figures }: Measured): string {
  const missed = missedGoals(figures);
  return `## ${name}

${group.about}

${asTable(figures)}

${missed.length > 0 ? `Goals missed:\n\n${list(missed)}\n\n` : ''}How it was measured:

${list(group.method)}
`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[1]?.toFixed(1);
  return `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GB of memory, Node.js ${process.versions.node}, load average ${load}`;
}
