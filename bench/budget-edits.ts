import { editAt, randomCell } from '../shared/planning/testing/random-plan.ts';
import type { Hierarchy } from '../shared/hierarchy/hierarchy.ts';
import type { Edit } from '../shared/planning/edit.ts';
import type { Engine } from '../shared/planning/engine.ts';
import type { Random } from '../shared/planning/testing/random.ts';

/**
 * The edits of a budget season: half of them name an amount near the base value, the others a change of some percent; some
 * fifty are held.
 */
export function budgetEdits(random: Random, hierarchy: Hierarchy, atBase: Engine, count: number): Edit[] {
  const locked = lockedCells(random, hierarchy);
  const lockAt = new Map(
    random
      .shuffle(Array.from({ length: count }, (_, i) => i))
      .slice(0, locked.length)
      .map((at, i) => [at, locked[i]!]),
  );
  const last = new Map<string, string>();
  return Array.from({ length: count }, (_, at) => {
    const held = lockAt.get(at);
    const cell = held ?? randomCell(random, hierarchy, random.pick(['ca_ttc', 'ca_ttc', 'ca_ht', 'qte']));
    const set = held !== undefined || random.chance(0.5);
    const value = (atBase.value(cell) ?? 0) * (0.9 + random.next() * 0.25);
    const over = last.get(cell);
    const edit = editAt(random, at + 1, {
      cell,
      op: set ? 'set' : 'pct',
      v: set ? value : random.next() * 0.1 - 0.04,
      ...(held && { lock: true as const }),
      ...(set && over && { over: [over] }),
    });
    if (set) last.set(cell, edit.id);
    return edit;
  });
}

/** Ten regions of a year and forty quarters of stores. */
function lockedCells(random: Random, { regions, stores, cats }: Hierarchy): string[] {
  const category = (): string => (random.chance(0.5) ? '*' : random.pick(cats.slice(1)));
  const years = random
    .shuffle(regions)
    .slice(0, 10)
    .map(({ code }) => `ca_ttc|R:${code}|${category()}|2027`);
  const quarters = random
    .shuffle(stores)
    .slice(0, 40)
    .map(({ code }) => `ca_ttc|M:${code}|${category()}|2027-Q${1 + random.int(4)}`);
  return [...years, ...quarters];
}
