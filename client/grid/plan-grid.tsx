import { useEffect, useImperativeHandle, useRef } from 'react';
import './plan-grid.css';
import { FindBar } from './find-bar.tsx';
import { mountGrid } from './mount-grid.ts';
import styles from './plan-grid.module.css';
import { useFind } from './use-find.ts';
import type { Finder } from './use-find.ts';
import type { MountedGrid } from './mount-grid.ts';
import type { PlanGridHandle, PlanGridProps } from './grid-props.ts';
import type { Ref } from 'react';

/** A tree of rows by columns of figures, edited like a spreadsheet. It knows cells, not what they mean. */
export function PlanGrid({ ref, ...props }: PlanGridProps & { ref?: Ref<PlanGridHandle> }) {
  const frame = useRef<HTMLElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const live = useRef<HTMLOutputElement>(null);
  const grid = useRef<MountedGrid>(undefined);
  const latest = useRef<PlanGridProps>(props);
  const { rows, columns, label, tree, peers, labels, footer } = props;

  const finder = useFind(
    tree,
    (row) => {
      grid.current?.find(row);
      if (row !== undefined && !rows.some(({ id }) => id === row)) props.onFindReveal(row);
    },
    () => grid.current?.takeFocus(),
  );
  const latestFinder = useRef<Finder>(finder);

  useEffect(() => {
    latest.current = props;
    latestFinder.current = finder;
  });

  // The grid lives as long as its element: it is fed by the effects below.
  useEffect(() => {
    if (!frame.current || !root.current || !live.current) return;
    const onFind = (to: 'open' | 'next' | 'previous'): void => {
      if (to === 'open') latestFinder.current.start();
      else latestFinder.current.go(to === 'previous');
    };
    const place = { frame: frame.current, root: root.current, live: live.current, onFind };
    const mounted = mountGrid(place, () => latest.current);
    grid.current = mounted;
    return () => {
      grid.current = undefined;
      mounted.destroy();
    };
  }, []);

  useEffect(() => grid.current?.setRows(rows), [rows]);
  useEffect(() => grid.current?.setColumns(columns), [columns]);
  useEffect(() => grid.current?.repaint(), [peers]);

  useImperativeHandle(
    ref,
    () => ({
      refresh: (changed) => grid.current?.refresh(changed),
      refreshCells: (positions) => grid.current?.refreshCells(positions),
      focus: (position) => grid.current?.focus(position),
      setEditorNote: (words) => grid.current?.setEditorNote(words),
      takeFocus: () => grid.current?.takeFocus(),
    }),
    [],
  );

  return (
    <section ref={frame} className={styles['frame']} aria-label={label} data-testid="plan-grid">
      {finder.open && <FindBar finder={finder} labels={labels.find} />}
      <div ref={root} className="plan-grid" />
      {footer}
      <output ref={live} className="visually-hidden" data-testid="selection-size" />
    </section>
  );
}
