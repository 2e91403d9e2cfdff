import { rangeOf } from './frame.ts';
import { focusActive, select, selectedPositions, selectedRect, update } from './grid-context.ts';
import { writeHtmlTable } from './html-table.ts';
import { placePaste } from './paste.ts';
import { parseTsv, writeTsv } from './tsv.ts';
import type { GridContext } from './grid-context.ts';

/**
 * Copy, cut and paste by the browser's own events, which work over plain http and without a question. A browser sends them
 * to wherever its text selection was left, so they are taken at the document while a cell has the focus.
 */
export function attachClipboard(context: GridContext): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const owns = (): boolean => {
    const focused = document.activeElement;
    return context.root.contains(focused) && !(focused instanceof HTMLInputElement);
  };
  document.addEventListener('copy', (event) => owns() && copy(context, event), { signal });
  document.addEventListener('cut', (event) => owns() && cut(context, event), { signal });
  document.addEventListener('paste', (event) => owns() && paste(context, event), { signal });
  return () => listening.abort();
}

/** Whether there was anything to copy. */
function copy(context: GridContext, event: ClipboardEvent): boolean {
  const { frame } = context.state.get();
  const rect = selectedRect(context);
  const range = rect && rangeOf(frame, rect);
  if (!rect || !range || !event.clipboardData) return false;
  const columns = frame.columns.slice(rect.left, rect.right + 1);
  const texts: string[][] = [];
  for (const row of frame.rows.slice(rect.top, rect.bottom + 1)) {
    const line = columns.map((column) => context.props().copyText({ row, column }));
    if (!line.every((text) => text !== undefined)) {
      event.preventDefault();
      context.props().onNotCopied();
      return false;
    }
    texts.push(line);
  }
  event.clipboardData.setData('text/plain', writeTsv(texts));
  event.clipboardData.setData('text/html', writeHtmlTable(texts));
  event.preventDefault();
  update(context, { copied: range });
  return true;
}

function cut(context: GridContext, event: ClipboardEvent): void {
  if (copy(context, event)) context.props().onClear(selectedPositions(context));
}

function paste(context: GridContext, event: ClipboardEvent): void {
  const rect = selectedRect(context);
  const block = parseTsv(event.clipboardData?.getData('text/plain') ?? '');
  if (!rect || block.length === 0) return;
  event.preventDefault();
  const { frame, selection } = context.state.get();
  const { cells, overflow, rect: covered } = placePaste(frame, rect, block);
  const range = rangeOf(frame, covered);
  if (range && selection) {
    select(context, { anchor: range.from, head: range.to, active: range.from });
    focusActive(context);
  }
  context.props().onPaste({ cells, overflow });
}
