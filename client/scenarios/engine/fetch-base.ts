import { ApiError } from '../../api/api-error.ts';

/** The bytes of leaf values by their hash; it names its content, so the browser keeps them. Throws ApiError. */
export async function fetchBase(scenario: string, hash: string): Promise<ArrayBuffer> {
  const path = `/api/scenarios/${encodeURIComponent(scenario)}/base?hash=${encodeURIComponent(hash)}`;
  let response: Response;
  let bytes: ArrayBuffer;
  try {
    response = await fetch(path, { credentials: 'same-origin' });
    bytes = await response.arrayBuffer();
  } catch (cause) {
    throw new ApiError('the server does not answer', { kind: 'network' }, { cause });
  }
  if (response.ok) return bytes;
  const { status, statusText } = response;
  throw new ApiError(statusText, {
    kind: 'refused',
    status,
    code: `http_${status}`,
    details: undefined,
    retryAfter: undefined,
  });
}
