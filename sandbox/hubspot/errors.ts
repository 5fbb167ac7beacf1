/** One entry of `errors` in HubSpot's error body; `context` maps a name to a list of strings. */
export interface ErrorDetail {
  message: string;
  code?: string;
  in?: string;
  context?: Record<string, string[]>;
}

export interface ErrorBody {
  message: string;
  category?: string;
  subCategory?: string;
  errorType?: string;
  policyName?: string;
  errors?: ErrorDetail[];
  context?: Record<string, string[]>;
}

/** A refusal as HubSpot words it. The server adds `status` and `correlationId`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.message);
  }
}

export function invalid(message: string, errors?: ErrorDetail[]): ApiError {
  return new ApiError(400, { message, category: 'VALIDATION_ERROR', ...(errors === undefined ? {} : { errors }) });
}

/** HubSpot leaves `category` out of this one. */
export function notFound(message = 'resource not found'): ApiError {
  return new ApiError(404, { message });
}

export function conflict(message: string): ApiError {
  return new ApiError(409, { message, category: 'CONFLICT' });
}
