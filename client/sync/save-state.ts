import type { OfflineCause, StopCause } from './close-codes.ts';
import type { LinkState } from './link-state.ts';

/** The one truth shown about saving, over all documents of a scenario. `pending` counts entries not yet durable. */
export type SaveState =
  | { readonly kind: 'opening'; readonly trouble?: OfflineCause }
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving'; readonly pending: number }
  | {
      readonly kind: 'offline';
      readonly pending: number;
      readonly cause: OfflineCause;
      readonly sheets: readonly string[];
    }
  | { readonly kind: 'stopped'; readonly pending: number; readonly cause: StopCause };

export interface LinkReport {
  readonly sheet: string;
  readonly state: LinkState;
  readonly pending: number;
}

/** The gravest cause wins: the user must do something about a stop, nothing about a cut. */
export function saveStateOf(links: readonly LinkReport[]): SaveState {
  const pending = links.reduce((sum, link) => sum + link.pending, 0);
  for (const { state } of links) if (state.kind === 'stopped') return { kind: 'stopped', pending, cause: state.cause };
  const offline = links.filter(({ state }) => state.kind === 'offline');
  const first = offline[0]?.state;
  if (first?.kind === 'offline') {
    return { kind: 'offline', pending, cause: first.cause, sheets: offline.map(({ sheet }) => sheet) };
  }
  if (pending > 0) return { kind: 'saving', pending };
  const opening = links.find(({ state }) => state.kind === 'opening')?.state;
  if (opening?.kind === 'opening') return opening;
  return { kind: 'saved' };
}
