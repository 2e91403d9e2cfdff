import { describe, expect, it } from 'vitest';
import { placeIn, rotate } from './rotation.ts';

const running = { at: 0, paused: false };

describe('rotation of a wall screen', () => {
  it('goes round, in both directions', () => {
    expect(rotate({ at: 2, paused: false }, 'tick', 3)).toEqual(running);
    expect(rotate(running, 'next', 3).at).toBe(1);
    expect(rotate(running, 'previous', 3).at).toBe(2);
  });

  it('stands still while paused, but for the arrows', () => {
    const paused = rotate(running, 'pause', 3);
    expect(rotate(paused, 'tick', 3)).toBe(paused);
    expect(rotate(paused, 'next', 3)).toEqual({ at: 1, paused: true });
    expect(rotate(paused, 'pause', 3)).toEqual(running);
  });

  it('survives a list that became shorter, or empty', () => {
    expect(placeIn({ at: 7, paused: false }, 3)).toBe(2);
    expect(rotate({ at: 7, paused: false }, 'tick', 3).at).toBe(0);
    expect(rotate(running, 'next', 0)).toBe(running);
    expect(rotate(running, 'tick', 1)).toEqual(running);
  });
});
