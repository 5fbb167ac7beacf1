import { ActivityFailure, ServerFailure } from '@temporalio/workflow';
import { type ActionOptions, hubspot, intacct } from './actions.js';
import { refusal } from './steps/refusal.js';

type AnyCalls = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/** Calls `intacct.createInvoice` or any other action by its name. Fails as `result_too_large` where a history cannot hold it. */
export async function callByName(action: string, input: unknown, options: ActionOptions): Promise<unknown> {
  const [system, name = ''] = action.split('.');
  const calls = (system === 'hubspot' ? hubspot(options) : intacct(options)) as unknown as AnyCalls;
  const call = calls[name];
  if (!call) throw new TypeError(`No action ${action}`);
  try {
    return await call(input);
  } catch (error) {
    throw isTooLarge(error) ? tooLarge(action) : error;
  }
}

/** Said by the server, not by the activity. */
function isTooLarge(error: unknown): boolean {
  return error instanceof ActivityFailure && /exceeds size limit|too large/i.test(causesOf(error.cause));
}

function causesOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return error instanceof ServerFailure ? error.message : `${error.message} ${causesOf(error.cause)}`;
}

function tooLarge(action: string) {
  return refusal('result_too_large', `What ${action} returned is more than a history holds (2 MB).`, {
    title: 'The result is too large for a workflow',
    advice:
      'Ask for less: a smaller `limit`, fewer `fields`, a filter; read on with `after`. A write has happened all the same.',
    field: 'limit',
  });
}
