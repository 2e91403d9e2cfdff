import { describe, expect, test } from 'vitest';
import { afterKey, createHeldKeys } from './held-keys.ts';

const key = (name: string, mods: { ctrlKey?: boolean; metaKey?: boolean; altGraph?: boolean } = {}) => ({
  key: name,
  ctrlKey: mods.ctrlKey ?? false,
  metaKey: mods.metaKey ?? false,
  getModifierState: (modifier: string) => modifier === 'AltGraph' && mods.altGraph === true,
});
const typed = (...keys: ReturnType<typeof key>[]): string => keys.reduce(afterKey, '');

test('what is typed is what a field would hold: letters, line ends and corrections, no commands', () => {
  expect(typed(key('V'), key('u'), key('Shift'), key('x'), key('Backspace'), key('Enter'), key('é'))).toBe('Vu\né');
  expect(typed(key('a'), key('b', { ctrlKey: true }), key('c', { metaKey: true }), key('ArrowLeft'))).toBe('a');
  expect(typed(key('@', { ctrlKey: true, altGraph: true }))).toBe('@');
});

describe('keys that are held', () => {
  /** A page whose grid hears what is not held. */
  function openPage() {
    const page = new EventTarget();
    const heard: string[] = [];
    const held = createHeldKeys(page as unknown as Window);
    held.start();
    page.addEventListener('keydown', (event) => heard.push((event as unknown as KeyboardEvent).key));
    const press = (name: string): void => {
      page.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), key(name)));
    };
    return { page, held, heard, press };
  }

  test('reach nothing else until they are taken, and then everything again', () => {
    const { held, heard, press } = openPage();
    for (const name of 'ok') press(name);
    expect(heard).toEqual([]);
    expect(held.take()).toBe('ok');
    press('5');
    expect(heard).toEqual(['5']);
    expect(held.take()).toBe('');
  });

  test('are given up by Escape and by a press elsewhere', () => {
    const { heard, press } = openPage();
    press('Escape');
    press('5');
    expect(heard).toEqual(['Escape', '5']);
    const other = openPage();
    other.page.dispatchEvent(new Event('pointerdown'));
    other.press('6');
    expect(other.heard).toEqual(['6']);
  });
});
