/** One API request as it arrived. */
export interface SeenRequest {
  /** Epoch milliseconds. */
  at: number;
  method: string;
  /** Without the query. */
  path: string;
  /** With its leading `?`, or empty. */
  query: string;
  /** Parsed JSON; undefined when there was none. */
  body: unknown;
  /** HTTP status of the answer; 0 while there is none and for connections that were closed instead. */
  status: number;
  /** Kind of the injected fault, if one was hit. */
  fault?: string;
}
