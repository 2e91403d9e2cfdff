import { useMemo, useState } from 'react';
import { findRows, stepMatch } from './find.ts';
import type { TreeNode } from './tree.ts';

/** A search in the rows of a grid. */
export interface Finder {
  readonly open: boolean;
  /** Grows with every call for it. */
  readonly asked: number;
  readonly query: string;
  readonly total: number;
  /** Place of the match gone to. */
  readonly at: number | undefined;
  readonly setQuery: (query: string) => void;
  readonly go: (back: boolean) => void;
  readonly start: () => void;
  readonly close: () => void;
}

/** @param onRow the row gone to; `undefined` while there is none  @param onClose the search is over */
export function useFind(
  tree: readonly TreeNode[],
  onRow: (row: string | undefined) => void,
  onClose: () => void,
): Finder {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(0);
  const [query, setQuery] = useState('');
  const [row, setRow] = useState<string>();
  const matches = useMemo(() => (open ? findRows(tree, query) : []), [open, tree, query]);
  const place = row === undefined ? -1 : matches.indexOf(row);
  const at = place === -1 ? undefined : place;

  const show = (next: string | undefined): void => {
    setRow(next);
    onRow(next);
  };
  const start = (): void => {
    setOpen(true);
    setAsked((before) => before + 1);
  };
  return {
    open,
    asked,
    query,
    total: matches.length,
    at,
    setQuery: (next) => {
      setQuery(next);
      show(undefined);
    },
    go: (back) => {
      if (!open) return start();
      const next = stepMatch(at, matches.length, back);
      if (next !== undefined) show(matches[next]);
    },
    start,
    close: () => {
      setOpen(false);
      onClose();
      show(undefined);
    },
  };
}
