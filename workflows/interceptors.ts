import { defaultPayloadConverter, type WorkflowInterceptors } from '@temporalio/workflow';
import { endDecisions } from './decisions.js';
import { carryScope, nextScope, scopeHeader } from './scope.js';

/**
 * Part of every bundle that uses `intacct()`; the plugin adds it. Tells continued runs that theirs is new work, and ends
 * what waits for people together with the run.
 */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      async execute(input, next) {
        const payload = input.headers[scopeHeader];
        carryScope(payload ? defaultPayloadConverter.fromPayload<string>(payload) : undefined);
        try {
          return await next(input);
        } finally {
          await endDecisions();
        }
      },
    },
  ],
  outbound: [
    {
      continueAsNew(input, next) {
        const headers = { ...input.headers, [scopeHeader]: defaultPayloadConverter.toPayload(nextScope()) };
        return next({ ...input, headers });
      },
    },
  ],
});
