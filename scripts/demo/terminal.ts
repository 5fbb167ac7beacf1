import type { TemporalServer } from '../temporal/server.js';
import type { StartedRun } from './parts.js';

/** Says what happens, with the seconds since the start. */
export class Terminal {
  readonly #startedAt = Date.now();

  constructor(private readonly quiet: boolean) {}

  step(sentence: string): void {
    if (this.quiet) return;
    const seconds = ((Date.now() - this.#startedAt) / 1000).toFixed(1);
    console.log(`${seconds.padStart(6)} s  ${sentence}`);
  }

  /** Rows of a label and a value. */
  table(rows: readonly (readonly [string, string])[]): void {
    if (this.quiet) return;
    console.log(`\n${rows.map(([label, value]) => `  ${label.padEnd(14)} ${value}`).join('\n')}\n`);
  }
}

/** Page of a run in the Temporal UI; none when the server has no UI that we know of. */
export function runUrl(temporal: TemporalServer, { workflowId, runId }: StartedRun): string {
  const path = `namespaces/${temporal.namespace}/workflows/${encodeURIComponent(workflowId)}/${runId}/history`;
  return temporal.uiUrl ? `${temporal.uiUrl}/${path}` : `(no UI known) ${workflowId}`;
}
