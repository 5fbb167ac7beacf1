/** News of a step that takes long enough that somebody may wonder. */
export interface Progress {
  task: string;
  elapsedMs: number;
  state: 'running' | 'done' | 'failed';
}

export type OnProgress = (progress: Progress) => void;

const TICK_MS = 1000;
const LOG_LINE_EVERY_MS = 15_000;

/** Runs `work` and tells once a second that it is still going on. */
export async function withProgress<Result>(
  task: string,
  onProgress: OnProgress,
  work: () => Promise<Result>,
): Promise<Result> {
  const startedAt = Date.now();
  const tell = (state: Progress['state']) => onProgress({ task, elapsedMs: Date.now() - startedAt, state });
  tell('running');
  const ticks = setInterval(() => tell('running'), TICK_MS);
  try {
    const result = await work();
    clearInterval(ticks);
    tell('done');
    return result;
  } catch (error) {
    clearInterval(ticks);
    tell('failed');
    throw error;
  }
}

/** Progress for people: one line that counts the seconds on a terminal, a line every 15 seconds in a log. */
export function showProgress(output: NodeJS.WriteStream = process.stderr): OnProgress {
  let nextLineAtMs = 0;
  return ({ task, elapsedMs, state }) => {
    const seconds = `${Math.floor(elapsedMs / 1000)} s`;
    if (output.isTTY) {
      output.write(`\r\x1b[K${task} … ${state === 'running' ? seconds : `${state} after ${seconds}\n`}`);
      return;
    }
    if (elapsedMs < TICK_MS / 2) nextLineAtMs = 0;
    if (state === 'running' && elapsedMs < nextLineAtMs) return;
    nextLineAtMs = elapsedMs + LOG_LINE_EVERY_MS;
    output.write(`${task} … ${state === 'running' ? seconds : `${state} after ${seconds}`}\n`);
  };
}
