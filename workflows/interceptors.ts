import { defaultPayloadConverter, type WorkflowInterceptors } from '@temporalio/workflow';
import { carryScope, nextScope, scopeHeader } from './scope.js';

/** Part of every bundle that uses `intacct()`; the plugin adds it. Tells continued runs that theirs is new work. */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      execute(input, next) {
        const payload = input.headers[scopeHeader];
        carryScope(payload ? defaultPayloadConverter.fromPayload<string>(payload) : undefined);
        return next(input);
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
