import { expect, test } from 'vitest';
import { createMountedCells } from './mounted-cells.ts';
import { createRedraw } from './redraw.ts';

function setUp() {
  const mounted = createMountedCells();
  const drawn: string[] = [];
  const read: string[] = [];
  const rows = ['1', '2', '3', '4'];
  for (const row of rows) mounted.add({ row, column: 'a' }, () => drawn.push(row));
  let seen = ['1', '2'];
  let late: (() => void) | undefined;
  let asked = 0;
  let stopped = 0;
  const redraw = createRedraw({
    mounted,
    inView: () => (row) => seen.includes(row),
    read: (row) => read.push(row),
    behindPaint: (run) => {
      late = run;
      return { ask: () => (asked += 1), stop: () => (stopped += 1) };
    },
  });
  return {
    redraw,
    drawn,
    read,
    asked: () => asked,
    stopped: () => stopped,
    paint: () => late?.(),
    scrollTo: (...now: string[]) => {
      seen = now;
    },
  };
}

test('rows in view are drawn at once, the others behind the frame, and every row stays read', () => {
  const { redraw, drawn, read, paint, asked } = setUp();
  redraw.rows(new Set(['1', '3']));
  expect(drawn).toEqual(['1']);
  expect(asked()).toBe(1);
  expect(read).toEqual(['2', '3', '4']);
  paint();
  expect(drawn).toEqual(['1', '3']);
  paint();
  expect(drawn).toEqual(['1', '3']);
});

test('a row that came into view meanwhile is drawn with what changes next, and once more behind', () => {
  const { redraw, drawn, paint, scrollTo } = setUp();
  redraw.rows(new Set(['4']));
  scrollTo('4');
  redraw.rows(new Set(['4', '1']));
  expect(drawn).toEqual(['4']);
  paint();
  expect(drawn).toEqual(['4', '1', '4']);
});

test('all of them are drawn at once, and nothing is asked for where nothing waits', () => {
  const { redraw, drawn, asked } = setUp();
  redraw.rows(undefined);
  expect(drawn).toEqual(['1', '2', '3', '4']);
  redraw.rows(new Set(['2']));
  expect(asked()).toBe(0);
});

test('nothing is drawn behind the frame of a grid that is gone', () => {
  const { redraw, stopped } = setUp();
  redraw.rows(new Set(['3']));
  redraw.stop();
  expect(stopped()).toBe(1);
});
