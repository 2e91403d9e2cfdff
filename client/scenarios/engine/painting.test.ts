import { describe, expect, test } from 'vitest';
import { createPainting } from './painting.ts';

function setUp() {
  let frames: (() => void)[] = [];
  const drawn: string[][] = [];
  const painting = createPainting(
    (run) => frames.push(run),
    (rows) => drawn.push([...rows].toSorted()),
  );
  const frame = (): void => {
    const now = frames;
    frames = [];
    now.forEach((run) => run());
  };
  const soon = (...rows: string[]): void => painting.soon(new Set(rows));
  return { painting, drawn, frame, soon };
}

describe('painting', () => {
  test('the first rows wait for nothing', () => {
    const { drawn, soon } = setUp();
    soon('a');
    expect(drawn).toEqual([['a']]);
  });

  test('of a burst, each frame draws once', () => {
    const { drawn, frame, soon } = setUp();
    soon('a');
    soon('b');
    soon('c');
    frame();
    expect(drawn).toEqual([['a'], ['b', 'c']]);
    soon('d');
    soon('d');
    expect(drawn).toHaveLength(2);
    frame();
    expect(drawn.slice(2)).toEqual([['d']]);
  });

  test('after a frame without rows the next are the first again', () => {
    const { drawn, frame, soon } = setUp();
    soon('a');
    frame();
    soon('b');
    expect(drawn).toEqual([['a'], ['b']]);
  });

  test('what one does oneself is drawn at once, with what waits', () => {
    const { painting, drawn, frame, soon } = setUp();
    soon('a');
    soon('b');
    painting.now(new Set(['own']));
    expect(drawn).toEqual([['a'], ['b', 'own']]);
    frame();
    expect(drawn).toHaveLength(2);
  });
});
