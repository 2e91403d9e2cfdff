/** Brings a part of the page into view; at once for who asked for less motion. */
export function scrollTo(element: Element | null | undefined, block: 'start' | 'center' = 'start'): void {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView({ block, behavior: still ? 'instant' : 'smooth' });
}
