import { board } from './board.js';
import { checkedInput } from './checks.js';
import { answerDecisions, bePatient, type Patience } from './decisions.js';
import { type OnRefusal, onRefusal } from './step.js';

interface EveryInput extends Patience {
  readonly connection?: string | undefined;
  readonly onRefusal?: OnRefusal | undefined;
}

/** An input after the check: what has a default is there. */
export type Checked<Input> = Input & { readonly connection: string };

/**
 * How every shipped workflow begins: checks its input, before anything else happens, and takes over how refused steps are
 * dealt with. Throws the non-retryable failure `input_refused`.
 */
export async function begin<Input extends EveryInput>(workflow: string, sent: Input): Promise<Checked<Input>> {
  board.show();
  answerDecisions();
  const input = await checkedInput(workflow, sent);
  onRefusal(input.onRefusal);
  bePatient(input);
  return { ...input, connection: input.connection ?? 'default' };
}
