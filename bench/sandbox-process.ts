import { join } from 'node:path';
import type { ServiceTimePreset } from '../sandbox/intacct/index.js';
import type { RunningSandbox } from '../scripts/load/company.js';
import { spawnGuarded } from '../scripts/temporal/guarded-process.js';

export interface SandboxProcess extends RunningSandbox, AsyncDisposable {
  /** Requests that have reached its gateway so far. */
  requests(): Promise<number>;
  /** That field of the first record of an object. */
  first(object: string, field: string): Promise<string>;
}

const root = join(import.meta.dirname, '..');

/** A sandbox in a process of its own, so that it does not share the measured process's only thread. Ends with us. */
export async function sandboxProcess(
  serviceTime: ServiceTimePreset,
  ...flags: readonly string[]
): Promise<SandboxProcess> {
  let found: (running: RunningSandbox) => void = () => {};
  const printed = new Promise<RunningSandbox>((resolve) => {
    found = resolve;
  });
  const command = ['--import', 'tsx', join('scripts', 'sandbox.ts'), '--json', '--company', 'small'];
  const started = await spawnGuarded(process.execPath, [...command, '--service-time', serviceTime, ...flags], {
    cwd: root,
    output: (line, stream) => (stream === 'stdout' ? found(JSON.parse(line)) : console.error(line)),
  });
  const ended = started.ended.then(() => Promise.reject(new Error('The sandbox ended by itself.')));
  ended.catch(() => {});
  const running = await Promise.race([printed, ended]);
  const control = <T>(path: string) => controlOf<T>(running, path);
  return {
    ...running,
    requests: async () => (await control<{ usage: { requests: number } }>('/state')).usage.requests,
    first: async (object, field) => {
      const { records } = await control<{ records: Record<string, string>[] }>(`/records/${object}?limit=1`);
      const value = records[0]?.[field];
      if (value === undefined) throw new Error(`The sandbox has no ${object}.`);
      return value;
    },
    [Symbol.asyncDispose]: async () => void (await started.stop()),
  };
}

async function controlOf<T>({ controlUrl }: RunningSandbox, path: string): Promise<T> {
  const response = await fetch(controlUrl + path);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as T;
}
