import { setTimeout as delay } from 'node:timers/promises';

export interface UntilOptions {
  /** Completes "Gave up waiting for …". */
  what: string;
  timeoutMs: number;
  intervalMs?: number;
  /** Ends the waiting early; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Asks again and again until `holds` says yes. An error it throws counts as "not yet"; the last one is told when we give up. */
export async function until(holds: () => Promise<boolean>, options: UntilOptions): Promise<void> {
  const { what, timeoutMs, intervalMs = 100, signal } = options;
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;

  for (;;) {
    signal?.throwIfAborted();
    try {
      if (await holds()) return;
    } catch (error) {
      lastError = error;
    }
    if (Date.now() >= deadline) break;
    await delay(intervalMs);
  }
  const reason = lastError instanceof Error ? `: ${lastError.message}` : '';
  throw new Error(`Gave up waiting for ${what} after ${timeoutMs / 1000} s${reason}`, { cause: lastError });
}
