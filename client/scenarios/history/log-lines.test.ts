import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorsOf, filterLines, logLines } from './log-lines.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

function entry(id: string, at: number, by: string, changes: Partial<Edit> = {}): Edit {
  return { id, at, by, cell: 'qte|M:M001|*|2027-01', op: 'set', v: 1, over: [], ...changes };
}

describe('lines of a history', () => {
  test('come newest first, a group of one person as one line', () => {
    const lines = logLines([
      entry('a', 1, 'lea'),
      entry('b', 2, 'lea', { group: 'paste' }),
      entry('c', 3, 'max'),
      entry('d', 4, 'lea', { group: 'paste' }),
    ]);
    expect(lines.map(({ by, at, edits }) => [by, at, edits.map(({ id }) => id).join()])).toEqual([
      ['lea', 4, 'd,b'],
      ['max', 3, 'c'],
      ['lea', 1, 'a'],
    ]);
  });

  test('do not join what two people call by one group', () => {
    expect(logLines([entry('a', 1, 'lea', { group: 'g' }), entry('b', 2, 'max', { group: 'g' })])).toHaveLength(2);
  });

  test('keep every entry once and are the same whatever the order of arrival', () => {
    const edits = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        at: fc.integer({ min: 1, max: 20 }),
        by: fc.constantFrom('lea', 'max'),
        group: fc.constantFrom(undefined, 'g1', 'g2'),
      }),
      { selector: ({ id }) => id, maxLength: 30 },
    );
    fc.assert(
      fc.property(edits, fc.infiniteStream(fc.nat()), (drawn, keys) => {
        const all = drawn.map(({ id, at, by, group }) => entry(id, at, by, group === undefined ? {} : { group }));
        const lines = logLines(all);
        expect(lines.flatMap((line) => line.edits.map(({ id }) => id)).toSorted()).toEqual(
          all.map(({ id }) => id).toSorted(),
        );
        expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted((a, b) => b - a));
        const shuffled = all
          .map((edit) => ({ edit, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ edit }) => edit);
        expect(logLines(shuffled)).toEqual(lines);
      }),
      { verbose: true },
    );
  });

  test('are found by person and by words of a cell’s name, without accents', () => {
    const lines = logLines([
      entry('a', 1, 'lea', { cell: 'epi' }),
      entry('b', 2, 'max', { cell: 'tex' }),
      entry('c', 3, 'lea', { cell: 'tex' }),
    ]);
    const name = (cell: string): string => (cell === 'epi' ? 'Quantité · Épicerie' : 'Quantité · Textile');
    const ids = (found: readonly { readonly key: string }[]) => found.map(({ key }) => key[0]).join('');
    expect(ids(filterLines(lines, { text: '' }, name))).toBe('cba');
    expect(ids(filterLines(lines, { text: 'epicerie qua' }, name))).toBe('a');
    expect(ids(filterLines(lines, { by: 'lea', text: 'text' }, name))).toBe('c');
  });

  test('name their authors by name', () => {
    const names: Record<string, string> = { lea: 'Léa', max: 'Max', ed: 'Éd' };
    const lines = logLines([entry('a', 1, 'max'), entry('b', 2, 'lea'), entry('c', 3, 'max'), entry('d', 4, 'ed')]);
    expect(authorsOf(lines, (id) => names[id] ?? '').map(({ name }) => name)).toEqual(['Éd', 'Léa', 'Max']);
  });
});
