import { useMemo } from 'react';
import type { Words } from './plan-words.ts';
import type { GridLabels } from '../grid/grid-props.ts';

export function useGridLabels(t: Words): GridLabels {
  return useMemo(
    () => ({
      treeHeader: t('gridLabels.tree'),
      toggleRow: (label, open) => t(open ? 'gridLabels.expand' : 'gridLabels.collapse', { label }),
      toggleColumn: (label, open) => t(open ? 'gridLabels.showMonths' : 'gridLabels.hideMonths', { label }),
      conflict: (count) => t('gridLabels.conflict', { count }),
      locale: {},
    }),
    [t],
  );
}
