import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { text } from 'node:stream/consumers';
import type { DecisionName } from '../../workflows/board.js';
import type { Decision } from '../../workflows/decisions.js';

export const decisionNames: readonly DecisionName[] = ['retry', 'use', 'skip', 'giveUp', 'approve', 'reject'];

/** What `attention resolve` is told of the decision. */
export interface DecisionFlags {
  readonly decision: DecisionName;
  readonly input?: string;
  readonly record?: string;
  readonly step?: string;
  readonly note?: string;
  readonly by?: string;
}

/** Reads the changed input from its file, or from standard input for `-`. */
export async function decisionFrom({ decision, input, record, step, note, by }: DecisionFlags): Promise<Decision> {
  return {
    decision,
    ...(input === undefined ? {} : { input: await jsonFrom(input) }),
    ...(record === undefined ? {} : { record: { key: record } }),
    ...(step === undefined ? {} : { step }),
    ...(note === undefined ? {} : { note }),
    by: by ?? userInfo().username,
  };
}

async function jsonFrom(file: string): Promise<unknown> {
  const sent = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  try {
    return JSON.parse(sent);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file === '-' ? 'Standard input' : file} holds no JSON: ${reason}`, { cause });
  }
}
