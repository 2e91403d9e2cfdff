import { decodeBase } from '../../shared/planning/base-binary.ts';
import { ApiError } from '../api/api-error.ts';
import type { Base } from '../../shared/planning/base.ts';

/** The leaf values of a hash; it names its content, so the browser keeps it. Throws ApiError. */
export async function fetchBase(scenario: string, hash: string, signal: AbortSignal): Promise<Base> {
  const path = `/api/scenarios/${encodeURIComponent(scenario)}/base?hash=${encodeURIComponent(hash)}`;
  const decoded = decodeBase(await bytesOf(path, signal));
  if (!decoded.ok) throw new ApiError(`base ${hash}: ${decoded.kind}`, { kind: 'shape' });
  return decoded.base;
}

async function bytesOf(path: string, signal: AbortSignal): Promise<Uint8Array> {
  let response: Response;
  let bytes: ArrayBuffer;
  try {
    response = await fetch(path, { credentials: 'same-origin', signal });
    bytes = await response.arrayBuffer();
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new ApiError('the server does not answer', { kind: 'network' }, { cause });
  }
  if (response.ok) return new Uint8Array(bytes);
  const { status, statusText } = response;
  throw new ApiError(statusText, {
    kind: 'refused',
    status,
    code: `http_${status}`,
    details: undefined,
    retryAfter: undefined,
  });
}
