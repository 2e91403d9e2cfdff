/** What the client does when the server ends a connection; every other code is a cut of the network. */
export type CloseReaction =
  /** Ask the user to sign in; the document and its unsaved entries stay. */
  | { readonly kind: 'stop'; readonly cause: StopCause }
  /** Something we sent was refused: start from an empty document and say what was lost. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The document was compacted or taken over: start from an empty one and bring what was not yet acknowledged. */
  | { readonly kind: 'renew' }
  /** Rights changed: connect again and be judged again. */
  | { readonly kind: 'judge' }
  /** Try again later. */
  | { readonly kind: 'retry'; readonly cause: OfflineCause };

export type StopCause = 'signedOut' | 'forbidden' | 'unknown' | 'outdated';
export type OfflineCause = 'network' | 'loadFailed' | 'busy';

export function reactionTo(code: number | undefined, reason = ''): CloseReaction {
  switch (code) {
    case 4401:
      return { kind: 'stop', cause: 'signedOut' };
    case 4403:
      return { kind: 'refused', reason };
    case 4404:
      return { kind: 'stop', cause: 'unknown' };
    case 4409:
      return { kind: 'renew' };
    case 4205:
      return { kind: 'judge' };
    case 4426:
      return { kind: 'stop', cause: 'outdated' };
    case 4500:
      return { kind: 'retry', cause: 'loadFailed' };
    case 4503:
      return { kind: 'retry', cause: 'busy' };
    default:
      return { kind: 'retry', cause: 'network' };
  }
}
