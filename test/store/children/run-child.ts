import { join } from 'node:path';
import { type GuardedProcess, spawnGuarded } from '../../../scripts/temporal/guarded-process.js';

export interface Child {
  readonly process: GuardedProcess;
  /** What it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves when it has printed that many lines; rejects with its errors when it ends before. */
  printed(count: number): Promise<void>;
}

/** Runs one of the scripts beside this file in a process of its own, which ends with ours. */
export async function runChild(script: string, argument: string): Promise<Child> {
  const lines: string[] = [];
  const errors: string[] = [];
  let noticed = () => {};
  const child = await spawnGuarded(process.execPath, ['--import', 'tsx', join(import.meta.dirname, script), argument], {
    output(line, stream) {
      (stream === 'stdout' ? lines : errors).push(line);
      noticed();
    },
  });
  return {
    process: child,
    lines,
    printed: (count) =>
      new Promise((resolve, reject) => {
        noticed = () => lines.length >= count && resolve();
        noticed();
        child.ended.then(() => reject(new Error(`${script} has ended:\n${errors.join('\n')}`)));
      }),
  };
}
