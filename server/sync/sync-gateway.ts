import { WebSocketServer } from 'ws';
import { formatCloseReason, SYNC_CLOSE } from '../../shared/api/sync.ts';
import { admit } from './admission.ts';
import { parseSyncPath } from './sync-path.ts';
import type { IncomingMessage } from 'node:http';
import type { RawData, WebSocket } from 'ws';
import type { SyncCloseCode, SyncCloseReason } from '../../shared/api/sync.ts';
import type { Principal } from '../accounts/user.ts';
import type { UpgradeTarget } from '../http/upgrade.ts';
import type { Log } from '../log.ts';
import type { Admission } from './admission.ts';
import type { Member, Seat } from './room.ts';
import type { Sync } from './sync.ts';

export interface SyncGatewayOptions {
  readonly sync: Sync;
  readonly log: Log;
  readonly authenticate: (request: IncomingMessage) => Promise<Principal | undefined>;
  readonly onRevoked: (listener: (event: { sessionId?: string; userId?: string }) => void) => () => void;
  /** Between two looks at whether a connection lives and is still allowed. */
  readonly heartbeatMs?: number;
}

export interface SyncGateway {
  readonly target: UpgradeTarget;
  /** Settles what has come in, closes every connection and the rooms. */
  stop(): Promise<void>;
}

const MAX_FRAME = 16 * 1024 * 1024;
/** What a connection that reads too slowly may leave unread here. */
const MAX_UNSENT = 32 * 1024 * 1024;
const HEARTBEAT_MS = 25_000;
/** For the other side to answer a close. */
const CLOSE_MS = 2_000;
const STOP_MS = 500;

export function createSyncGateway(options: SyncGatewayOptions): SyncGateway {
  const { sync, log } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false });
  const offRevoked = options.onRevoked(({ sessionId, userId }) => {
    // Told by session: it ended. Told by user: rights changed, and whoever has a session is judged again.
    if (sessionId !== undefined)
      sync.closeFor((c) => c.session === sessionId, SYNC_CLOSE.noSession, { code: 'session' });
    if (userId !== undefined) sync.closeFor((c) => c.user === userId, SYNC_CLOSE.rightsChanged, { code: 'rights' });
  });

  async function judge(request: IncomingMessage): Promise<Admission> {
    return admit(await options.authenticate(request), parseSyncPath(request.url ?? ''), sync.directory);
  }

  async function welcome(socket: WebSocket, request: IncomingMessage): Promise<void> {
    socket.on('error', (error) => log.debug({ err: error }, 'a sync connection broke'));
    // Nothing is read before the session was judged: until then its bytes wait in the network.
    socket.pause();
    let admission: Admission;
    try {
      admission = await judge(request);
    } catch (error) {
      log.error({ err: error }, 'a sync connection could not be judged');
      return close(socket, SYNC_CLOSE.loadFailed, { code: 'load' });
    }
    if (admission.kind === 'refused') return close(socket, admission.code, admission.reason);
    const member = memberOf(socket, admission);
    const joined = await sync.join(admission.sheet, member);
    if (joined.kind !== 'joined') {
      return joined.kind === 'full'
        ? close(socket, SYNC_CLOSE.tooMany, { code: 'full' })
        : close(socket, SYNC_CLOSE.loadFailed, { code: 'load' });
    }
    attend(socket, request, admission, joined.seat);
    socket.resume();
  }

  function attend(socket: WebSocket, request: IncomingMessage, admission: Admitted, seat: Seat): void {
    let alive = true;
    const check = (): void => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
      void judgeAgain(socket, request, admission);
    };
    const heartbeat = setInterval(check, options.heartbeatMs ?? HEARTBEAT_MS);
    socket.on('pong', () => {
      alive = true;
    });
    socket.on('message', (data, isBinary) => {
      // Closing takes a while, and what comes meanwhile must not be worked for: a slow reader would get the server to.
      if (socket.readyState !== socket.OPEN) return;
      alive = true;
      if (isBinary) seat.receive(bytesOf(data));
      else close(socket, SYNC_CLOSE.unreadable, { code: 'text' });
    });
    socket.on('close', () => {
      clearInterval(heartbeat);
      seat.leave();
    });
    // Closed while it was being judged: `close` was heard by nobody.
    if (socket.readyState !== socket.OPEN) {
      clearInterval(heartbeat);
      seat.leave();
    }
  }

  /** Sessions expire, and a message about a change of rights may get lost. */
  async function judgeAgain(socket: WebSocket, request: IncomingMessage, before: Admitted): Promise<void> {
    try {
      const now = await judge(request);
      if (now.kind === 'refused') close(socket, now.code, now.reason);
      else if (now.mayWrite !== before.mayWrite) close(socket, SYNC_CLOSE.rightsChanged, { code: 'rights' });
    } catch (error) {
      log.warn({ err: error }, 'a sync connection could not be judged again');
    }
  }

  function memberOf(socket: WebSocket, { user, sessionId, mayWrite }: Admitted): Member {
    return {
      user,
      sessionId,
      mayWrite,
      send(frame) {
        if (socket.readyState !== socket.OPEN) return;
        if (socket.bufferedAmount > MAX_UNSENT) return close(socket, SYNC_CLOSE.tooMany, { code: 'slow' });
        // A failure also ends the connection, which is heard there.
        socket.send(frame, () => {});
      },
      close: (code, reason) => close(socket, code, reason),
    };
  }

  return {
    target: {
      path: '/sync',
      withoutOrigin: 'never',
      handle: (request, socket, head) =>
        server.handleUpgrade(request, socket, head, (webSocket) => void welcome(webSocket, request)),
    },
    async stop() {
      offRevoked();
      await sync.stop();
      const left = new Promise<void>((resolve) => server.close(() => resolve()));
      const cut = setTimeout(() => server.clients.forEach((socket) => socket.terminate()), STOP_MS);
      await left;
      clearTimeout(cut);
    },
  };
}

type Admitted = Extract<Admission, { kind: 'admitted' }>;

function close(socket: WebSocket, code: SyncCloseCode, reason: SyncCloseReason): void {
  if (socket.readyState !== socket.OPEN) return;
  // A paused socket would never see the answer.
  socket.resume();
  socket.close(code, formatCloseReason(reason));
  setTimeout(() => socket.terminate(), CLOSE_MS).unref();
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data));
  return data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.length);
}
