import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { WebSocket } from 'ws';
import { createAuthenticator } from '../../accounts/authenticate.ts';
import type { Revocations } from '../../accounts/revocations.ts';
import type { Sessions } from '../../accounts/sessions.ts';
import { createTokens } from '../../accounts/tokens.ts';
import { routeUpgrades } from '../../http/upgrade.ts';
import type { Pool } from '../../postgres/pool.ts';
import type { PresenceExchange } from '../presence-exchange.ts';
import { createSyncGateway, type SyncGateway } from '../sync-gateway.ts';
import { createSync, type Sync } from '../sync.ts';
import { silentLog } from './fixtures.ts';

export interface Running {
  server: Server;
  gateway: SyncGateway;
  sync: Sync;
  url: string;
  stop(): Promise<void>;
}

/** The real gateway behind the real upgrade router, on a free port. */
export async function startSyncServer(
  { pool, sessions, revocations }: { pool: Pool; sessions: Sessions; revocations: Revocations },
  { exchange, ...options }: { heartbeatMs?: number; exchange?: PresenceExchange } = {},
): Promise<Running> {
  const tokens = await createTokens(pool);
  const { authenticate } = createAuthenticator(sessions, tokens);
  const sync = createSync({ pool, log: silentLog, registry: new Registry(), ...(exchange && { exchange }) });
  const gateway = createSyncGateway({
    sync,
    log: silentLog,
    authenticate: (request) => authenticate(request, false),
    onRevoked: revocations.onRevoked,
    ...options,
  });
  const server = createServer();
  routeUpgrades(server, [gateway.target], { allowedOrigins: [], log: silentLog });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    await gateway.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { server, gateway, sync, url: `127.0.0.1:${port}`, stop };
}

/** `ws` with the headers a browser with this cookie would send. */
export function browserSocket(cookie: string, host: string): typeof globalThis.WebSocket {
  class BrowserSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { Cookie: cookie, Origin: `http://${host}` } });
    }
  }
  return BrowserSocket as unknown as typeof globalThis.WebSocket;
}
