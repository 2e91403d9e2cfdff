import { describe, expect, test } from 'vitest';
import { createEngine } from './engine.ts';
import { createRandom } from './testing/random.ts';
import { gridHierarchy, randomBase } from './testing/random-plan.ts';
import { entry, smallBase, smallHierarchy } from './testing/small-plan.ts';
import type { Edit } from './edit.ts';

const hierarchy = smallHierarchy;
const planWith = (edits: readonly Edit[], closed = 0) =>
  createEngine({ hierarchy, base: smallBase(), edits, actuals: closed > 0 ? { ...smallBase(), closed } : undefined });

describe('values', () => {
  const engine = planWith([]);

  test.each([
    ['qte|*|*|2027', 720],
    ['ca_ttc|R:IDF|*|2027-Q1', 480],
    ['ca_ht|M:M1|C:TEX|2027-01', 40 / 1.2],
    ['prix|*|*|2027', 4],
    ['cout_u|*|*|2027', 2],
    ['cout|M:M3|C:ALI|2027-12', 20],
    ['marge|M:M1|C:TEX|2027-01', 40 / 1.2 - 20],
    ['taux_marque|M:M1|C:TEX|2027-01', (40 / 1.2 - 20) / (40 / 1.2)],
    ['charges:loyer|R:IDF|*|2027', 2400],
    ['charges:energie|R:IDF|*|2027', 0],
    ['resultat|M:M3|*|2027-01', 40 / 1.2 + 40 / 1.055 - 40 - 100],
  ])('%s', (address, expected) => {
    expect(engine.value(address)).toBeCloseTo(expected, 9);
  });

  test('a rate without sales is null, not 0', () => {
    const empty = planWith([entry(1, 'set', 'qte|M:M1|*|2027', 0)]);
    for (const measure of ['prix', 'cout_u', 'taux_marque'])
      expect(empty.value(`${measure}|M:M1|*|2027-Q2`)).toBeNull();
    expect(empty.value('ca_ttc|M:M1|*|2027-Q2')).toBe(0);
  });

  test('a row has all periods, and an unknown address is named', () => {
    expect(engine.row({ measure: 'qte', charge: -1 }, 0, 0)).toEqual([720, 180, 180, 180, 180, ...Array(12).fill(60)]);
    expect(() => engine.value('ca_ttc|M:NOPE|*|2027')).toThrow('unknown_org');
  });
});

