import { defineQuery, setCurrentDetails, setHandler, upsertMemo, upsertSearchAttributes } from '@temporalio/workflow';
import { searchAttributeKeys } from './search-attribute-keys.js';

/** What a person can decide about a step that waits for one. */
export type DecisionName = 'retry' | 'use' | 'skip' | 'giveUp' | 'approve' | 'reject';

/** A step that waits for a person. */
export interface Attention {
  /** Name of the step; names it in a decision as well. */
  readonly step: string;
  /** Our error code, such as `period_closed`, or `approval` for a decision that somebody must take anyway. */
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
  /** Why it happens. */
  readonly cause?: string;
  /** Path of the value to mend, and the value. */
  readonly field?: string;
  readonly value?: string;
  readonly supportId?: string;
  /** ISO timestamp. */
  readonly since: string;
  /** How often somebody has been reminded. */
  readonly reminders?: number;
  readonly decisions: readonly DecisionName[];
}

export interface Status {
  /** What has been done, oldest first, each a sentence. */
  readonly done: readonly string[];
  /** What is being done now; empty at the end. */
  readonly now: string;
  readonly attention: readonly Attention[];
  /** Pages of the records that the run works on, by name. */
  readonly links: Readonly<Record<string, string>>;
}

/** What every shipped workflow answers at any time. */
export const statusQuery = defineQuery<Status>('status');

/** Key of the memo that lists what a parked run waits for, so that lists need no query. */
export const attentionMemo = 'attention';

/** Each step that begins or ends to wait writes the whole memo; the number shows in `status`. */
const mostInMemo = 20;

// Module state is each workflow execution's own.
const done: string[] = [];
const now: string[] = [];
const waiting = new Set<Attention>();
const reminders = new Map<Attention, number>();
const links: Record<string, string> = {};
let title = '';

/** What a run shows of itself: in its current details, its `status` query, and what lists of runs can search for. */
export const board = {
  /** The heading of the run, such as `Deal 5001 "Rollout" · HS-5001 · 2805.28 USD`. */
  title(text: string): void {
    title = text;
    show();
  },
  begin(doing: string): void {
    now.push(doing);
    show();
  },
  end(doing: string, sentence?: string): void {
    if (now.includes(doing)) now.splice(now.indexOf(doing), 1);
    if (sentence) done.push(sentence);
    show();
  },
  note(sentence: string): void {
    done.push(sentence);
    show();
  },
  link(name: string, url: string | null | undefined): void {
    if (url) links[name] = url;
    show();
  },
  wait(attention: Attention): void {
    waiting.add(attention);
    announce();
  },
  goOn(attention: Attention): void {
    if (waiting.delete(attention)) announce();
  },
  /** To the run's page only: a reminder is nothing new to lists. */
  remind(attention: Attention): void {
    reminders.set(attention, (reminders.get(attention) ?? 0) + 1);
    show();
  },
  /** The run ends: whatever waits, nobody can decide it any more. */
  close(): void {
    if (waiting.size === 0) return;
    waiting.clear();
    announce();
  },
  show,
};

function status(): Status {
  return { done: [...done], now: now.join('; '), attention: [...waiting].map(reminded), links: { ...links } };
}

function reminded(attention: Attention): Attention {
  const count = reminders.get(attention);
  return count === undefined ? attention : { ...attention, reminders: count };
}

/** To lists of runs. */
function announce(): void {
  upsertSearchAttributes([{ key: searchAttributeKeys.NeedsAttention, value: waiting.size > 0 }]);
  upsertMemo({ [attentionMemo]: [...waiting].slice(0, mostInMemo) });
  show();
}

/** To the run's own page. */
function show(): void {
  // Set where the run begins to show itself, so that authors need not.
  setHandler(statusQuery, status);
  const waits = [...waiting].map(reminded).map(attentionText).join('\n\n');
  setCurrentDetails(
    [
      ...(title ? [`### ${title}`] : []),
      Object.entries(links)
        .map(([name, url]) => `[${name}](${url})`)
        .join(' · '),
      waits,
      // Without words between them, two lists become one.
      ...(waits ? ['**So far:**'] : []),
      [...done.map((sentence) => `- ✓ ${sentence}`), ...now.map((doing) => `- … ${doing}`)].join('\n'),
      // The UI cuts off what comes last.
      '---',
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
  );
}

function attentionText({ step, message, advice, cause, field, value, supportId, ...waits }: Attention): string {
  const facts = [
    ...(cause ? [`**Why:** ${cause}`] : []),
    `**What to do:** ${advice}`,
    ...(field ? [`**Field:** \`${field}\`${value === undefined ? '' : ` = \`${value}\``}`] : []),
    ...(supportId ? [`**Support ID:** ${supportId}`] : []),
    `**Then decide:** update \`resolve\` with \`${example(waits.decisions)}\` (possible: ${waits.decisions.join(', ')})`,
    `**Since:** ${waits.since}${waits.reminders ? `, reminders: ${waits.reminders}` : ''}`,
  ];
  return `⚠ **Waits for a person: ${step}**\n\n${message}\n\n${facts.map((fact) => `- ${fact}`).join('\n')}`;
}

function example([first = 'retry']: readonly DecisionName[]): string {
  return JSON.stringify({ decision: first });
}
