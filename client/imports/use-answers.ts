import type { Import } from '../../shared/api/imports.ts';
import type { ImportAction } from './import-queries.ts';
import { toMapping } from './mapping-draft.ts';
import { scrollTo } from './scroll-to.ts';
import type { Editing } from './use-draft.ts';

/** Sends the corrections; with a question still open, leads to it instead, since a dead button explains nothing. */
export function useAnswers(item: Import, editing: Editing | null, act: (action: ImportAction) => void) {
  const send = () => {
    if (editing === null || item.understood === undefined) return;
    if (editing.open.length > 0) return focusFirst('[data-question][data-open="true"]');
    if (editing.missing.length > 0) return focusFirst('[data-field][data-edited="true"]');
    act({ kind: 'mapping', mapping: toMapping(editing.draft, editing.base, item.understood) });
  };
  return { send };
}

function focusFirst(selector: string): void {
  const place = document.querySelector(selector);
  scrollTo(place, 'center');
  const field = place?.querySelector('input, select');
  if (field instanceof HTMLElement) field.focus({ preventScroll: true });
}
