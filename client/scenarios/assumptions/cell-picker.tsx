import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cellParts } from '../sheet/plan-rows.ts';
import styles from './assumptions.module.css';
import { withPart } from './cell-choice.ts';
import type { MeasureOption } from '../sheet/measure-options.ts';
import type { PlanWords } from '../sheet/plan-words.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';

interface Props {
  readonly hierarchy: Hierarchy;
  readonly words: PlanWords;
  readonly options: readonly MeasureOption[];
  /** Address of the chosen cell. */
  readonly cell: string;
  readonly onChoose: (cell: string) => void;
}

/** A cell by its four parts. Any list may be long: it is searched, and shows the first ones. */
export function CellPicker({ hierarchy, words, options, cell, onChoose }: Props) {
  const { t } = useTranslation('scenarios');
  const { measure, org, category, period } = cellParts(cell);
  const orgs = useMemo(
    () => hierarchy.orgs.map((value) => ({ value, label: words.row(`${value}|*`) })),
    [hierarchy, words],
  );
  const all = t('page.allCategories');
  const categories = useMemo(
    () => [
      { value: '*', label: all },
      ...hierarchy.categories.map(({ code, name }) => ({ value: `C:${code}`, label: name })),
    ],
    [hierarchy, all],
  );
  const periods = hierarchy.periods.map((value, index) => ({ value, label: words.period(index) }));
  const byCategory = options.find(({ id }) => id === measure)?.byCategory ?? true;
  const common = {
    size: 'xs',
    allowDeselect: false,
    searchable: true,
    limit: 100,
    labelProps: { className: styles['label'] },
  } as const;
  const nothing = t('assumptions.picker.none');
  const choose = (part: 'measure' | 'org' | 'category' | 'period') => (value: string | null) =>
    value !== null && onChoose(withPart(cell, { [part]: value }));
  return (
    <div className={styles['picker']}>
      <Select
        {...common}
        label={t('assumptions.picker.measure')}
        nothingFoundMessage={nothing}
        data={options.map((option) => ({ value: option.id, label: words.measure(option) }))}
        value={measure}
        onChange={choose('measure')}
        data-testid="pick-measure"
      />
      <Select
        {...common}
        label={t('assumptions.picker.period')}
        nothingFoundMessage={nothing}
        data={periods}
        value={period}
        onChange={choose('period')}
        data-testid="pick-period"
      />
      <Select
        {...common}
        label={t('assumptions.picker.org')}
        nothingFoundMessage={nothing}
        data={orgs}
        value={org}
        onChange={choose('org')}
        data-testid="pick-org"
      />
      <Select
        {...common}
        label={t('assumptions.picker.category')}
        nothingFoundMessage={nothing}
        data={categories}
        value={category}
        disabled={!byCategory}
        onChange={choose('category')}
        data-testid="pick-category"
      />
    </div>
  );
}
