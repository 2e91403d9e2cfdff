import type { CloseReaction, OfflineCause, StopCause } from './close-codes.ts';

/** One document's connection. `opening`: nothing of the server has been seen yet, so nothing may be edited. */
export type LinkState =
  | { readonly kind: 'opening'; readonly trouble?: OfflineCause }
  | { readonly kind: 'live' }
  | { readonly kind: 'offline'; readonly cause: OfflineCause }
  | { readonly kind: 'stopped'; readonly cause: StopCause };

export type LinkEvent =
  | { readonly kind: 'synced' }
  | { readonly kind: 'closed'; readonly reaction: CloseReaction }
  /** The document was replaced by an empty one. */
  | { readonly kind: 'renewed' }
  | { readonly kind: 'retried' };

export function nextLinkState(state: LinkState, event: LinkEvent): LinkState {
  switch (event.kind) {
    case 'synced':
      return { kind: 'live' };
    case 'renewed':
      return { kind: 'opening' };
    case 'retried':
      return state.kind === 'stopped' ? { kind: 'offline', cause: 'network' } : state;
    case 'closed':
      return afterClose(state, event.reaction);
  }
}

function afterClose(state: LinkState, reaction: CloseReaction): LinkState {
  if (reaction.kind === 'stop') return { kind: 'stopped', cause: reaction.cause };
  const cause = reaction.kind === 'retry' ? reaction.cause : 'network';
  if (state.kind === 'opening') return { kind: 'opening', trouble: cause };
  return { kind: 'offline', cause };
}
