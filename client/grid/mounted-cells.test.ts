import { expect, test } from 'vitest';
import { createMountedCells } from './mounted-cells.ts';

test('cells are drawn where they stand, and no more once they are taken out', () => {
  const drawn: string[] = [];
  const cells = createMountedCells();
  const add = (row: string, column: string, name = `${row}${column}`): (() => void) =>
    cells.add({ row, column }, () => drawn.push(name));
  add('1', 'a');
  add('1', 'b');
  const take = add('2', 'a');
  cells.draw((row) => row === '1');
  cells.drawCell({ row: '2', column: 'a' });
  cells.drawCell({ row: '3', column: 'a' });
  expect(drawn).toEqual(['1a', '1b', '2a']);

  drawn.length = 0;
  add('2', 'a', 'the cell after the editor');
  // The one before it is taken out later.
  take();
  cells.draw(() => true);
  expect(drawn).toEqual(['1a', '1b', 'the cell after the editor']);
});
