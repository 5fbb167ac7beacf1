import { columns } from '../actions/columns.js';
import { ageOf } from './age.js';
import type { Parked } from './parked.js';

export const groupings = ['code', 'connection', 'type', 'step'] as const;

export type Grouping = (typeof groupings)[number];

export interface ListOptions {
  readonly by: Grouping;
  /** How many of each group to show; all are counted. */
  readonly limit: number;
}

interface Group {
  count: number;
  readonly shown: Parked[];
}

/** What waits, grouped, the largest group first. */
export async function listText(steps: AsyncIterable<Parked>, { by, limit }: ListOptions): Promise<string> {
  const groups = new Map<string, Group>();
  for await (const step of steps) {
    const group = groups.get(step[by] ?? '(unknown)') ?? { count: 0, shown: [] };
    groups.set(step[by] ?? '(unknown)', group);
    group.count += 1;
    if (group.shown.length < limit) group.shown.push(step);
  }
  if (groups.size === 0) return 'Nothing waits for a person.';
  const largestFirst = [...groups].sort(([, one], [, other]) => other.count - one.count);
  const total = largestFirst.reduce((sum, [, { count }]) => sum + count, 0);
  return [
    `${total} ${total === 1 ? 'step waits' : 'steps wait'} for a person.`,
    ...largestFirst.map(([name, group]) => groupText(name, group, by)),
    'All about one: attention show <workflow ID>. To decide: attention resolve <workflow ID> --decision retry',
  ].join('\n\n');
}

function groupText(name: string, { count, shown }: Group, by: Grouping): string {
  const advice = new Set(shown.map((step) => step.advice));
  const same = by === 'code' && advice.size === 1 ? [...advice][0] : undefined;
  return [
    `${name} · ${count}`,
    ...(same ? [`  ${oneLine(same)}`] : []),
    ...indented(columns(shown.map((step) => rowOf(step, by)))),
    ...(count > shown.length ? [`  … and ${count - shown.length} more: --limit ${count}, or --json`] : []),
  ].join('\n');
}

function rowOf(step: Parked, by: Grouping): string[] {
  return [
    ageOf(step.since).padStart(6),
    step.workflowId,
    ...(by === 'type' ? [] : [step.type]),
    ...(by === 'step' ? [] : [step.step ?? '?']),
    ...(by === 'code' ? [] : [step.code ?? '?']),
    `${oneLine(step.message ?? '')}${step.url ? `\n${' '.repeat(8)}${step.url}` : ''}`,
  ];
}

/** Texts of other systems must not upset the lines, nor the terminal. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`);
}
