import { useEffect, useState, type RefObject } from 'react';

/** Whether the element is on the screen, or within a tile's height of it. */
export function useOnScreen(element: RefObject<Element | null>): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (watched === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setShown(entries[entries.length - 1]?.isIntersecting === true),
      { rootMargin: '160px' },
    );
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return shown;
}
