import { apiErrorSchema } from '../../shared/api/error.ts';
import { ApiError } from './api-error.ts';

/** What fetch and XMLHttpRequest both tell of an answer that is no success. */
export interface RefusedAnswer {
  status: number;
  statusText: string;
  /** The Retry-After header. */
  retryAfter: string | null;
  /** The body as JSON, undefined where it is none. */
  body: unknown;
}

export function refusal({ status, statusText, retryAfter, body }: RefusedAnswer): ApiError {
  const parsed = apiErrorSchema.safeParse(body);
  // A proxy in front of a stopped server answers 502-504 with a page of its own.
  const error = parsed.success ? parsed.data.error : { code: `http_${status}`, message: statusText };
  const seconds = Number(retryAfter ?? NaN);
  return new ApiError(error.message, {
    kind: 'refused',
    status,
    code: error.code,
    details: error.details,
    retryAfter: Number.isFinite(seconds) ? seconds : undefined,
  });
}

/** Undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
