import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RankedStore } from '../../shared/api/live-board.ts';
import { rankingQuery } from '../api/scopes.ts';
import { useScopeState } from '../api/live.tsx';
import { readSetting, writeSetting } from '../ui/settings.ts';
import { useOnScreen } from '../ui/use-on-screen.ts';
import styles from './ranking.module.css';
import { RankingList } from './ranking-list.tsx';
import { firstRanks, nextRanks, RANK_BY, type RankBy } from './ranks.ts';
import { useFollow } from './use-follow.ts';

const BY_KEY = 'epm.ranking';
/** As often as an order may change and still be read. */
const EVERY_MS = 2_000;

interface Props {
  /** The scope whose stores are ranked. */
  scope: string;
  /** The store that is looked at, where the scope is around it. */
  current: string | undefined;
  nameOf: (scope: string) => string;
}

/** The stores of a scope, the best first; the choice of what counts stays on this machine. */
export function Ranking({ scope, current, nameOf }: Props) {
  const { t } = useTranslation('live');
  const element = useRef<HTMLElement>(null);
  const shown = useOnScreen(element);
  const { reading } = useScopeState(scope, { active: shown, curve: false });
  const { data, isError, refetch } = useQuery({ ...rankingQuery(scope), enabled: shown });
  useFollow(reading?.version, shown, EVERY_MS, () => refetch({ cancelRefetch: false }));
  const [by, setBy] = useState<RankBy>(savedBy);
  const choose = (value: string) => {
    const chosen = RANK_BY.find((one) => one === value) ?? 'attainment';
    setBy(chosen);
    writeSetting(BY_KEY, chosen);
  };
  return (
    <section ref={element} className={styles['panel']} aria-labelledby="ranking">
      <header className={styles['head']}>
        <h2 id="ranking">
          {t('ranking.title')} {data !== undefined && <span>{data.items.length}</span>}
        </h2>
        <SegmentedControl
          size="xs"
          aria-label={t('ranking.by')}
          value={by}
          onChange={choose}
          data={RANK_BY.map((value) => ({ value, label: t(`ranking.${value}`) }))}
        />
      </header>
      {data !== undefined ? (
        <Ordered items={data.items} by={by} current={current} nameOf={nameOf} />
      ) : isError ? (
        <p className={styles['muted']}>{t('ranking.failed')}</p>
      ) : (
        <Skeleton height={280} />
      )}
    </section>
  );
}

interface OrderedProps extends Pick<Props, 'current' | 'nameOf'> {
  items: readonly RankedStore[];
  by: RankBy;
}

function Ordered({ items, by, current, nameOf }: OrderedProps) {
  const [held, setHeld] = useState(false);
  const [ranks, setRanks] = useState(() => firstRanks(items, by));
  const [wasHeld, setWasHeld] = useState(held);
  // Derived while rendering, from what was shown before: an effect would paint the old order first.
  if (ranks.items !== items || ranks.by !== by || wasHeld !== held) {
    setWasHeld(held);
    setRanks(nextRanks(ranks, items, by, held));
  }
  return <RankingList rows={ranks.rows} by={by} current={current} nameOf={nameOf} onHold={setHeld} />;
}

function savedBy(): RankBy {
  const saved = readSetting(BY_KEY);
  return RANK_BY.find((by) => by === saved) ?? 'attainment';
}
