import { importCreatedSchema } from '../../shared/api/imports.ts';
import { ApiError } from '../api/api-error.ts';
import { parseJson, refusal } from '../api/refusal.ts';

export interface SendFile {
  file: File;
  dryRun: boolean;
  /** Fraction of the body that has left, 0 to 1. */
  onProgress: (fraction: number) => void;
  signal: AbortSignal;
}

/** Uploads a file and answers the id of its import. XMLHttpRequest, since fetch tells nothing about bytes sent. Throws ApiError. */
export function sendFile({ file, dryRun, onProgress, signal }: SendFile): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    // The parts before the file are known to the server when its bytes begin to come.
    if (dryRun) body.append('dryRun', 'true');
    body.append('file', file);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      const answer = parseJson(request.responseText);
      const created = importCreatedSchema.safeParse(answer);
      if (request.status === 202 && created.success) resolve(created.data.id);
      else reject(fault(request, answer));
    });
    request.addEventListener('error', () => reject(new ApiError('the server does not answer', { kind: 'network' })));
    request.addEventListener('abort', () => reject(new DOMException('upload cancelled', 'AbortError')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.open('POST', '/api/imports');
    request.setRequestHeader('accept', 'application/json');
    request.send(body);
  });
}

function fault(request: XMLHttpRequest, body: unknown): ApiError {
  const { status, statusText } = request;
  if (status < 400) return new ApiError('unexpected answer to an upload', { kind: 'shape' });
  return refusal({ status, statusText, retryAfter: request.getResponseHeader('retry-after'), body });
}
