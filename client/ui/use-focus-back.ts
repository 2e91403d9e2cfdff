import { useEffect, useState } from 'react';

/** For a dialog that is gone once it is closed: what had the focus before it, or the button of a menu it came from, has it again. */
export function useFocusBack(): void {
  const [before] = useState(opener);
  useEffect(
    () => () => {
      // Behind the dialog's own end, which takes the focus away.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) before()?.focus({ preventScroll: true });
      });
    },
    [before],
  );
}

function opener(): () => HTMLElement | null {
  const active = document.activeElement;
  const button = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby') ?? null;
  return () => (button === null ? connected(active) : document.getElementById(button));
}

const connected = (element: Element | null): HTMLElement | null =>
  element instanceof HTMLElement && element.isConnected ? element : null;
