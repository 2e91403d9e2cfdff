/** First number of a frame of the scenario sync: y-websocket's own, and our acknowledgement. */
export const SYNC_MESSAGE = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  /** Server only. Payload: the durable state vector as a var-length byte array. */
  acknowledgement: 100,
} as const;

/** Why the server ends a sync connection, and so what the client does next. */
export const SYNC_CLOSE = {
  /** Rights or the state of the sheet changed: connect again and be judged again. */
  rightsChanged: 4205,
  /** A text frame. */
  unreadable: 4400,
  /** Sign in. */
  noSession: 4401,
  /** Something sent was refused; the reason says what. Drop the document, load it again, show what was refused. */
  refused: 4403,
  unknown: 4404,
  /** Another epoch, or the client id lives on in a newer connection. Start from an empty document. */
  conflict: 4409,
  clientTooOld: 4426,
  /** The document could not be read or written. Try again later. */
  loadFailed: 4500,
  tooMany: 4503,
} as const;

export type SyncCloseCode = (typeof SYNC_CLOSE)[keyof typeof SYNC_CLOSE];

/** What a frame was refused for. Stable: the client words them, dashboards count them. */
export type RefusalCode =
  /** A message type a client may not send. */
  | 'message'
  /** Bytes that are no update: truncated, trailing, or counting more than they hold. */
  | 'malformed'
  | 'size'
  /** Too many entries in one update. */
  | 'count'
  /** Something other than plain JSON values. */
  | 'content'
  | 'deletion'
  /** Not the list of this document. */
  | 'root'
  /** Not at the end of the list, or after something that is not there. */
  | 'append'
  /** Structs are missing before these. */
  | 'gap'
  /** A client id of somebody else, or more than one at once. */
  | 'client'
  | 'schema'
  /** The cell belongs to another sheet, or to no cell of this hierarchy. */
  | 'sheet'
  | 'author'
  /** `at` lies too far ahead. */
  | 'clock'
  /** `at` lies before what the document was compacted to. */
  | 'settled'
  /** An entry with this id is there already. */
  | 'duplicate'
  /** The document holds as many entries as one may, or would with these. */
  | 'full'
  /** So does what this user has written in it. */
  | 'share'
  /** This connection reads only. */
  | 'rights'
  | 'awareness';

export interface SyncCloseReason {
  readonly code: string;
  /** Id of the entry at fault. */
  readonly entry?: string | undefined;
}

/** JSON that fits the 123 bytes of a close frame. */
export function formatCloseReason({ code, entry }: SyncCloseReason): string {
  const short = entry !== undefined && /^[\w-]{1,40}$/.test(entry);
  return JSON.stringify(short ? { code, entry } : { code });
}

/** A reason of another origin (a proxy, the network) is a code by itself. */
export function parseCloseReason(text: string): SyncCloseReason {
  try {
    const { code, entry } = JSON.parse(text) as Record<string, unknown>;
    if (typeof code === 'string') return { code, ...(typeof entry === 'string' && { entry }) };
  } catch {
    // Not ours: told as it is.
  }
  return { code: text };
}
