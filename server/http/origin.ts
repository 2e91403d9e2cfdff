import type { IncomingMessage } from 'node:http';

export type OriginVerdict = 'same' | 'allowed' | 'foreign' | 'missing';

/**
 * CORS covers neither form posts nor WebSocket handshakes, and a browser sends cookies along with both: every state-changing
 * request with a cookie and every upgrade is judged by its Origin, compared exactly (never by prefix).
 */
export function judgeOrigin(request: Pick<IncomingMessage, 'headers'>, allowed: readonly string[]): OriginVerdict {
  const { origin, host } = request.headers;
  if (origin === undefined || origin === '') return 'missing';
  if (allowed.includes(origin)) return 'allowed';
  if (!URL.canParse(origin)) return 'foreign';
  const { protocol, host: originHost } = new URL(origin);
  return (protocol === 'http:' || protocol === 'https:') && originHost === host ? 'same' : 'foreign';
}
