import { useEffect } from 'react';
import type { RefObject } from 'react';

/**
 * Keeps the focus in an element whose contents come and go: where the button that was pressed is gone, as « Résoudre » is
 * once a thread is resolved, the element itself takes the focus, which would else fall to the page.
 */
export function useKeptFocus(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let last: EventTarget | null = null;
    const remember = ({ target }: FocusEvent): void => {
      last = target;
    };
    const observer = new MutationObserver(() => {
      if (document.activeElement !== document.body) return;
      if (last instanceof Node && !last.isConnected) element.focus({ preventScroll: true });
    });
    element.addEventListener('focusin', remember);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', remember);
    };
  }, [place]);
}
