import { parseCloseReason, SYNC_CLOSE } from '../../shared/api/sync.ts';
import type { SyncCloseReason } from '../../shared/api/sync.ts';

/** What the client does when the server ends a connection; every code that is not ours is a cut of the network. */
export type CloseReaction =
  /** Wait for the user; the document and its unsaved entries stay. */
  | { readonly kind: 'stop'; readonly cause: StopCause }
  /** Something we sent was refused: start from an empty document and say what was lost. */
  | { readonly kind: 'refused'; readonly reason: SyncCloseReason }
  /** The document was rebuilt or taken over: start from an empty one and bring what was not yet acknowledged. */
  | { readonly kind: 'renew' }
  /** Rights changed: connect again and be judged again. */
  | { readonly kind: 'judge' }
  /** Try again later. */
  | { readonly kind: 'retry'; readonly cause: OfflineCause };

export type StopCause = 'signedOut' | 'forbidden' | 'unknown' | 'outdated';
export type OfflineCause = 'network' | 'loadFailed' | 'busy';

export function reactionTo(code: number | undefined, reason = ''): CloseReaction {
  switch (code) {
    case SYNC_CLOSE.noSession:
      return { kind: 'stop', cause: 'signedOut' };
    case SYNC_CLOSE.refused:
    case SYNC_CLOSE.unreadable:
      return { kind: 'refused', reason: parseCloseReason(reason) };
    case SYNC_CLOSE.unknown:
      return { kind: 'stop', cause: 'unknown' };
    case SYNC_CLOSE.conflict:
      return { kind: 'renew' };
    case SYNC_CLOSE.rightsChanged:
      return { kind: 'judge' };
    case SYNC_CLOSE.clientTooOld:
      return { kind: 'stop', cause: 'outdated' };
    case SYNC_CLOSE.loadFailed:
      return { kind: 'retry', cause: 'loadFailed' };
    case SYNC_CLOSE.tooMany:
      return { kind: 'retry', cause: 'busy' };
    default:
      return { kind: 'retry', cause: 'network' };
  }
}
