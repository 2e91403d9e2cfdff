import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, useState, type CSSProperties, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { RankRow } from './rank-row.tsx';
import styles from './ranking.module.css';
import type { Rank, RankBy } from './ranks.ts';

/** Height of a row in px: on a phone one presses it. */
const ROW = { phone: 44, desk: 36 };
const PHONE = '(max-width: 640px)';
/** Rows drawn beyond those in view. */
const MARGIN = 6;
const IN_VIEW = 12;

interface Props {
  rows: readonly Rank[];
  by: RankBy;
  current: string | undefined;
  nameOf: (scope: string) => string;
  /** Somebody points at a row, or has the focus in one. */
  onHold: (held: boolean) => void;
}

/** Only rows in view exist; each has its place by its rank and slides to the next one. Arrows, Home and End go through them. */
export function RankingList({ rows, by, current, nameOf, onHold }: Props) {
  const { t } = useTranslation('live');
  const box = useRef<HTMLDivElement>(null);
  const height = useMediaQuery(PHONE, false, { getInitialValueInEffect: false }) ? ROW.phone : ROW.desk;
  const [top, setTop] = useState(0);
  const [active, setActive] = useState<string>();
  /** The row that was gone to may exist only after this rendering. */
  const focusing = useRef(false);
  const tabStop = rows.find(({ store }) => store.scope === (active ?? current)) ?? rows[0];

  useEffect(() => {
    if (!focusing.current || tabStop === undefined) return;
    focusing.current = false;
    const row = box.current?.querySelector<HTMLElement>(`[data-rank='${tabStop.rank}']`);
    row?.focus({ preventScroll: true });
  }, [tabStop]);

  const goTo = (rank: number) => {
    const row = rows[Math.min(Math.max(rank, 1), rows.length) - 1];
    const element = box.current;
    if (row === undefined || row === tabStop || element === null) return;
    const [start, end] = [(row.rank - 1) * height, row.rank * height];
    if (start < element.scrollTop) element.scrollTop = start;
    if (end > element.scrollTop + element.clientHeight) element.scrollTop = end - element.clientHeight;
    setActive(row.store.scope);
    focusing.current = true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: 1, ArrowUp: -1, PageDown: IN_VIEW, PageUp: -IN_VIEW, Home: -rows.length, End: rows.length }[
      event.key
    ];
    if (to === undefined || tabStop === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    goTo(tabStop.rank + to);
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) onHold(false);
  };

  // One scale for all, in steps: it should not stretch with every sale of the best store.
  const best = rows.reduce((most, { store }) => Math.max(most, store.attainment ?? 0), 0);
  const full = Math.min(Math.max(Math.ceil(best * 4) / 4, 1.25), 2);
  const first = Math.floor(top / height) - MARGIN;
  const inView = rows.filter(
    (row, index) => (index >= first && index < first + IN_VIEW + 2 * MARGIN) || row === tabStop,
  );
  return (
    <>
      <div className={`${styles['row']} ${styles['titles']}`} aria-hidden>
        <span />
        <span>{t('ranking.store')}</span>
        <span data-by="attainment">{t('ranking.attainment')}</span>
        <span data-by="vsLastYear">{t('ranking.vsLastYear')}</span>
        <span data-by="revenueTtc">{t('ranking.revenueTtc')}</span>
      </div>
      <div
        ref={box}
        role="presentation"
        className={styles['box']}
        style={{ '--row': `${height}px` } as CSSProperties}
        data-by={by}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onPointerEnter={(event) => event.pointerType === 'mouse' && onHold(true)}
        onPointerLeave={() => onHold(box.current?.contains(document.activeElement) === true)}
        onFocus={(event) => {
          onHold(true);
          setActive(event.target.dataset['store']);
        }}
        onBlur={onBlur}
        onKeyDown={onKeyDown}
      >
        <ol className={styles['rows']} style={{ height: rows.length * height }} data-testid="ranking">
          {inView
            // One order in the document, so that a row that moves is not taken out and put back, and can slide.
            .toSorted((a, b) => (a.store.scope < b.store.scope ? -1 : 1))
            .map((row) => (
              <RankRow
                key={row.store.scope}
                row={row}
                count={rows.length}
                full={full}
                name={nameOf(row.store.scope)}
                here={row.store.scope === current}
                tabStop={row === tabStop}
              />
            ))}
        </ol>
      </div>
    </>
  );
}
