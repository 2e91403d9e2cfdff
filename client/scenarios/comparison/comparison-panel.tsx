import { SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellAddress, cellParts } from '../sheet/plan-rows.ts';
import { SidePanel } from '../panels/side-panel.tsx';
import styles from './comparison.module.css';
import { GapList } from './gap-list.tsx';
import { useSources } from './use-sources.ts';
import type { PanelContext } from '../panels/panels.ts';
import type { Source } from './use-sources.ts';

type Level = 'region' | 'store';

/** The plan beside a reference, row by row. */
export function ComparisonPanel(context: PanelContext) {
  const { t } = useTranslation('scenarios');
  const { session, option, position, row, explainer, onClose } = context;
  const { hierarchy } = session.plan;
  const { words } = explainer;
  const sources = useSources(session, t);
  const [key, setKey] = useState<string>();
  const [level, setLevel] = useState<Level>('region');
  const source = sources.find((other) => other.key === key) ?? sources[0];
  const period = hierarchy.periodIndex.get(position?.column ?? '') ?? 0;
  const { category } = cellParts(cellAddress(option.id, row, ''));
  const { length } = hierarchy.regions;
  const orgs = level === 'region' ? hierarchy.orgs.slice(1, 1 + length) : hierarchy.orgs.slice(1 + length);
  const kind = hierarchy.categories[(hierarchy.catIndex.get(category) ?? 0) - 1];
  const about = [words.measure(option), ...(kind ? [kind.name] : []), words.period(period)];
  return (
    <SidePanel title={t('panel.comparison')} about={about.join(' · ')} onClose={onClose} testid="comparison-panel">
      {source === undefined ? (
        <p className={styles['quiet']}>{t('comparison.none')}</p>
      ) : (
        <>
          <div className={styles['choice']}>
            <Select
              size="xs"
              label={t('comparison.with')}
              allowDeselect={false}
              data={choices(sources, { versions: t('comparison.versions'), scenarios: t('comparison.scenarios') })}
              value={source.key}
              onChange={(next) => next !== null && setKey(next)}
              data-testid="comparison-with"
            />
            <SegmentedControl
              size="xs"
              aria-label={t('comparison.level')}
              value={level}
              onChange={(next) => setLevel(next === 'store' ? 'store' : 'region')}
              data={[
                { value: 'region', label: t('comparison.region') },
                { value: 'store', label: t('comparison.store') },
              ]}
              data-testid="comparison-level"
            />
          </div>
          <GapList context={context} source={source} orgs={orgs} category={category} period={period} />
        </>
      )}
    </SidePanel>
  );
}

function choices(sources: readonly Source[], names: { readonly versions: string; readonly scenarios: string }) {
  const of = (group: Source['group']) =>
    sources.filter((source) => source.group === group).map(({ key, label }) => ({ value: key, label }));
  const groups = (['versions', 'scenarios'] as const).map((group) => ({ group: names[group], items: of(group) }));
  return [...of('lastYear'), ...groups.filter(({ items }) => items.length > 0)];
}
