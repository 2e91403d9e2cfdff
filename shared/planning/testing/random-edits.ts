import { MAX_VALUE } from '../edit.ts';
import { createEngine } from '../engine.ts';
import { createRandom } from './random.ts';
import { editAt, gridHierarchy, randomBase, randomCell } from './random-plan.ts';
import type { Actuals, Base } from '../base.ts';
import type { Edit } from '../edit.ts';
import type { Engine } from '../engine.ts';
import type { Random } from './random.ts';

export const SEED = 20270415;
/** Three regions, six stores, three categories. */
export const hierarchy = gridHierarchy({ regions: 3, stores: 6, categories: 3 });
export const MEASURES = ['ca_ttc', 'ca_ttc', 'qte', 'ca_ht', 'prix', 'cout_u', 'charges:loyer'];

/** A plan and edits whose values are near what the cells hold, now and then absurd. */
export function randomPlan(
  random: Random,
  count: number,
  measures = MEASURES,
  holds = 0.3,
): { base: Base; edits: Edit[]; closed: number } {
  const base = randomBase(random, hierarchy, 0.25);
  const engine = createEngine({ hierarchy, base });
  const closed = random.chance(0.3) ? random.int(6) : 0;
  const edits = Array.from({ length: count }, (_, n): Edit => {
    const cell = randomCell(random, hierarchy, random.pick(measures));
    const value = engine.value(cell) ?? 0;
    const op = random.pick(['set', 'set', 'pct', 'add'] as const);
    const v =
      op === 'pct' ? random.next() - 0.4 : op === 'add' ? value * (random.next() - 0.3) : value * random.next() * 2;
    const wild = random.chance(0.05) ? random.pick([0, -1, MAX_VALUE]) : Math.max(-MAX_VALUE, Math.min(v, MAX_VALUE));
    const live = engine.live(cell).map(({ id }) => id);
    const lock = random.chance(holds) ? { lock: true as const } : {};
    const like = !/^(prix|cout_u)/.test(cell) && random.chance(0.1) ? { like: `${random.pick(hierarchy.orgs)}|*` } : {};
    const over = op === 'set' && random.chance(0.7) ? live : [];
    const edit = editAt(random, n + 1, { cell, op, v: wild, by: random.pick(['ada', 'bob']), ...lock, ...like, over });
    engine.append([edit]);
    return edit;
  });
  return { base, edits, closed };
}

/** Undos and clears of what came before, sprinkled in. */
export function withUndos(random: Random, edits: readonly Edit[]): Edit[] {
  return edits.flatMap((edit, n) => {
    if (!random.chance(0.2)) return [edit];
    const past = edits[random.int(n + 1)]!;
    const op = random.pick(['undo', 'clear'] as const);
    const extra = editAt(random, edit.at + 0.5, { cell: past.cell, op, by: past.by, over: [past.id] });
    return random.chance(0.3)
      ? [edit, extra, { ...extra, id: random.uuid(), op: 'undo', over: [extra.id] }]
      : [edit, extra];
  });
}

export const actualsOf = (base: Base, closed: number): Actuals | undefined =>
  closed > 0 ? { ...base, closed } : undefined;

/** Everything there is to see, to the bit. */
export function bytes(engine: Engine): string {
  const { q, p, k, charges } = engine.toBase();
  const totals = hierarchy.orgs.flatMap((_org, org) =>
    hierarchy.cats.flatMap((_cat, category) => engine.row({ measure: 'ca_ht', charge: -1 }, org, category)),
  );
  const rest = JSON.stringify([engine.conflicts(), engine.impossible(), engine.holds()]);
  return [q, p, k, charges, Float64Array.from(totals, Number)]
    .map((array) => new Uint32Array(array.buffer).join())
    .concat(rest)
    .join('\n');
}

/** Runs a property on seeds of its own; a failure names its seed. */
export function eachSeed(runs: number, body: (random: Random) => void): void {
  for (let run = 0; run < runs; run++) {
    const seed = SEED + run;
    try {
      body(createRandom(seed));
    } catch (cause) {
      throw new Error(`failed with seed ${seed}`, { cause });
    }
  }
}
