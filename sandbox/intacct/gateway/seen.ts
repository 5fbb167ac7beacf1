/** One request as it arrived, and what became of it. */
export interface SeenRequest {
  readonly at: string;
  /** When its reply was sent or its connection broken; empty before. */
  endedAt: string;
  /** Of the `<control>`; empty when the request could not be read. */
  controlId: string;
  functions: readonly { readonly name: string; readonly controlId: string }[];
  readonly bytes: number;
  /** Requests under way when it was let in, itself included; 0 when a limit turned it away. */
  slots: number;
  /** `success`, `failure` (any level), `aborted`, `dropped`, `http-<status>`, or the kind of fault it met; `underway` before. */
  outcome: string;
}

export function seen(body: Buffer): SeenRequest {
  return {
    at: new Date().toISOString(),
    endedAt: '',
    controlId: '',
    functions: [],
    bytes: body.length,
    slots: 0,
    outcome: 'underway',
  };
}

/** How much of the gateway its clients used, over all requests seen. */
export interface Usage {
  readonly requests: number;
  readonly functions: number;
  readonly mostConcurrent: number;
  /** Most requests that were let in within any 60 seconds. */
  readonly mostPerMinute: number;
}

export function usageOf(requests: readonly SeenRequest[]): Usage {
  const admitted = requests.filter(({ slots }) => slots > 0);
  return {
    requests: requests.length,
    functions: requests.reduce((sum, { functions }) => sum + functions.length, 0),
    mostConcurrent: admitted.reduce((most, { slots }) => Math.max(most, slots), 0),
    mostPerMinute: mostWithin(
      60_000,
      admitted.map(({ at }) => Date.parse(at)),
    ),
  };
}

/** Times ascend, as requests are noted in order of arrival. */
function mostWithin(windowMs: number, times: readonly number[]): number {
  let most = 0;
  let first = 0;
  times.forEach((time, index) => {
    while ((times[first] ?? time) <= time - windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}