describe('one edit', () => {
  test('on a total is spread in proportion', () => {
    const engine = planWith([
      entry(1, 'set', 'ca_ttc|M:M1|C:TEX|2027-01', 80),
      entry(2, 'set', 'ca_ttc|R:IDF|C:TEX|2027-01', 240),
    ]);
    expect(engine.value('ca_ttc|M:M1|C:TEX|2027-01')).toBeCloseTo(160, 9);
    expect(engine.value('ca_ttc|M:M2|C:TEX|2027-01')).toBeCloseTo(80, 9);
    expect(engine.value('prix|R:IDF|C:TEX|2027-01')).toBeCloseTo(4, 9);
    expect(engine.value('ca_ttc|M:M3|*|2027-01')).toBe(80);
  });

  test('pct and add change what is there', () => {
    const engine = planWith([entry(1, 'pct', 'ca_ttc|*|*|2027', 0.05), entry(2, 'add', 'ca_ttc|M:M3|*|2027-Q1', -42)]);
    expect(engine.value('ca_ttc|R:IDF|*|2027')).toBeCloseTo(1920 * 1.05, 9);
    expect(engine.value('ca_ttc|M:M3|*|2027-Q1')).toBeCloseTo(240 * 1.05 - 42, 9);
  });

  test('on an empty block is spread evenly over leaves with a price', () => {
    const engine = planWith([entry(1, 'set', 'qte|M:M1|*|2027', 0), entry(2, 'set', 'ca_ttc|M:M1|*|2027-01', 100)]);
    expect(engine.value('ca_ttc|M:M1|C:ALI|2027-01')).toBeCloseTo(50, 9);
    expect(engine.value('ca_ttc|M:M1|*|2027')).toBeCloseTo(100, 9);
  });

  test('of a price scales every price of the block by one factor', () => {
    const engine = planWith([entry(1, 'set', 'prix|M:M1|C:TEX|2027', 8), entry(2, 'set', 'prix|M:M1|*|2027', 12)]);
    expect(engine.value('prix|M:M1|C:TEX|2027-03')).toBeCloseTo(16, 9);
    expect(engine.value('prix|M:M1|C:ALI|2027-03')).toBeCloseTo(8, 9);
    expect(engine.value('qte|M:M1|*|2027')).toBe(240);
  });

  test('with a profile takes the weights of another store', () => {
    const base = smallBase();
    base.q[2 * 2 * 12] = 70; // M3, ALI, January
    const like = { like: 'M:M3|*' };
    const engine = createEngine({ hierarchy, base, edits: [entry(1, 'set', 'ca_ttc|M:M1|C:ALI|2027-Q1', 90, like)] });
    expect(engine.value('ca_ttc|M:M1|C:ALI|2027-01')).toBeCloseTo(70, 9);
    expect(engine.value('ca_ttc|M:M1|C:ALI|2027-02')).toBeCloseTo(10, 9);
  });

  test('with a profile of another category, or of charges', () => {
    const base = smallBase();
    base.q[3 * 12] = 30; // M2, TEX, January
    base.charges[(2 * 2 + 1) * 12] = 700; // M3, loyer, January
    const edits = [
      entry(1, 'set', 'qte|M:M2|C:ALI|2027-Q1', 50, { like: '*|C:TEX' }),
      entry(2, 'set', 'charges:energie|M:M1|*|2027', 1800, { like: 'M:M3|*' }),
      entry(3, 'set', 'charges:loyer|M:M1|*|2027', 1800, { like: 'M:M3|*' }),
    ];
    const engine = createEngine({ hierarchy, base, edits });
    expect(engine.value('qte|M:M2|C:ALI|2027-01')).toBeCloseTo(30, 9);
    expect(engine.value('charges:loyer|M:M1|*|2027-01')).toBeCloseTo(700, 9);
    expect(engine.impossible().map(({ edit, reason }) => [edit.id, reason])).toEqual([['e2', 'no_room']]);
  });

  test('of charges moves the result and nothing else', () => {
    const engine = planWith([entry(1, 'set', 'charges:loyer|R:IDF|*|2027', 4800)]);
    expect(engine.value('charges:loyer|M:M1|*|2027-05')).toBeCloseTo(200, 9);
    expect(engine.value('resultat|*|*|2027')! - planWith([]).value('resultat|*|*|2027')!).toBeCloseTo(-2400, 6);
    expect(engine.value('marge|*|*|2027')).toBe(planWith([]).value('marge|*|*|2027'));
    const even = planWith([entry(1, 'set', 'charges:energie|M:M1|*|2027-Q1', 30)]);
    expect(even.value('charges:energie|M:M1|*|2027-02')).toBeCloseTo(10, 9);
  });

  test('never moves a closed month', () => {
    const engine = planWith([entry(1, 'set', 'ca_ttc|M:M1|C:TEX|2027-Q1', 200)], 1);
    expect(engine.value('ca_ttc|M:M1|C:TEX|2027-01')).toBe(40);
    expect(engine.value('ca_ttc|M:M1|C:TEX|2027-02')).toBeCloseTo(80, 9);
    expect(engine.state('ca_ttc|M:M1|C:TEX|2027-01').readOnly).toBe(true);
    expect(engine.state('ca_ttc|M:M1|C:TEX|2027-Q1').readOnly).toBe(false);
  });

  test('of a price over closed months gives the whole block the price asked for', () => {
    const engine = planWith([entry(1, 'set', 'prix|M:M1|C:TEX|2027-Q1', 6)], 1);
    expect(engine.value('prix|M:M1|C:TEX|2027-Q1')).toBeCloseTo(6, 9);
    expect(engine.value('prix|M:M1|C:TEX|2027-01')).toBe(4);
    expect(engine.value('prix|M:M1|C:TEX|2027-02')).toBeCloseTo(7, 9);
  });
});

