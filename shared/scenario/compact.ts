import { compareEdits } from '../planning/edit.ts';
import type { Edit } from '../planning/edit.ts';

/**
 * What is known of an entry for good. `dead`: it was taken back and will not come back. `firm`: it can no longer be taken
 * back. `open`: an undo or a redo may still decide.
 */
type Fate = 'dead' | 'firm' | 'open';

interface Node {
  readonly edit: Edit;
  /** The undos that reach it. */
  readonly undos: Node[];
  /** The values that replace it. */
  readonly replacements: Node[];
  fate: Fate;
  kept: boolean;
}

/**
 * The ids of the entries of one sheet that a new epoch can do without: whatever comes later, nobody's figures or conflicts
 * miss them. docs/decisions/0014 has the reasons.
 *
 * An entry is settled when it is stamped before `settledBefore`. Dropped are settled entries that are dead for good, values
 * that lie two deep (replaced by a value that was itself replaced, both for good), and the undos and clears that decide
 * about dropped entries only. What later entries must keep to, for the replay to be the same to the bit: none is stamped
 * before `settledBefore`, and none of their undos names a settled entry but a value that stood at the time.
 */
export function droppableIds(edits: readonly Edit[], settledBefore: number): Set<string> {
  const nodes = graphOf(edits);
  // No gate lets an id in twice; which of two entries counts is not for here to say.
  if (nodes.size < edits.length) return new Set();
  const ordered = [...nodes.values()].toSorted((a, b) => compareEdits(a.edit, b.edit));
  // An undo comes after what it reaches, so its fate is known first.
  for (const node of ordered.toReversed()) node.fate = fateOf(node, settledBefore);
  for (const node of ordered) if (mayMatter(node, settledBefore)) keep(node);
  return new Set(ordered.filter(({ kept }) => !kept).map(({ edit }) => edit.id));
}

function graphOf(edits: readonly Edit[]): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const edit of edits) nodes.set(edit.id, { edit, undos: [], replacements: [], fate: 'open', kept: false });
  for (const node of nodes.values()) {
    const { edit } = node;
    for (const id of edit.over) {
      const target = nodes.get(id);
      if (!target || target === node) continue;
      if (reaches(edit, target.edit)) target.undos.push(node);
      if (replaces(edit, target.edit)) target.replacements.push(node);
    }
  }
  return nodes;
}

const reaches = (undo: Edit, target: Edit): boolean =>
  undo.op === 'undo' && undo.by === target.by && compareEdits(target, undo) < 0;

const replaces = (value: Edit, target: Edit): boolean =>
  (value.op === 'set' || value.op === 'clear') && value.cell === target.cell;

function fateOf({ edit, undos }: Node, settledBefore: number): Fate {
  if (undos.some(({ fate }) => fate === 'firm')) return 'dead';
  return edit.at < settledBefore && undos.every(({ fate }) => fate === 'dead') ? 'firm' : 'open';
}

/** Whether it may still count, be shown as a conflict or an objective, or be named by somebody who was away. */
function mayMatter(node: Node, settledBefore: number): boolean {
  const { op, at } = node.edit;
  if (at >= settledBefore) return true;
  return node.fate !== 'dead' && op !== 'undo' && op !== 'clear' && !node.replacements.some(isBuriedUnder);
}

/** What it replaces does not come back when the value that stands is undone. */
const isBuriedUnder = (node: Node): boolean => node.fate === 'firm' && isReplaced(node);
const isReplaced = ({ replacements }: Node): boolean => replacements.some(({ fate }) => fate === 'firm');

/** An entry stays together with all that decides about it. */
function keep(first: Node): void {
  const waiting = [first];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kept) continue;
    node.kept = true;
    waiting.push(...[...node.undos, ...node.replacements].filter(({ fate }) => fate !== 'dead'));
  }
}
