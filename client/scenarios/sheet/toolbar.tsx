import { SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isAmount, measureUnit, SCALES } from './measure-format.ts';
import styles from './toolbar.module.css';
import type { PlanWords } from './plan-words.ts';
import type { RowOrder } from './plan-rows.ts';
import type { View } from './use-view.ts';
import type { ReactNode } from 'react';

interface Props {
  readonly view: View;
  readonly words: PlanWords;
  /** What stands at the right end. */
  readonly children: ReactNode;
}

/** Level names from the root down, by what the tree puts first. */
const LEVELS = {
  organisation: ['all', 'region', 'store', 'category'],
  category: ['all', 'category', 'region', 'store'],
} as const;

export function Toolbar({ view, words, children }: Props) {
  const { t } = useTranslation('scenarios');
  const unit = measureUnit(view.option.measure);
  return (
    <div className={styles['bar']}>
      <Select
        aria-label={t('measure.label')}
        size="xs"
        w={190}
        allowDeselect={false}
        data={view.options.map((option) => ({ value: option.id, label: words.measure(option) }))}
        value={view.option.id}
        onChange={(id) => id !== null && view.setMeasure(id)}
        comboboxProps={{ width: 220, position: 'bottom-start' }}
        data-testid="measure"
      />
      {isAmount(view.option.measure) ? (
        <Select
          aria-label={t('scale.label')}
          title={t('scale.hint')}
          size="xs"
          w={92}
          allowDeselect={false}
          data={SCALES.map((scale) => ({ value: scale, label: t(`scale.${scale}`) }))}
          value={view.scale}
          onChange={(scale) => scale !== null && view.setScale(scale)}
          comboboxProps={{ width: 150, position: 'bottom-start' }}
          data-testid="scale"
        />
      ) : (
        unit !== '' && <span className={styles['unit']}>{t('measure.unit', { unit })}</span>
      )}
      {view.option.byCategory && (
        <SegmentedControl
          size="xs"
          aria-label={t('order.label')}
          value={view.order}
          onChange={(order) => view.setOrder(order as RowOrder)}
          data={[
            { value: 'organisation', label: t('order.organisation') },
            { value: 'category', label: t('order.category') },
          ]}
          data-testid="row-order"
        />
      )}
      <fieldset className={styles['levels']} aria-label={t('level.label')}>
        {LEVELS[view.order].slice(0, view.depth + 1).map((name, level) => {
          const label = t('level.show', { level: t(`level.${name}`) });
          return (
            <button
              key={name}
              type="button"
              className={styles['level']}
              title={label}
              onClick={() => view.showLevel(level)}
              data-testid={`level-${level}`}
            >
              {level + 1}
              <span className="visually-hidden"> · {label}</span>
            </button>
          );
        })}
      </fieldset>
      {children}
    </div>
  );
}
