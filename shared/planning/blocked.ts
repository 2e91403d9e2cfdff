import { viewHold } from './hold.ts';
import type { Hold, HoldView } from './hold.ts';

/**
 * Why an edit changes nothing for now.
 * `no_value` a rate where there are no sales · `negative` the value asked for is below 0 · `held` holds or actuals inside
 * the block leave too little to move · `no_room` no leaf with a price, or none in the profile, can take the value ·
 * `unmet_hold` holds around it could not be kept · `too_many_holds` it would hold one cell more than a scenario may ·
 * `too_many_own_holds` one more than one person may · `overflow` a number would become absurdly large.
 */
export type Blockage =
  'no_value' | 'negative' | 'held' | 'no_room' | 'unmet_hold' | 'too_many_holds' | 'too_many_own_holds' | 'overflow';

export interface Blocked {
  readonly reason: Blockage;
  /** As they were when they stood in the way, some of them where they are many: their targets may move later. */
  readonly holds: readonly HoldView[];
}

/** Every blocked edit of a log keeps its own: thousands under a thousand holds would fill the memory. */
const MAX_NAMED = 20;

export function blockedBy(reason: Blockage, holds: readonly Hold[]): Blocked {
  return { reason, holds: holds.slice(0, MAX_NAMED).map(viewHold) };
}
