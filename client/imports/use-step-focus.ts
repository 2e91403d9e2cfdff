import { useEffect, useRef, type RefObject } from 'react';
import type { ImportStatus } from '../../shared/api/imports.ts';
import { scrollTo } from './scroll-to.ts';
import { isRunning } from './steps.ts';

/** Where the result of each status is told. */
const PANEL: Partial<Record<ImportStatus, string>> = {
  needs_mapping: 'understood',
  checked: 'checked',
  done: 'imported',
  reverted: 'imported',
  cancelled: 'imported',
};

/**
 * When the work comes to an end, moves focus to the heading of its result, so that keyboard and screen reader continue there. Leaves
 * alone who is busy elsewhere on the page: a control that is still there keeps the focus, a text that is being read its place.
 */
export function useStepFocus(page: RefObject<HTMLElement | null>, status: ImportStatus): void {
  const before = useRef(status);
  useEffect(() => {
    const from = before.current;
    before.current = status;
    if (from === status || isRunning(status)) return;
    const focused = document.activeElement;
    const idle = focused === null || focused === document.body || focused.closest('[data-step-bar]') !== null;
    const panel = page.current?.querySelector(
      status === 'failed' ? '[data-step][data-state="failed"]' : `[data-step="${PANEL[status] ?? ''}"]`,
    );
    if (!(panel instanceof HTMLElement)) return;
    const heading = panel.querySelector('h2');
    if (idle || focused?.closest('[data-action-bar]') !== null) heading?.focus({ preventScroll: true });
    if (idle || !panel.contains(focused)) scrollTo(panel);
  }, [page, status]);
}
