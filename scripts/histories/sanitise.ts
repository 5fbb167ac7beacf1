import { homedir, hostname } from 'node:os';
import type { WorkflowHandle } from '@temporalio/client';
import proto from '@temporalio/proto';

type RecordedHistory = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** Fields that tell of the machine that recorded, and what stands there instead. */
const replaced: Readonly<Record<string, string>> = { identity: 'recorder', stackTrace: '' };

const { History } = proto.temporal.api.history.v1;

/** A recorded history, as it is to be replayed. */
export const historyFrom = (json: string) => History.fromObject(JSON.parse(json));

/** A history as JSON, without anything of the machine it was recorded on. Throws when something of it is left. */
export function sanitised(history: RecordedHistory): string {
  const plain = History.toObject(History.fromObject(history), { enums: String, longs: String, bytes: String });
  const clean = JSON.stringify(
    plain,
    (name, value) => {
      if (name in replaced) return replaced[name];
      // A sticky queue is named after the worker's process.
      return typeof value === 'string' ? value.replace(/^\d+@[^-]+-\S+$/, 'sticky') : value;
    },
    1,
  );
  refuseTraces(clean);
  return `${clean}\n`;
}

function refuseTraces(text: string): void {
  const payloads = [...text.matchAll(/"data": "([^"]+)"/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  );
  const all = [text, ...payloads].join('\n');
  const found = [hostname(), homedir(), process.cwd()].find((trace) => trace.length > 3 && all.includes(trace));
  if (found) throw new Error(`The history still tells of this machine: "${found}". Add the field to sanitise.ts.`);
}
