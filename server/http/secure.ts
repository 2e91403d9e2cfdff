import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

/** Whether the client came by https, for requests that Express has not seen (upgrades). A proxy's word counts only where one is expected. */
export function isSecure(request: IncomingMessage, trustProxy: number): boolean {
  if ((request.socket as Partial<TLSSocket>).encrypted === true) return true;
  if (trustProxy === 0) return false;
  const forwarded = request.headers['x-forwarded-proto'];
  // Each proxy appends: the nearest trusted one wrote last.
  const hops = String(forwarded ?? '').split(',');
  return hops.at(-Math.min(trustProxy, hops.length))?.trim() === 'https';
}
