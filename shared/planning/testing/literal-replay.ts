import { boxesMeet, boxOf, boxSize, isInside } from '../../hierarchy/box.ts';
import { MONTHS } from '../../hierarchy/hierarchy.ts';
import { regionOfOrg } from '../../hierarchy/sheet.ts';
import { mustParseCell } from '../../hierarchy/address.ts';
import { compareEdits } from '../edit.ts';
import { toleranceOf } from '../tolerance.ts';
import type { Box } from '../../hierarchy/box.ts';
import type { Hierarchy } from '../../hierarchy/hierarchy.ts';
import type { Base } from '../base.ts';
import type { Edit } from '../edit.ts';

/** One leaf as an object: as slow and as plain as can be, to compare the engine with. */
interface Leaf {
  readonly s: number;
  readonly c: number;
  readonly k: number;
  readonly divisor: number;
  q: number;
  p: number;
  cost: number;
}

interface LiteralHold {
  readonly edit: Edit;
  readonly box: Box;
  target: number;
}

export interface LiteralResult {
  readonly leaves: readonly Leaf[];
  readonly impossible: readonly string[];
  readonly holds: readonly LiteralHold[];
}

/** The rules of a replay of sales, step by step as they are written: no masks, no checkpoints, nothing skipped. */
export function literalReplay(h: Hierarchy, base: Base, counting: readonly Edit[], closed: number): LiteralResult {
  let leaves: Leaf[] = [...base.q].map((q, i) => {
    const [s, c, k] = [
      Math.floor(i / MONTHS / h.categories.length),
      Math.floor(i / MONTHS) % h.categories.length,
      i % MONTHS,
    ];
    return { s, c, k, divisor: 1 + h.categories[c]!.vat, q, p: base.p[i]!, cost: base.k[i]! };
  });
  let holds: LiteralHold[] = [];
  const impossible: string[] = [];

  for (const edit of counting.toSorted(compareEdits)) {
    const before = leaves.map((leaf) => ({ ...leaf }));
    const holdsBefore = holds.map((hold) => ({ ...hold }));
    if (apply(edit)) continue;
    leaves = before;
    holds = holdsBefore;
    impossible.push(edit.id);
  }
  return { leaves, impossible, holds };

  function apply(edit: Edit): boolean {
    const cell = mustParseCell(h, edit.cell);
    const box = boxOf(h, cell);
    const block = leaves.filter((leaf) => inBox(leaf, box));
    const v = edit.v!;
    const region = h.regions[regionOfOrg(h, cell.org)];
    const reachable = (leaf: Leaf): boolean => !region || (leaf.s >= region.from && leaf.s < region.to);
    if (cell.measure === 'prix' || cell.measure === 'cout_u') {
      const field = cell.measure === 'prix' ? 'p' : 'cost';
      const value = sum(block, (l) => l.q * l[field]) / sum(block, (l) => l.q);
      const target = edit.op === 'set' ? v : edit.op === 'pct' ? value * (1 + v) : value + v;
      if (!(value > 0) || target < 0) return false;
      for (const leaf of block) leaf[field] *= target / value;
      return field === 'cost' || restore(edit, [], reachable);
    }
    const m = measureOf(cell.measure);
    const value = sum(block, m);
    const target = edit.op === 'set' ? v : edit.op === 'pct' ? value * (1 + v) : value + v;
    const inner = holds.filter((hold) => isInside(hold.box, box));
    const keep = block.filter((leaf) => leaf.k < closed || inner.some((hold) => inBox(leaf, hold.box)));
    const free = block.filter((leaf) => !keep.includes(leaf));
    if (!give(free, m, target - sum(keep, m), target, true)) return false;
    if (!restore(edit, block, reachable)) return false;
    const own = holds.find((hold) => hold.edit.cell === edit.cell);
    if (own) own.target = target;
    else if (edit.lock) holds.push({ edit, box, target });
    return true;
  }

  function give(
    free: readonly Leaf[],
    m: (leaf: Leaf) => number,
    rest: number,
    target: number,
    spread: boolean,
  ): boolean {
    const need = Math.abs(rest) <= toleranceOf(target) ? 0 : rest;
    const sold = sum(free, m);
    if (need < 0) return false;
    if (sold > 0) for (const leaf of free) leaf.q *= need / sold;
    if (sold > 0) return true;
    const priced = free.filter((leaf) => leaf.p > 0);
    if (need > 0 && (!spread || priced.length === 0)) return false;
    if (need > 0) for (const leaf of priced) leaf.q = need / priced.length / m({ ...leaf, q: 1 });
    return spread;
  }

  function restore(edit: Edit, except: readonly Leaf[], reachable: (leaf: Leaf) => boolean): boolean {
    const others = holds
      .filter((hold) => hold.edit.cell !== edit.cell)
      .toSorted((a, b) => boxSize(a.box) - boxSize(b.box) || compareEdits(a.edit, b.edit));
    for (let pass = 0; pass < 1000; pass++) {
      let off = false;
      for (const hold of others) {
        const m = measureOf(hold.edit.cell.split('|')[0]!);
        const block = leaves.filter((leaf) => inBox(leaf, hold.box));
        if (Math.abs(sum(block, m) - hold.target) <= toleranceOf(hold.target)) continue;
        off = true;
        const inner = holds.filter((other) => isInside(other.box, hold.box) && boxesMeet(other.box, hold.box));
        const free = block.filter(
          (leaf) =>
            !except.includes(leaf) &&
            leaf.k >= closed &&
            reachable(leaf) &&
            !inner.some((other) => inBox(leaf, other.box)),
        );
        const rest =
          hold.target -
          sum(
            block.filter((leaf) => !free.includes(leaf)),
            m,
          );
        if (!give(free, m, rest, hold.target, false)) return false;
      }
      if (!off) return true;
    }
    return false;
  }
}

function inBox({ s, c, k }: Leaf, box: Box): boolean {
  return s >= box.s0 && s < box.s1 && c >= box.c0 && c < box.c1 && k >= box.k0 && k < box.k1;
}

function measureOf(measure: string): (leaf: Leaf) => number {
  if (measure === 'qte') return (leaf) => leaf.q;
  return measure === 'ca_ttc' ? (leaf) => leaf.q * leaf.p : (leaf) => (leaf.q * leaf.p) / leaf.divisor;
}

const sum = (leaves: readonly Leaf[], of: (leaf: Leaf) => number): number =>
  leaves.reduce((total, leaf) => total + of(leaf), 0);
