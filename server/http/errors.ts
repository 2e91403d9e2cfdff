import type { ContentIssue } from '../../shared/api/error.ts';

/** A refusal the client is told about: `code` is stable, `message` says what to do. Anything else thrown becomes a bland 500. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: unknown;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    options: { details?: unknown; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = options.details;
    this.headers = options.headers ?? {};
  }
}

export const unauthenticated = () => new HttpError(401, 'unauthenticated', 'Sign in to continue.');
export const forbidden = (message = 'Your role does not allow this.') => new HttpError(403, 'forbidden', message);
export const foreignOrigin = () =>
  new HttpError(
    403,
    'foreign_origin',
    'This call came from another site. Its origin is not listed in ALLOWED_ORIGINS.',
  );
export const notFound = (message = 'There is nothing here, or it is outside your scope.') =>
  new HttpError(404, 'not_found', message);
export const conflict = (code: string, message: string, details?: unknown) =>
  new HttpError(409, code, message, { details });
export const badRequest = (code: string, message: string) => new HttpError(400, code, message);
export const payloadTooLarge = (message: string) => new HttpError(413, 'too_large', message);
export const unsupportedMediaType = (message: string) => new HttpError(415, 'unsupported_media_type', message);
export const invalidContent = (issues: ContentIssue[], message = 'Some of the content is not valid.') =>
  new HttpError(422, 'invalid', message, { details: issues });
export const tooManyRequests = (seconds: number) =>
  new HttpError(429, 'too_many_requests', `Too many attempts. Try again in ${seconds} s.`, {
    headers: { 'Retry-After': String(seconds) },
  });
export const tooBusy = (seconds: number) =>
  new HttpError(429, 'too_many_requests', `You are having too much computed at once. Try again in ${seconds} s.`, {
    headers: { 'Retry-After': String(seconds) },
  });
export const unavailable = (message: string) => new HttpError(503, 'unavailable', message);
