import type { RunActionInput } from '../activities/contracts/run-actions.js';
import { begin } from './begin.js';
import { board } from './board.js';
import { callByName } from './call-by-name.js';
import { checkActionInput } from './checks.js';
import { findableBy } from './findable.js';
import { step } from './step.js';

/** Runs any one action by its name, such as `intacct.createInvoice`. Fails as `input_refused` before it is called. */
export async function runAction(sent: RunActionInput): Promise<unknown> {
  const { connection, scope, action, input } = await begin('runAction', sent);
  await checkActionInput(action, input);
  findableBy({ connection });
  board.title(action);
  return step(action, (wanted) => callByName(action, wanted, { connection, scope }), {
    input,
    checkedBy: action,
    done: () => `${action} done`,
  });
}
