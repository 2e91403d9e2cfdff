import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { expandedTo, keepRows, toggled, visibleRows } from '../../grid/tree.ts';
import { readSetting, writeSetting } from '../../ui/settings.ts';
import { SCALES } from './measure-format.ts';
import { measureOptions } from './measure-options.ts';
import { pathTo, planTree } from './plan-rows.ts';
import type { Scale } from './measure-format.ts';
import type { MeasureOption } from './measure-options.ts';
import type { RowOrder } from './plan-rows.ts';
import type { Words } from './plan-words.ts';
import type { TreeNode, TreeRow } from '../../grid/tree.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';

const SCALE_KEY = 'epm.plan.scale';

/** What of the plan is shown. The measure and the order are in the address, the rest is of the moment. */
export interface View {
  readonly options: readonly MeasureOption[];
  readonly option: MeasureOption;
  readonly order: RowOrder;
  readonly roots: readonly TreeNode[];
  readonly rows: readonly TreeRow[];
  /** Levels the tree has below its root. */
  readonly depth: number;
  /** In what amounts are shown. */
  readonly scale: Scale;
  readonly setScale: (scale: Scale) => void;
  readonly setMeasure: (id: string) => void;
  readonly setOrder: (order: RowOrder) => void;
  readonly showLevel: (level: number) => void;
  readonly toggleRow: (id: string, open: boolean) => void;
  /** Expands what hides a row. */
  readonly reveal: (id: string) => void;
}

export function useView(hierarchy: Hierarchy, t: Words): View {
  const [params, setParams] = useSearchParams();
  const options = useMemo(() => measureOptions(hierarchy), [hierarchy]);
  const option = options.find(({ id }) => id === params.get('measure')) ?? options[0];
  if (!option) throw new Error('a plan has measures');
  const { byCategory } = option;
  const order: RowOrder = byCategory && params.get('rows') === 'category' ? 'category' : 'organisation';
  const company = t('page.company');
  const all = t('page.allCategories');
  const roots = useMemo(
    () => planTree(hierarchy, order, byCategory, company, all),
    [hierarchy, order, byCategory, company, all],
  );
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => expandedTo(roots, 1));
  const [scale, setScale] = useState<Scale>(() => SCALES.find((known) => known === readSetting(SCALE_KEY)) ?? '€');
  const rows = useKeptRows(useMemo(() => visibleRows(roots, expanded), [roots, expanded]));

  const setParam = useCallback(
    (name: string, value: string) =>
      setParams(
        (before) => {
          before.set(name, value);
          return before;
        },
        { replace: true },
      ),
    [setParams],
  );

  return useMemo(
    () => ({
      options,
      option,
      order,
      roots,
      rows,
      depth: byCategory ? 3 : 2,
      scale,
      setScale: (next) => {
        writeSetting(SCALE_KEY, next);
        setScale(next);
      },
      setMeasure: (id) => setParam('measure', id),
      setOrder: (next) => setParam('rows', next),
      showLevel: (level) => setExpanded(expandedTo(roots, level)),
      toggleRow: (id, open) => setExpanded((before) => toggled(before, id, open)),
      reveal: (id) => setExpanded((before) => new Set([...before, ...pathTo(roots, id)])),
    }),
    [options, option, order, roots, rows, byCategory, scale, setParam],
  );
}

function useKeptRows(rows: readonly TreeRow[]): readonly TreeRow[] {
  const [kept, setKept] = useState(rows);
  const [from, setFrom] = useState(rows);
  if (from === rows) return kept;
  const next = keepRows(kept, rows);
  setFrom(rows);
  setKept(next);
  return next;
}
