/** How long the gateway takes, in milliseconds. The parts of one request add up; requests run side by side. */
export interface ServiceTimes {
  /** For every request that gets past sign-in. */
  readonly requestMs: number;
  /** For every function that reads. */
  readonly readMs: number;
  /** For every document that a function writes or deletes. */
  readonly documentMs: number;
  /** For every row that a read returns. */
  readonly rowMs: number;
  /** Each part varies by up to this share of itself, both ways: 0 to 1. */
  readonly jitter: number;
}

export type ServiceTimePreset = 'instant' | 'fast' | 'typical' | 'slow';

/** `typical` and `slow` are estimates from what users of the real gateway report; no public source gives figures. */
export const SERVICE_TIMES: Readonly<Record<ServiceTimePreset, ServiceTimes>> = {
  instant: { requestMs: 0, readMs: 0, documentMs: 0, rowMs: 0, jitter: 0 },
  fast: { requestMs: 5, readMs: 2, documentMs: 5, rowMs: 0.01, jitter: 0.2 },
  typical: { requestMs: 150, readMs: 60, documentMs: 400, rowMs: 0.5, jitter: 0.2 },
  slow: { requestMs: 500, readMs: 300, documentMs: 1_200, rowMs: 2, jitter: 0.4 },
};

/** A preset, or parts that replace those in force. */
export type ServiceTimeChoice = ServiceTimePreset | Partial<ServiceTimes>;
