import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import type { Principal } from '../server/accounts/user.ts';
import { routeUpgrades } from '../server/http/upgrade.ts';
import { createLiveGateway } from '../server/live/live-gateway.ts';
import { createLive } from '../server/live/live.ts';
import { createLog } from '../server/log.ts';
import { createPool } from '../server/postgres/pool.ts';

export interface LiveServer {
  port: number;
  /** Connections the server closed because they did not read. */
  expelled(): Promise<number>;
  stop(): Promise<void>;
}

/** The live feed as it runs in the product; every token is a program that may read all scopes. */
export async function startLiveServer(databaseUrl: string): Promise<LiveServer> {
  const log = createLog('silent');
  const pool = createPool(databaseUrl, log);
  const registry = new Registry();
  const everyone: Principal = { kind: 'client', clientId: 'bench', scopes: ['read'] };
  const live = createLive({ pool, databaseUrl, log, registry });
  await live.start();
  const gateway = createLiveGateway({
    live,
    log,
    registry,
    authenticate: () => Promise.resolve(undefined),
    verifyToken: () => Promise.resolve(everyone),
    onRevoked: () => () => undefined,
    onImport: () => () => undefined,
  });
  const server = createServer();
  routeUpgrades(server, [gateway.target], { allowedOrigins: [], log });
  return {
    port: await listen(server),
    async expelled() {
      const metric = await registry.getSingleMetric('epm_live_expelled_total')?.get();
      return metric?.values.reduce((sum, { value }) => sum + value, 0) ?? 0;
    },
    async stop() {
      await gateway.stop();
      await live.stop();
      await pool.end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
