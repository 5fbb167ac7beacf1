import { type ActionOptions, hubspot, intacct } from './actions.js';

type AnyCalls = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/** Calls `intacct.createInvoice` or any other action by its name. */
export async function callByName(action: string, input: unknown, options: ActionOptions): Promise<unknown> {
  const [system, name = ''] = action.split('.');
  const calls = (system === 'hubspot' ? hubspot(options) : intacct(options)) as unknown as AnyCalls;
  const call = calls[name];
  if (!call) throw new TypeError(`No action ${action}`);
  return call(input);
}
