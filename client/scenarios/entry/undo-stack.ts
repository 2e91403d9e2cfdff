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

/** The action was taken back by `undos`. */
export function undone(stack: UndoStack, action: Action, undos: readonly Edit[]): UndoStack {
  if (!stack.done.includes(action)) return stack;
  return {
    done: stack.done.filter((other) => other !== action),
    undone: [...stack.undone, { entries: action.entries, undos }],
  };
}

/** The action taken back stands again. */
export function redone(stack: UndoStack, action: TakenBack): UndoStack {
  if (!stack.undone.includes(action)) return stack;
  return {
    done: [...stack.done, { entries: action.entries }],
    undone: stack.undone.filter((other) => other !== action),
  };
}

/** Without entries that are in no document any more, since the server refused them; a refused undo leaves its action done. */
export function withoutEntries(stack: UndoStack, gone: ReadonlySet<Edit>): UndoStack {
  // An action that loses nothing stays the same object: one may be about to be taken back.
  const left = <Kind extends Action>(action: Kind): Kind =>
    action.entries.some((entry) => gone.has(entry))
      ? { ...action, entries: action.entries.filter((entry) => !gone.has(entry)) }
      : action;
  const stillUndone = stack.undone.filter(({ undos }) => !undos.some((undo) => gone.has(undo)));
  const back = stack.undone.filter((action) => !stillUndone.includes(action)).toReversed();
  const isLeft = ({ entries }: Action): boolean => entries.length > 0;
  return {
    done: [...stack.done, ...back.map(({ entries }) => ({ entries }))].map(left).filter(isLeft),
    undone: stillUndone.map(left).filter(isLeft),
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
