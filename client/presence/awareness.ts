import { throttled } from './throttle.ts';
import type { Awareness } from 'y-protocols/awareness';

/** Where this tab is; the server adds who it is. */
export interface Whereabouts {
  readonly cell?: string;
  readonly sheet?: string;
  /** Two opposite corners of what is selected, as cells; absent for a single cell. */
  readonly selection?: readonly [string, string];
  /** The draft being typed. */
  readonly typing?: string;
}

export interface Cursor {
  readonly move: (to: Whereabouts) => void;
  /** The document was replaced, and its awareness with it. */
  readonly attach: (awareness: Awareness) => void;
  /** Tells `onChange` again what there is. */
  readonly look: () => void;
  readonly stop: () => void;
}

/** Others see a move at once, a typist's keys eight times a second at most. */
const PAUSE_MS = 125;
/** The server takes 1 kB of presence; a draft longer than a cell says nothing more. */
const DRAFT_MAX = 40;

/** Tells the others where this tab is; `onChange` gets all states by client id, and this tab's. */
export function createCursor(onChange: (states: ReadonlyMap<number, unknown>, client: number) => void): Cursor {
  let awareness: Awareness | undefined;
  let last: Whereabouts = {};

  const tell = throttled((where: Whereabouts) => awareness?.setLocalState({ ...where }), PAUSE_MS);
  const changed = (): void => {
    if (awareness) onChange(awareness.getStates(), awareness.clientID);
  };
  const detach = (): void => awareness?.off('change', changed);

  return {
    move: ({ typing, ...where }) => {
      last = { ...where, ...(typing !== undefined && { typing: typing.slice(0, DRAFT_MAX) }) };
      tell.push(last);
    },
    attach: (next) => {
      detach();
      awareness = next;
      awareness.on('change', changed);
      awareness.setLocalState({ ...last });
      changed();
    },
    look: changed,
    stop: () => {
      tell.stop();
      detach();
      awareness = undefined;
    },
  };
}
