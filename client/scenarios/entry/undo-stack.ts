import type { Edit } from '../../../shared/planning/edit.ts';

/** What one gesture wrote: a value, a pasted block, a spread over several sheets. It is taken back as one. */
export interface Action {
  readonly entries: readonly Edit[];
}

/** An action that was taken back, and the entries that did it: taking those back is redo. */
export interface TakenBack extends Action {
  readonly undos: readonly Edit[];
}

/** One per tab, over all sheets. The last of each list is the next to be undone or redone. */
export interface UndoStack {
  readonly done: readonly Action[];
  readonly undone: readonly TakenBack[];
}

export const emptyStack: UndoStack = { done: [], undone: [] };

/** Further back there is the history. */
const MAX_ACTIONS = 500;

/** A new action ends what could be redone. */
export function recorded({ done }: UndoStack, entries: readonly Edit[]): UndoStack {
  return { done: [...done, { entries }].slice(-MAX_ACTIONS), undone: [] };
}

/** The last action was taken back by `undos`. */
export function undone(stack: UndoStack, undos: readonly Edit[]): UndoStack {
  const action = stack.done.at(-1);
  if (!action) return stack;
  return { done: stack.done.slice(0, -1), undone: [...stack.undone, { entries: action.entries, undos }] };
}

/** The action taken back last stands again. */
export function redone(stack: UndoStack): UndoStack {
  const action = stack.undone.at(-1);
  if (!action) return stack;
  return { done: [...stack.done, { entries: action.entries }], undone: stack.undone.slice(0, -1) };
}

/** Without entries that are in no document any more, since the server refused them; a refused undo leaves its action done. */
export function withoutEntries(stack: UndoStack, gone: ReadonlySet<Edit>): UndoStack {
  const left = ({ entries }: Action): Action => ({ entries: entries.filter((entry) => !gone.has(entry)) });
  const stillUndone = stack.undone.filter(({ undos }) => !undos.some((undo) => gone.has(undo)));
  const back = stack.undone.filter((action) => !stillUndone.includes(action)).toReversed();
  return {
    done: [...stack.done, ...back].map(left).filter(({ entries }) => entries.length > 0),
    undone: stillUndone.map(({ undos, ...action }) => ({ ...left(action), undos })),
  };
}

/** Without entries that a compaction dropped: undoing or redoing them has no effect any more. */
export function withoutDropped({ done, undone: back }: UndoStack, isDropped: (entry: Edit) => boolean): UndoStack {
  const left = (entries: readonly Edit[]): Edit[] => entries.filter((entry) => !isDropped(entry));
  return {
    done: done.map(({ entries }) => ({ entries: left(entries) })).filter(({ entries }) => entries.length > 0),
    undone: back
      .map(({ entries, undos }) => ({ entries: left(entries), undos: left(undos) }))
      .filter(({ entries, undos }) => entries.length > 0 && undos.length > 0),
  };
}
