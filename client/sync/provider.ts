import { decoding } from 'lib0';
import { decodeStateVector } from 'yjs';
import { WebsocketProvider } from 'y-websocket';
import { SYNC_MESSAGE } from '../../shared/api/sync.ts';
import { reactionTo } from './close-codes.ts';
import type { CloseReaction } from './close-codes.ts';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';

/** A silent connection is closed by y-websocket after 30 s; asking for the difference in between keeps it alive. */
const HEARTBEAT_MS = 20_000;
const BACKOFF_MS = 5_000;
const BACKOFF_BUSY_MS = 20_000;
/** Without a network every attempt fails at once, and browsers make an address wait that failed often. */
const BACKOFF_OFFLINE_MS = 15_000;
/** Enough failures for y-websocket's doubling pause to have reached its longest. */
const MANY_FAILURES = 10;

export type SocketClass = typeof WebSocket;

export interface ProviderOptions {
  /** `wss://host/sync/<scenario id>`, without the sheet. */
  readonly url: string;
  readonly sheet: string;
  readonly doc: Doc;
  /** Generation of the document; the server refuses an older one. */
  readonly epoch: number | undefined;
  readonly socket?: SocketClass | undefined;
  /** What the browser says about the network; it may be wrong in either way. */
  readonly online?: (() => boolean) | undefined;
  /** Whether this document carries presence. */
  readonly presence: boolean;
  readonly onSynced: () => void;
  /** Clocks by client id that are on disk. */
  readonly onDurable: (clocks: ReadonlyMap<number, number>) => void;
  readonly onClosed: (reaction: CloseReaction) => void;
}

/** A y-websocket provider with our acknowledgements and close codes; it starts disconnected. */
export function createProvider(options: ProviderOptions): WebsocketProvider {
  const provider = new WebsocketProvider(options.url, encodeURIComponent(options.sheet), options.doc, {
    connect: false,
    disableBc: true,
    ...(options.epoch !== undefined && { params: { epoch: String(options.epoch) } }),
    resyncInterval: HEARTBEAT_MS,
    maxBackoffTime: BACKOFF_MS,
    shouldReconnect: ({ code, reason }) => isTransient(reactionTo(code, reason)),
    ...(options.socket && { WebSocketPolyfill: options.socket }),
  });
  const online = options.online ?? browserOnline;
  let wasOffline = false;
  if (!options.presence) provider.awareness.setLocalState(null);
  provider.messageHandlers[SYNC_MESSAGE.acknowledgement] = (_encoder, decoder) => {
    options.onDurable(decodeStateVector(decoding.readVarUint8Array(decoder)));
  };
  provider.on('sync', (synced) => {
    if (synced) options.onSynced();
  });
  provider.on('status', ({ status }) => {
    if (status === 'connected') forgetGone(provider.awareness);
  });
  provider.on('connection-close', (event) => {
    const reaction = reactionTo(event?.code, event?.reason);
    // Read by the provider right after this event, for the pause before the next attempt.
    const busy = reaction.kind === 'retry' && reaction.cause !== 'network';
    const offline = !online();
    provider.maxBackoffTime = offline ? BACKOFF_OFFLINE_MS : busy ? BACKOFF_BUSY_MS : BACKOFF_MS;
    if (offline !== wasOffline) provider.wsUnsuccessfulReconnects = offline ? MANY_FAILURES : 0;
    wasOffline = offline;
    if (isTransient(reaction)) options.onClosed(reaction);
  });
  // A final close is told last, so that whoever listens may replace the document at once.
  provider.on('closed', ({ code, reason }) => options.onClosed(reactionTo(code, reason)));
  return provider;
}

/**
 * A lost connection takes away who was there, but not the clocks they had: without this they would be seen again only when
 * they next move, since what the server says of them at once is no news by its clock.
 */
function forgetGone({ meta, states, clientID }: Awareness): void {
  for (const client of meta.keys()) if (client !== clientID && !states.has(client)) meta.delete(client);
}

function isTransient(reaction: CloseReaction): boolean {
  return reaction.kind === 'retry' || reaction.kind === 'judge';
}

function browserOnline(): boolean {
  return typeof navigator === 'undefined' || navigator.onLine !== false;
}