describe('holds', () => {
  const lock = { lock: true as const };
  const hold = entry(1, 'set', 'ca_ttc|R:IDF|*|2027', 2000, lock);

  test('an edit inside a held total is compensated by its siblings', () => {
    const engine = planWith([hold, entry(2, 'set', 'ca_ttc|M:M1|*|2027', 1500)]);
    expect(engine.value('ca_ttc|M:M2|*|2027')).toBeCloseTo(500, 6);
    expect(engine.holds()).toEqual([{ cell: hold.cell, edit: hold, target: 2000 }]);
  });

  test('a total is spread around what is held inside it', () => {
    const inner = entry(1, 'set', 'ca_ttc|M:M1|*|2027', 1000, lock);
    const engine = planWith([inner, entry(2, 'set', 'ca_ttc|R:IDF|*|2027', 3000)]);
    expect(engine.value('ca_ttc|M:M1|*|2027')).toBeCloseTo(1000, 6);
    expect(engine.value('ca_ttc|M:M2|*|2027')).toBeCloseTo(2000, 6);
  });

  test('a price edit inside a held revenue moves units so that it stays', () => {
    const engine = planWith([hold, entry(2, 'pct', 'prix|M:M1|*|2027', 1)]);
    expect(engine.value('ca_ttc|R:IDF|*|2027')).toBeCloseTo(2000, 6);
    expect(engine.value('prix|M:M1|*|2027')).toBeCloseTo(8, 9);
  });

  test('a region’s edit compensates a company hold inside its own region only', () => {
    const company = entry(1, 'set', 'ca_ttc|*|*|2027', 3000, lock);
    const engine = planWith([company, entry(2, 'set', 'ca_ttc|M:M1|*|2027', 1100)]);
    expect(engine.value('ca_ttc|M:M3|*|2027')).toBeCloseTo(1000, 6);
    expect(engine.value('ca_ttc|M:M2|*|2027')).toBeCloseTo(900, 6);
    const alone = entry(3, 'set', 'ca_ttc|M:M3|*|2027', 5);
    engine.append([alone]);
    expect(engine.impossible()).toEqual([
      { edit: alone, reason: 'unmet_hold', holds: [{ cell: company.cell, edit: company, target: 3000 }] },
    ]);
  });

  test('an edit that many holds block names some of them: each of thousands would keep them all', () => {
    const { cats, periods } = smallHierarchy;
    const cells = cats
      .slice(1)
      .flatMap((category) => periods.slice(-12).map((month) => `qte|R:IDF|${category}|${month}`));
    const holds = cells.map((cell, n) => entry(n + 1, 'pct', cell, 0, lock));
    const engine = planWith([...holds, entry(100, 'pct', 'qte|R:IDF|*|2027', -0.5)]);
    expect(engine.holds()).toHaveLength(24);
    expect(engine.impossible()).toMatchObject([
      { reason: 'held', holds: holds.slice(0, 20).map((edit) => ({ edit })) },
    ]);
  });

  test('an impossible edit names the holds, changes nothing, and counts once there is room', () => {
    const tooMuch = entry(2, 'set', 'ca_ttc|M:M1|*|2027', 2500);
    const engine = planWith([hold, tooMuch]);
    expect(engine.status(tooMuch)).toBe('impossible');
    expect(engine.state(tooMuch.cell).typed).toBeUndefined();
    expect(engine.state(tooMuch.cell).impossible?.[0]?.holds.map(({ cell }) => cell)).toEqual([hold.cell]);
    expect(engine.value('ca_ttc|M:M1|*|2027')).toBeCloseTo(1000, 6);
    engine.append([entry(3, 'undo', hold.cell, undefined, { over: ['e1'] })]);
    expect(engine.status(tooMuch)).toBe('counts');
    expect(engine.value('ca_ttc|M:M1|*|2027')).toBeCloseTo(2500, 6);
  });

  test('the holds an impossible edit names are told as they stood in its way', () => {
    const edits = [hold, entry(2, 'set', 'ca_ttc|M:M1|*|2027', 2500), entry(3, 'pct', hold.cell, 0.5)];
    const engine = planWith([]);
    for (const edit of edits) engine.append([edit]);
    expect(engine.impossible()[0]?.holds[0]?.target).toBe(2000);
    expect(engine.impossible()).toEqual(planWith(edits).impossible());
  });

  test('a change of the held cell moves its target; a set without lock releases it', () => {
    const engine = planWith([hold, entry(2, 'pct', hold.cell, 0.1)]);
    expect(engine.holds()[0]?.target).toBeCloseTo(2200, 6);
    engine.append([entry(3, 'set', hold.cell, 2200, { over: ['e1', 'e2'] })]);
    expect(engine.holds()).toEqual([]);
  });

  test('releasing a hold leaves no trace of a move on the cells below', () => {
    const engine = planWith([entry(1, 'set', 'ca_ttc|R:IDF|*|2027', 1920, lock)]);
    engine.append([entry(2, 'set', 'ca_ttc|R:IDF|*|2027', 1920, { over: ['e1'] })]);
    expect(engine.state('ca_ttc|M:M1|*|2027').moved).toBeUndefined();
  });

  test('two measures held on one block make a price edit impossible, without a thousand passes (which would outlast the time limit)', () => {
    const h = gridHierarchy({ regions: 2, stores: 100, categories: 10 });
    const base = randomBase(createRandom(1), h, 0);
    const cells = ['qte|*|*|2027', 'ca_ttc|*|C:K000|2027', 'qte|*|C:K000|2027'];
    const atBase = createEngine({ hierarchy: h, base });
    const held = cells.map((cell, n) => entry(n + 1, 'set', cell, atBase.value(cell)!, lock));
    const prices = Array.from({ length: 120 }, (_, n) => entry(10 + n, 'pct', 'prix|R:R001|C:K000|2027', 0.1));
    const engine = createEngine({ hierarchy: h, base, edits: [...held, ...prices] });
    expect(engine.impossible().map(({ reason }) => reason)).toEqual(prices.map(() => 'unmet_hold'));
  });

  test('holds that cross each other are all met', () => {
    const held = [
      entry(1, 'set', 'qte|M:M1|C:TEX|2027-Q1', 30, lock),
      entry(2, 'set', 'qte|M:M1|C:ALI|2027-Q1', 30, lock),
    ];
    const wide = ['R:IDF|C:TEX|2027-01', 'R:IDF|C:TEX|2027-02'];
    const engine = planWith([...held, ...wide.map((cell, n) => entry(3 + n, 'set', `qte|${cell}`, 20, lock))]);
    engine.append([entry(5, 'set', 'qte|M:M1|C:TEX|2027-01', 5)]);
    expect(engine.value('qte|M:M1|C:TEX|2027-Q1')).toBeCloseTo(30, 6);
    expect(engine.value('qte|R:IDF|C:TEX|2027-01')).toBeCloseTo(20, 6);
    expect(engine.value('qte|M:M2|C:TEX|2027-01')).toBeCloseTo(15, 6);
  });
});

