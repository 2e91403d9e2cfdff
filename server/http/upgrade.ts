import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '../log.ts';
import { judgeOrigin } from './origin.ts';

export interface UpgradeTarget {
  /** Path prefix that ends at a `/`, `?` or the end of the path. */
  path: string;
  /**
   * A client without Origin is no browser. It may pass where it also has no cookie, and must then prove itself by a token;
   * `never`: refused in any case.
   */
  withoutOrigin: 'never' | 'without-cookie';
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** The only upgrade listener of the process: protocols are told apart by path, everything else is refused. */
export function routeUpgrades(
  server: Server,
  targets: UpgradeTarget[],
  options: { allowedOrigins: readonly string[]; log: Log },
): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A client that vanishes in the middle of its upgrade emits here; unheard, it would end the process.
    const silence = (error: Error) => options.log.debug({ err: error }, 'a socket broke during its upgrade');
    socket.on('error', silence);
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const target = targets.find(
      (t) => path === t.path || path.startsWith(t.path.endsWith('/') ? t.path : `${t.path}/`),
    );
    if (!target) return refuse(socket, 404, 'Not Found');
    const origin = judgeOrigin(request, options.allowedOrigins);
    const nameless = origin === 'missing' && (target.withoutOrigin === 'never' || request.headers.cookie !== undefined);
    if (origin === 'foreign' || nameless) {
      options.log.warn({ origin: request.headers.origin, path }, 'an upgrade from a foreign origin was refused');
      return refuse(socket, 403, 'Forbidden');
    }
    target.handle(request, socket, head);
  });
}

function refuse(socket: Duplex, status: number, text: string): void {
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
