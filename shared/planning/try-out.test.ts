import { describe, expect, test, vi } from 'vitest';
import { createEngine } from './engine.ts';
import { actualsOf, bytes, eachSeed, hierarchy, MEASURES, randomPlan, withUndos } from './testing/random-edits.ts';
import { editAt, randomCell } from './testing/random-plan.ts';
import { entry, smallBase, smallHierarchy } from './testing/small-plan.ts';
import type { Edit } from './edit.ts';
import type { Engine } from './engine.ts';
import type { Random } from './testing/random.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Edits somebody could be about to enter: new ones, some in place of what is there, undos of his own. */
function proposals(random: Random, engine: Engine, at: number): Edit[] {
  return Array.from({ length: 1 + random.int(3) }, (_, n): Edit => {
    const entered = engine.log();
    const cell =
      entered.length > 0 && random.chance(0.5)
        ? random.pick(entered).edit.cell
        : randomCell(random, hierarchy, random.pick(MEASURES));
    const op = random.pick(['set', 'pct', 'add', 'clear', 'undo', 'target'] as const);
    const own = entered.filter(({ edit }) => edit.by === 'ada').map(({ edit }) => edit.id);
    const over = op === 'undo' ? own.filter(() => random.chance(0.1)) : engine.live(cell).map(({ id }) => id);
    const v = op === 'pct' ? random.next() - 0.4 : (engine.value(cell) ?? 1) * random.next() * 2;
    const lock = random.chance(0.3) ? { lock: true as const } : {};
    return editAt(random, at + n, {
      cell,
      op,
      by: 'ada',
      ...(op !== 'clear' && op !== 'undo' && { v }),
      ...lock,
      over,
    });
  });
}

/** What `bytes` tells, and the marks by which cells tell who moved them. */
function everything(engine: Engine): string {
  const marks = hierarchy.orgs.flatMap((org) =>
    ['ca_ttc', 'cout', 'charges:loyer'].map((measure) => {
      const { moved, typed, held } = engine.state(`${measure}|${org}|*|2027-Q1`);
      return [moved?.id, typed?.id, held?.target];
    }),
  );
  return bytes(engine) + JSON.stringify([marks, engine.log(), engine.refused()]);
}

