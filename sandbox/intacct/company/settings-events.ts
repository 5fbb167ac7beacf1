/** Settings of what the company sends out. Part of `CompanySettings`. */
export interface EventSettings {
  /** Waits before the second, third and fourth attempt of a webhook, in milliseconds. Shorten them in tests. */
  webhookRetryDelaysMs: number[];
  /** Header with the context of a webhook; the vendor's older and newer texts differ. */
  webhookContextHeader: 'x-clientcontext' | 'X-Trusted-Context';
  /** Header with the key that is the same for all attempts; the vendor's texts differ. */
  webhookIdempotencyHeader: 'X-IdempotencyKey' | 'Idempotency-Key';
  /** Guess. How long a receiver may take, in milliseconds. */
  eventTimeoutMs: number;
}

export function defaultEventSettings(): EventSettings {
  return {
    webhookRetryDelaysMs: [10_000, 30_000, 90_000],
    webhookContextHeader: 'x-clientcontext',
    webhookIdempotencyHeader: 'X-IdempotencyKey',
    eventTimeoutMs: 10_000,
  };
}
