import { createServer, type IncomingMessage } from 'node:http';
import { Counter, type Registry } from 'prom-client';
import { Server, type Socket } from 'socket.io';
import { importMessageSchema, type ImportMessage } from '../../shared/api/imports.ts';
import { subscribeSchema, unsubscribeSchema, type KpiMessage } from '../../shared/api/kpi.ts';
import { parseScope } from '../../shared/api/scope.ts';
import { can } from '../accounts/can.ts';
import { principalName, type Principal } from '../accounts/user.ts';
import type { UpgradeTarget } from '../http/upgrade.ts';
import type { Log } from '../log.ts';
import { createTokenBucket } from '../token-bucket.ts';
import { BUSY_BYTES, type Subscriber } from './hub.ts';
import type { LiveClient, LiveMessage } from './live-client.ts';
import type { Live } from './live.ts';
import { realSchedule, type Schedule } from './schedule.ts';

export interface LiveGatewayOptions {
  live: Pick<Live, 'directory' | 'refresh' | 'join' | 'reference'>;
  log: Log;
  registry: Registry;
  /** Who the session cookie of a handshake belongs to. */
  authenticate(request: IncomingMessage): Promise<Principal | undefined>;
  verifyToken(token: string): Promise<Principal | undefined>;
  /** Sessions that end and users whose rights change; returns the end of the subscription. */
  onRevoked(listener: (event: { sessionId?: string; userId?: string }) => void): () => void;
  onImport(listener: (message: ImportMessage) => void): () => void;
  clock?: () => number;
  schedule?: Schedule;
}

type Answer = KpiMessage | { error: { code: string; message: string } };

interface Connection {
  socket: Socket;
  principal: Principal;
  subscriber: Subscriber;
  client: LiveClient;
  /** When the principal was last confirmed. */
  judgedAt: number;
}

const MAX_MESSAGE_BYTES = 16_384;
/** Of one connection. A page that comes back asks for all its scopes at once, and then for one now and then. */
const PACKET_RATE = { perSecond: 50, burst: 1_000 };
/** Announcements of revocation may be lost: every connection is confirmed at least this often. */
const JUDGE_EVERY_MS = 20_000;
const JUDGE_ROUND_MS = 5_000;
/** Sessions cannot be read: the connection goes rather than outliving a session unseen. */
const UNJUDGED_LIMIT_MS = 60_000;

