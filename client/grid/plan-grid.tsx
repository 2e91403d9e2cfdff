import { useEffect, useImperativeHandle, useRef } from 'react';
import './plan-grid.css';
import { mountGrid } from './mount-grid.ts';
import type { MountedGrid } from './mount-grid.ts';
import type { PlanGridHandle, PlanGridProps } from './grid-props.ts';
import type { Ref } from 'react';

/** A tree of rows by columns of figures, edited like a spreadsheet. It knows cells, not what they mean. */
export function PlanGrid({ ref, ...props }: PlanGridProps & { ref?: Ref<PlanGridHandle> }) {
  const container = useRef<HTMLElement>(null);
  const grid = useRef<MountedGrid>(undefined);
  const latest = useRef<PlanGridProps>(props);
  const { rows, columns, label } = props;

  useEffect(() => {
    latest.current = props;
  });

  // The grid lives as long as its element: it is fed by the effects below.
  useEffect(() => {
    if (!container.current) return;
    const mounted = mountGrid(container.current, () => latest.current);
    grid.current = mounted;
    return () => {
      grid.current = undefined;
      mounted.destroy();
    };
  }, []);

  useEffect(() => grid.current?.setRows(rows), [rows]);
  useEffect(() => grid.current?.setColumns(columns), [columns]);

  useImperativeHandle(
    ref,
    () => ({
      refresh: (changed) => grid.current?.refresh(changed),
      refreshCells: (positions) => grid.current?.refreshCells(positions),
      focus: (position) => grid.current?.focus(position),
    }),
    [],
  );

  return <section ref={container} className="plan-grid" aria-label={label} data-testid="plan-grid" />;
}
