/**
 * What can go wrong between the client and the server, as one union:
 * `refused`: the server answered with an error body; `network`: no answer; `shape`: an answer the schema does not know.
 */
export type ApiFailure =
  | {
      readonly kind: 'refused';
      readonly status: number;
      /** Stable code of the error body. */
      readonly code: string;
      readonly details: unknown;
      /** Seconds to wait, from the Retry-After header. */
      readonly retryAfter: number | undefined;
    }
  | { readonly kind: 'network' }
  | { readonly kind: 'shape' };

/** The only error thrown by `apiRequest`, an aborted request apart (DOMException AbortError). */
export class ApiError extends Error {
  readonly failure: ApiFailure;

  constructor(message: string, failure: ApiFailure, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiError';
    this.failure = failure;
  }
}

export function failureOf(error: unknown): ApiFailure | undefined {
  return error instanceof ApiError ? error.failure : undefined;
}

/** Whether the server refused with this status. */
export function isStatus(error: unknown, status: number): boolean {
  const failure = failureOf(error);
  return failure?.kind === 'refused' && failure.status === status;
}

/** Whether trying the same request again may help. */
export function isTransient(error: unknown): boolean {
  const failure = failureOf(error);
  if (failure === undefined) return false;
  return failure.kind === 'network' || (failure.kind === 'refused' && failure.status >= 500);
}