describe('tryOut', () => {
  test('leaves no trace: a twin that never tried stays the same to the bit, then and after every later append', () => {
    let onTop = 0;
    let replacing = 0;
    eachSeed(8, (random) => {
      const { base, edits: plain, closed } = randomPlan(random, 60);
      const edits = withUndos(random, plain);
      const actuals = actualsOf(base, closed);
      const [engine, twin] = [createEngine({ hierarchy, base, actuals }), createEngine({ hierarchy, base, actuals })];
      const arriving = random.chance(0.5) ? edits : random.shuffle(edits);
      for (const [n, edit] of arriving.entries()) {
        const tried = proposals(random, engine, random.chance(0.9) ? 1000 + n : n);
        if (tried.some(({ over }) => over.length > 0)) replacing++;
        else onTop++;
        const before = n % 10 === 0 ? everything(engine) : '';
        const version = engine.version();
        engine.tryOut(tried, ({ value }) => value('ca_ttc|*|*|2027'));
        engine.preview(tried);
        expect(engine.version()).toBe(version);
        if (n % 10 === 0) expect(everything(engine)).toBe(before);
        engine.append([edit]);
        twin.append([edit]);
        if (n % 10 === 0) expect(everything(engine)).toBe(everything(twin));
      }
      expect(everything(engine)).toBe(everything(twin));
    });
    expect(onTop).toBeGreaterThan(100);
    expect(replacing).toBeGreaterThan(100);
  });

  test('shows what entering the edits would give, to the bit', () => {
    let changed = 0;
    eachSeed(30, (random) => {
      // Now and then so long that a past that changes is a checkpoint away.
      const long = random.chance(0.3);
      const { base, edits: plain, closed } = randomPlan(random, long ? 250 : 40, MEASURES, long ? 0.03 : 0.3);
      const actuals = actualsOf(base, closed);
      const edits = withUndos(random, plain);
      const engine = createEngine({ hierarchy, base, actuals, edits });
      const tried = proposals(random, engine, 1000);
      const entered = createEngine({ hierarchy, base, actuals, edits: [...edits, ...tried] });
      const rows = hierarchy.orgs.map((_org, org) => ({ org, category: 0 }));
      const shown = engine.tryOut(tried, ({ values }, outcomes) => {
        const became = tried.map((edit) => entered.status(edit));
        expect(outcomes.map(({ status }) => (status === 'refused' ? 'unknown' : status))).toEqual(became);
        return [engine.toBase(), values({ measure: 'marge', charge: -1 }, rows)];
      });
      expect(shown).toEqual([entered.toBase(), entered.values({ measure: 'marge', charge: -1 }, rows)]);
      if (bytes(engine) !== bytes(entered)) changed++;
    });
    expect(changed).toBeGreaterThan(20);
  });

  const plan = (edits: readonly Edit[]) => createEngine({ hierarchy: smallHierarchy, base: smallBase(), edits });

  test('puts everything back when the reader throws', () => {
    const engine = plan([]);
    const fail = () => {
      throw new Error('reader');
    };
    expect(() => engine.tryOut([entry(1, 'pct', 'ca_ttc|*|*|2027', 1)], fail)).toThrow('reader');
    expect(engine.value('qte|*|*|2027')).toBe(720);
    expect(engine.append([entry(1, 'pct', 'qte|*|*|2027', 1)]).replayed).toBe(1);
    expect(engine.value('qte|*|*|2027')).toBe(1440);
  });

  test('comes last whatever the stamps say', () => {
    const engine = plan([entry(5, 'set', 'ca_ttc|M:M1|*|2027', 500)]);
    const value = engine.tryOut([entry(1, 'pct', 'ca_ttc|M:M1|*|2027', 0.1)], (reader) =>
      reader.value('ca_ttc|M:M1|*|2027'),
    );
    expect(value).toBeCloseTo(550, 9);
    const undo = entry(1, 'undo', 'ca_ttc|M:M1|*|2027', undefined, { id: 'late', over: ['e5'] });
    expect(engine.tryOut([undo], (reader) => reader.value('ca_ttc|M:M1|*|2027'))).toBe(960);
  });

  test('tells of edits that are known, refused or impossible', () => {
    const known = entry(1, 'set', 'ca_ttc|R:IDF|*|2027', 2000, { lock: true });
    const refused = entry(2, 'set', 'marge|*|*|2027', 1);
    const blocked = entry(3, 'set', 'ca_ttc|M:M1|*|2027', 2500);
    const outcomes = plan([known]).tryOut([known, refused, blocked], (_reader, edits) => edits);
    expect(outcomes).toEqual([
      { edit: known, status: 'known' },
      { edit: refused, status: 'refused', fault: { kind: 'measure_read_only', measure: 'marge' } },
      {
        edit: blocked,
        status: 'impossible',
        reason: 'unmet_hold',
        holds: [{ cell: known.cell, edit: known, target: 2000 }],
      },
    ]);
  });

  test('refuses an append, and a trial, within a trial', () => {
    const engine = plan([]);
    const edit = entry(1, 'pct', 'qte|*|*|2027', 1);
    expect(() => engine.tryOut([edit], () => engine.append([edit]))).toThrow('append within a trial');
    expect(() => engine.tryOut([edit], () => engine.preview([edit]))).toThrow('a trial within a trial');
    expect(engine.append([edit]).replayed).toBe(1);
  });
});

test('values reads many rows at once and names an unknown node', () => {
  const engine = createEngine({ hierarchy: smallHierarchy, base: smallBase() });
  const measure = { measure: 'qte', charge: -1 } as const;
  const rows = [
    { org: 0, category: 0 },
    { org: 1, category: 2 },
  ];
  expect(engine.values(measure, rows)).toEqual(rows.flatMap(({ org, category }) => engine.row(measure, org, category)));
  expect(engine.values(measure, [])).toEqual([]);
  expect(() => engine.values(measure, [{ org: 99, category: 0 }])).toThrow('unknown_org');
});