describe('what blocks an edit', () => {
  test.each([
    ['no_value', [entry(1, 'set', 'qte|M:M1|*|2027', 0), entry(2, 'set', 'prix|M:M1|*|2027', 5)]],
    ['negative', [entry(2, 'add', 'ca_ttc|M:M1|*|2027', -5000)]],
    ['negative', [entry(2, 'set', 'prix|M:M1|*|2027', -1)]],
    ['no_room', [entry(1, 'set', 'prix|M:M1|*|2027', 0), entry(2, 'set', 'ca_ttc|M:M1|*|2027', 5)]],
    [
      'held',
      [entry(1, 'set', 'ca_ttc|M:M1|*|2027-Q1', 300, { lock: true }), entry(2, 'set', 'ca_ttc|M:M1|*|2027', 200)],
    ],
  ])('%s', (reason, edits) => {
    expect(
      planWith(edits)
        .impossible()
        .map((item) => [item.edit.id, item.reason]),
    ).toEqual([['e2', reason]]);
  });

  test('numbers that would grow out of bounds', () => {
    const grow = Array.from({ length: 40 }, (_, n) => entry(n + 1, 'pct', 'ca_ttc|M:M1|*|2027', 1e15));
    const engine = planWith(grow);
    expect(engine.impossible().some(({ reason }) => reason === 'overflow')).toBe(true);
    expect(engine.value('ca_ttc|*|*|2027')).toBeLessThan(1e31);
  });
});

describe('the state of a cell', () => {
  test('tells who typed, who moved it from where, its objective and its conflict', () => {
    const typed = entry(1, 'set', 'ca_ttc|M:M1|*|2027-01', 100);
    const spread = entry(2, 'pct', 'ca_ttc|R:IDF|*|2027', 0.1, { by: 'lea' });
    const target = entry(3, 'target', 'ca_ttc|M:M1|*|2027-01', 150);
    const other = entry(4, 'set', 'ca_ttc|M:M1|*|2027-01', 90, { by: 'bob' });
    const engine = planWith([typed, spread, target]);
    expect(engine.state(typed.cell)).toEqual({ readOnly: false, typed, moved: spread, target });
    expect(engine.state('prix|M:M1|*|2027-02')).toEqual({ readOnly: false, moved: spread });
    expect(engine.state('cout_u|M:M3|*|2027-02')).toEqual({ readOnly: false });
    engine.append([other]);
    expect(engine.state(typed.cell).conflict).toEqual({ cell: typed.cell, kept: other, lost: [typed] });
    expect(engine.live(typed.cell)).toEqual([typed, other]);
  });

  test('grows its version only when something new came', () => {
    const engine = planWith([]);
    const edit = entry(1, 'set', 'ca_ttc|*|*|2027', 1);
    const first = engine.append([edit]);
    expect(first.replayed).toBe(1);
    expect(engine.append([edit])).toEqual({ version: first.version, replayed: 0 });
  });
});
