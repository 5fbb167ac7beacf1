import { ApplicationFailure } from '@temporalio/workflow';

/** What a refusal explains of itself; `advice` says what to do, `field` names the value to mend. */
export interface Explained {
  readonly title: string;
  readonly advice: string;
  readonly field?: string | undefined;
  readonly [more: string]: unknown;
}

/** A refusal of ours, worded as those of Intacct are: the step that throws it parks and shows it. */
export function refusal(type: string, message: string, explained: Explained): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message,
    nonRetryable: true,
    details: [{ kind: 'rejected', ...explained }],
  });
}
