import { z } from 'zod';
import { ApiError } from './api-error.ts';
import { parseJson, refusal } from './refusal.ts';

// zod compiles its checks with `new Function` where it may; the content security policy forbids that.
z.config({ jitless: true });

export interface ApiRequest<Schema extends z.ZodType> {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root, e.g. `/api/scenarios`. */
  path: string;
  query?: Record<string, string | undefined>;
  /** Sent as JSON, or as it is when it is FormData. */
  body?: unknown;
  /** The shape of a 2xx answer. */
  schema: Schema;
  signal?: AbortSignal;
}

/** Sends one request with the session cookie and checks the answer. Throws ApiError. */
export async function apiRequest<Schema extends z.ZodType>(request: ApiRequest<Schema>): Promise<z.output<Schema>> {
  const response = await send(request);
  const text = await response.text();
  const body = parseJson(text);
  if (!response.ok) {
    const { status, statusText, headers } = response;
    throw refusal({ status, statusText, retryAfter: headers.get('retry-after'), body });
  }
  const parsed = request.schema.safeParse(body);
  if (!parsed.success) {
    throw new ApiError(`unexpected answer of ${request.path}: ${parsed.error.message}`, { kind: 'shape' });
  }
  return parsed.data;
}

/** Schema of an answer without a body (204). */
export const nothingSchema = z.undefined();

async function send(request: ApiRequest<z.ZodType>): Promise<Response> {
  const { method = 'GET', body, signal } = request;
  const form = body instanceof FormData;
  try {
    return await fetch(withQuery(request.path, request.query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new ApiError('the server does not answer', { kind: 'network' }, { cause });
  }
}

function withQuery(path: string, query: Record<string, string | undefined> = {}): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parts.set(name, value);
  const text = parts.toString();
  return text === '' ? path : `${path}?${text}`;
}