/** Socket.IO at `/live`. The hub decides what is sent; here is who may hear it. */
export function createLiveGateway(options: LiveGatewayOptions): { target: UpgradeTarget; stop(): Promise<void> } {
  const { live, log, registry, clock = Date.now, schedule = realSchedule } = options;
  const connections = new Map<Socket, Connection>();
  const expelled = new Counter({
    name: 'epm_live_expelled_total',
    help: 'Connections of the live feed closed by the server',
    labelNames: ['reason'],
    registers: [registry],
  });
  // This HTTP server never listens: Socket.IO wants one, and upgrades come from our own router.
  const io = new Server(createServer(), {
    path: '/live',
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
  });

  io.use(async (socket, next) => next(await admit(socket)));
  io.on('connection', open);

  /** Undefined: welcome. */
  async function admit(socket: Socket): Promise<Error | undefined> {
    try {
      const principal = await identify(socket);
      if (!principal) return refusal('unauthenticated', 'Sign in to continue.');
      if (can(principal, 'live.read') !== 'allowed') return refusal('forbidden', 'Your role does not allow this.');
      (socket.data as { principal?: Principal }).principal = principal;
      return undefined;
    } catch (error) {
      log.warn({ err: error }, 'a live connection could not be judged');
      return refusal('unavailable', 'Sessions cannot be read right now. Try again in a moment.');
    }
  }

  async function identify(socket: Socket): Promise<Principal | undefined> {
    const { token } = socket.handshake.auth as { token?: unknown };
    return typeof token === 'string' ? options.verifyToken(token) : options.authenticate(socket.request);
  }

  function open(socket: Socket): void {
    const { principal } = socket.data as { principal: Principal };
    const client = clientOf(socket, () => connection.subscriber.drained());
    const connection: Connection = { socket, principal, client, subscriber: live.join(client), judgedAt: clock() };
    connections.set(socket, connection);
    limit(socket);
    socket.on('subscribe', (payload: unknown, answer: unknown) => {
      if (typeof answer !== 'function') return;
      subscribe(connection, payload, answer as (result: Answer) => void).catch((error: Error) =>
        log.error({ err: error }, 'a subscription failed'),
      );
    });
    socket.on('unsubscribe', (payload: unknown) => {
      const parsed = unsubscribeSchema.safeParse(payload);
      if (parsed.success) connection.subscriber.unsubscribe(parsed.data.scope);
    });
    socket.on('disconnect', () => {
      connections.delete(socket);
      connection.subscriber.leave();
    });
  }

  /** Packets of any kind are counted: what is ignored, too, was parsed in a loop that everybody shares. */
  function limit(socket: Socket): void {
    const bucket = createTokenBucket(PACKET_RATE, clock);
    socket.conn.on('packet', () => {
      if (bucket.take() || socket.conn.readyState !== 'open') return;
      expelled.inc({ reason: 'flood' });
      log.warn(
        { who: principalName((socket.data as { principal: Principal }).principal) },
        'live client sent too much',
      );
      socket.conn.close(true);
    });
  }

  function clientOf(socket: Socket, drained: () => void): LiveClient {
    let waiting = 0;
    return {
      send(message) {
        const frame = encode(message);
        waiting += frame.length;
        // Past Socket.IO's own encoder, so that a value is encoded once for all who watch it.
        socket.conn.write(frame, {}, () => {
          waiting -= frame.length;
          drained();
        });
      },
      bufferedBytes: () => waiting,
      close(reason) {
        expelled.inc({ reason });
        log.info(
          { reason, who: principalName((socket.data as { principal: Principal }).principal) },
          'live client closed',
        );
        // Nothing that waits is sent any more: the client connects again and starts from the newest values.
        socket.conn.close(true);
      },
    };
  }

  /** Answers in the tick it subscribes in: a value sent later must not arrive before the answer. */
  async function subscribe(connection: Connection, payload: unknown, answer: (result: Answer) => void): Promise<void> {
    const parsed = subscribeSchema.safeParse(payload);
    if (!parsed.success) return answer(failure('invalid', 'Expected {scope, since?, curve?}.'));
    const { scope: name, curve } = parsed.data;
    await live.refresh();
    const scope = parseScope(name);
    const directory = live.directory();
    if (!scope || !directory?.storesOf(scope)) return answer(failure('not_found', NOT_FOUND));
    const verdict = can(connection.principal, 'live.read', { scope, region: directory.regionOf(scope) });
    if (verdict === 'forbidden') return answer(failure('forbidden', 'Your role does not allow this.'));
    const state = verdict === 'allowed' && connection.subscriber.subscribe(name, { curve: curve === true });
    answer(state || failure('not_found', NOT_FOUND));
  }

  function revoke(connection: Connection): void {
    expelled.inc({ reason: 'revoked' });
    // From here on nothing of the old rights is sent, whatever the network still does.
    connection.subscriber.leave();
    connections.delete(connection.socket);
    connection.socket.emit('revoked');
    connection.socket.disconnect(true);
  }

  async function judge(connection: Connection): Promise<void> {
    const { socket, principal } = connection;
    try {
      const now = await identify(socket);
      if (!connections.has(socket)) return;
      if (!now || rightsOf(now) !== rightsOf(principal)) revoke(connection);
      else connection.judgedAt = clock();
    } catch (error) {
      log.debug({ err: error }, 'a live connection could not be judged again');
      if (clock() - connection.judgedAt > UNJUDGED_LIMIT_MS) socket.conn.close(true);
    }
  }

  function judgeAll(): void {
    for (const connection of connections.values()) {
      if (clock() - connection.judgedAt >= JUDGE_EVERY_MS) void judge(connection);
    }
    cancelRound = schedule(judgeAll, JUDGE_ROUND_MS);
  }

  let cancelRound = schedule(judgeAll, JUDGE_ROUND_MS);
  const endRevocations = options.onRevoked(({ sessionId, userId }) => {
    for (const connection of connections.values()) {
      const { principal } = connection;
      if (principal.kind !== 'user') continue;
      if (principal.sessionId === sessionId || principal.user.id === userId) revoke(connection);
    }
  });
  const endImports = options.onImport((message) => {
    const body = importMessageSchema.parse(message);
    for (const { socket, principal, client } of connections.values()) {
      // Progress is told again soon; a client that cannot keep up gets less of it.
      if (client.bufferedBytes() > BUSY_BYTES || can(principal, 'imports.read') !== 'allowed') continue;
      socket.emit('import', body);
    }
  });
  const endReference = live.reference.onChange(({ storesMoved }) => {
    for (const { socket, principal } of connections.values()) {
      const regional = principal.kind === 'user' && principal.user.scope.kind === 'region';
      // A store that left the region must not be followed on: the client comes back and is judged anew.
      if (storesMoved && regional) socket.conn.close(true);
      else socket.emit('reference');
    }
  });

  return {
    target: {
      path: '/live',
      withoutOrigin: 'without-cookie',
      handle: (request, socket, head) => (io.engine as UpgradeHandler).handleUpgrade(request, socket, head),
    },
    async stop() {
      cancelRound();
      endRevocations();
      endImports();
      endReference();
      await io.close();
    },
  };
}

interface UpgradeHandler {
  handleUpgrade: UpgradeTarget['handle'];
}

const NOT_FOUND = 'There is nothing here, or it is outside your scope.';

function failure(code: string, message: string): Answer {
  return { error: { code, message } };
}

/** An error of a Socket.IO middleware; `data` tells the client that the refusal is the server's. */
function refusal(code: string, message: string): Error {
  return Object.assign(new Error(message), { data: { code } });
}

/** All that a right may depend on. */
function rightsOf(principal: Principal): string {
  if (principal.kind === 'client') return JSON.stringify(principal.scopes);
  return JSON.stringify([principal.user.id, principal.user.role, principal.user.scope]);
}

const encoded = new WeakMap<LiveMessage['message'], string>();

/** Packet type 2 (EVENT) of the Socket.IO protocol on the default namespace. */
function encode({ kind, message }: LiveMessage): string {
  let frame = encoded.get(message);
  if (frame === undefined) encoded.set(message, (frame = `2${JSON.stringify([kind, message])}`));
  return frame;
}
