import { type Area, type Finding, isWell } from './finding.js';

const titles: Readonly<Record<Area, string>> = { intacct: 'SAGE INTACCT', hubspot: 'HUBSPOT', temporal: 'TEMPORAL' };

/** One line for each finding, and below it why it matters and what to do. */
export function findingsText(findings: readonly Finding[]): string {
  const groups = [...new Set(findings.map(({ area }) => area))].map((area) => {
    const lines = findings.filter((finding) => finding.area === area).map(findingText);
    return `${titles[area]}\n${lines.join('\n')}`;
  });
  return [...groups, conclusion(findings)].join('\n\n');
}

function findingText({ state, check, what, why, fix, code }: Finding): string {
  const line = `  ${state.padEnd(5)}  ${check}: ${what}${code === null ? '' : ` [${code}]`}`;
  const more = [why && `why  ${why}`, fix && `fix  ${fix}`].filter(Boolean);
  return [line, ...more.map((text) => `           ${String(text).replaceAll('\n', '\n                ')}`)].join('\n');
}

function conclusion(findings: readonly Finding[]): string {
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  if (!isWell(findings)) return `${count('wrong')} wrong, ${count('warn')} to look at.`;
  return count('warn') > 0 ? `It works; ${count('warn')} to look at.` : 'All is well.';
}
