import type { Duration as TemporalDuration } from '@temporalio/common';
import { z } from 'zod';

/** What people and callers must know of a shipped workflow. Its code has only the types. */
export interface WorkflowContract<In extends z.ZodType = z.ZodType> {
  /** One sentence, imperative. */
  readonly summary: string;
  readonly details?: string;
  readonly input: In;
  /** An input that works on a company like the sandbox's. */
  readonly example: z.input<NoInfer<In>>;
}

export const defineWorkflow = <In extends z.ZodType>(contract: WorkflowContract<In>) => contract;

/** A time span as Temporal writes it, such as "3 days", or milliseconds. */
export const Duration = z.union([
  z.int().positive(),
  z
    .string()
    .regex(
      /^\d+(\.\d+)? ?(ms|milliseconds?|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)$/,
      'must be a time span such as "3 days"',
    ),
]) as unknown as z.ZodType<TemporalDuration, TemporalDuration>;

/** What every shipped workflow takes. */
export const everyWorkflow = {
  connection: z.string().min(1).default('default').describe('Which company; a name that the worker knows.'),
  onRefusal: z
    .enum(['park', 'fail'])
    .default('park')
    .describe('What a refused step does: wait for a person, or fail the run.'),
  remindEvery: Duration.optional().describe('How often to remind while a step waits for a person.'),
  giveUpAfter: Duration.optional().describe('When to give up waiting and undo. Default 90 days.'),
  recheckEvery: Duration.optional().describe(
    'How soon to try again by itself where causes go away, such as bad credentials; later less often. Default 5 minutes.',
  ),
};
