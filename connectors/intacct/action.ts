import { z } from 'zod';
import { type Action, actionDefiner, type Contract, type Effect } from '../action.js';
import type { IntacctClient } from './client.js';
import { Resolve, withIds } from './names.js';

/** Defines an action whose input holds no references that a name could stand for: fields in Intacct's own terms. */
export const defineAsIs = actionDefiner<IntacctClient>();

/** An input that may also say how references are given; see `names.ts`. */
export type Resolving<In extends z.ZodType> =
  In extends z.ZodObject<infer Fields, infer Config>
    ? z.ZodObject<Fields & { resolve: typeof Resolve }, Config>
    : never;

/** What comes before `run`: an action that is sent one input and runs on another. */
interface Definition<In extends z.ZodType, Sent extends z.ZodType, Out extends z.ZodType> {
  run(run: (input: z.output<In>, client: IntacctClient) => Promise<z.input<Out>>): Action<Sent, Out, IntacctClient>;
}

/** The input of an action as callers see it. */
type Seen<In extends z.ZodType, E extends Effect> = [E] extends ['read' | 'delete'] ? In : Resolving<In>;

/**
 * Defines an Intacct action; its `run` is handed the connected company. Those that create or change take references by name
 * as well, and `run` sees IDs only.
 *
 * @param ownId Field that looks like a reference and is the record's own ID, as `accountNumber` of an account.
 */
export function defineAction<In extends z.ZodType, Out extends z.ZodType, const E extends Effect>(
  contract: Contract<In, Out> & { readonly effect: E },
  ownId?: string,
): Definition<In, Seen<In, E>, Out> {
  const writes = contract.effect === 'create' || contract.effect === 'update';
  return (writes ? defineResolving(contract, ownId) : defineAsIs(contract)) as Definition<In, never, Out>;
}

/** The same for a read whose input has references. */
export function defineResolving<In extends z.ZodType, Out extends z.ZodType>(
  contract: Contract<In, Out>,
  ownId?: string,
): Definition<In, Resolving<In>, Out> {
  if (!(contract.input instanceof z.ZodObject)) throw new TypeError(`${contract.summary} The input must be an object.`);
  const input = contract.input.safeExtend({ resolve: Resolve });
  const prepare = (sent: unknown, intacct: IntacctClient) => withIds(input, sent, intacct, ownId);
  return {
    run: (inner) => {
      const run = ({ resolve: _, ...given }: Readonly<Record<string, unknown>>, intacct: IntacctClient) =>
        inner(given as z.output<In>, intacct);
      return { ...contract, input, prepare, run } as never;
    },
  };
}
