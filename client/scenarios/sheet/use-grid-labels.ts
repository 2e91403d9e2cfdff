import { useMemo } from 'react';
import type { Words } from './plan-words.ts';
import type { GridLabels } from '../../grid/grid-props.ts';

export function useGridLabels(t: Words): GridLabels {
  return useMemo(
    () => ({
      treeHeader: t('gridLabels.tree'),
      toggleRow: (label, open) => t(open ? 'gridLabels.expand' : 'gridLabels.collapse', { label }),
      toggleColumn: (label, open) => t(open ? 'gridLabels.showMonths' : 'gridLabels.hideMonths', { label }),
      conflict: (count) => t('gridLabels.conflict', { count }),
      selected: (rows, columns) => t('gridLabels.selected', { rows, columns }),
      find: {
        label: t('gridLabels.find.label'),
        placeholder: t('gridLabels.find.placeholder'),
        count: (at, total) => t('gridLabels.find.count', { at, total }),
        none: t('gridLabels.find.none'),
        next: t('gridLabels.find.next'),
        previous: t('gridLabels.find.previous'),
        close: t('gridLabels.find.close'),
      },
      locale: {},
    }),
    [t],
  );
}
