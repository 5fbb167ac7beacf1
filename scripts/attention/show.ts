import { WorkflowNotFoundError } from '@temporalio/client';
import type { Attention, DecisionName, Status } from '../../workflows/board.js';
import { ageOf } from './age.js';
import { oneLine } from './list.js';
import { pageOf, type Server } from './server.js';

/** How long a run may take to answer. */
const answerMs = 15_000;

/** All that a run tells of itself. */
export interface Shown {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly executionStatus: string;
  readonly startedAt: string;
  readonly searchAttributes: Readonly<Record<string, unknown>>;
  readonly url: string | undefined;
  /** Undefined when no worker answers; `attention` is known all the same. */
  readonly status: Status | undefined;
  readonly attention: readonly Attention[];
}

export async function shown(server: Server, workflowId: string): Promise<Shown> {
  const run = server.client.workflow.getHandle(workflowId);
  const { runId, type, status, startTime, memo, typedSearchAttributes } = await run.describe().catch((error) => {
    throw error instanceof WorkflowNotFoundError ? new Error(`There is no run with the ID ${workflowId}.`) : error;
  });
  const answered = await server.client
    .withDeadline(Date.now() + answerMs, () => run.query<Status>('status'))
    .catch(() => undefined);
  return {
    workflowId,
    runId,
    type,
    executionStatus: status.name,
    startedAt: startTime.toISOString(),
    searchAttributes: Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value])),
    url: pageOf(server, workflowId, runId),
    status: answered,
    attention: answered?.attention ?? (memo?.attention as Attention[] | undefined) ?? [],
  };
}

export function shownText(run: Shown): string {
  const { status, attention, workflowId } = run;
  const open = run.executionStatus === 'RUNNING';
  return [
    heading(run),
    ...(open ? attention.map((waiting) => attentionText(workflowId, waiting, attention.length > 1)) : []),
    ...(open && attention.length === 0 ? ['It waits for nobody.'] : []),
    ...(status ? [progressText(status)] : ['What it has done is not known: no worker answers its `status` query.']),
    ...(status ? [linksText(status)] : []),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function heading({ workflowId, type, executionStatus, startedAt, searchAttributes, url }: Shown): string {
  const found = Object.entries(searchAttributes).filter(([name]) => /^(Intacct|ExternalId)/.test(name));
  return [
    `${workflowId} · ${type} · ${executionStatus.toLowerCase()}, started ${ageOf(startedAt)} ago`,
    ...found.map(([name, value]) => `  ${name} = ${oneLine(String(value))}`),
    ...(url ? [`  ${url}`] : []),
  ].join('\n');
}

function attentionText(workflowId: string, waiting: Attention, oneOfSeveral: boolean): string {
  const { step, code, message, cause, advice, field, value, supportId, since, decisions } = waiting;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['what', message],
    ['why', cause],
    ['what to do', advice],
    ['field', field === undefined || value === undefined ? field : `${field} = ${value}`],
    ['support ID', supportId],
    ['explained in', `docs/errors.md#${code}`],
  ];
  const rest = oneOfSeveral ? ` --step "${step}"` : '';
  return [
    `WAITS ${ageOf(since)}: ${step} (${code})`,
    ...facts.flatMap(([name, text]) => (text ? [`  ${name.padEnd(13)}${oneLine(text)}`] : [])),
    '  decide, one of:',
    ...decisions.map((name) => `    attention resolve ${workflowId} --decision ${name}${argumentsOf(name)}${rest}`),
  ].join('\n');
}

function argumentsOf(decision: DecisionName): string {
  if (decision === 'retry') return ' [--input file.json]';
  return decision === 'use' ? ' --record <record number>' : '';
}

function progressText({ done, now }: Status): string {
  return [...done.map((sentence) => `  done  ${oneLine(sentence)}`), ...(now ? [`  now   ${oneLine(now)}`] : [])].join(
    '\n',
  );
}

function linksText({ links }: Status): string {
  return Object.entries(links)
    .map(([name, url]) => `  ${name}: ${url}`)
    .join('\n');
}
