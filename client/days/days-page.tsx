import { Button, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { monthText } from '../../shared/calendar/date-text.ts';
import type { LocalDate } from '../../shared/calendar/local-date.ts';
import { mayAddTillTotals } from '../api/rights.ts';
import { useUser } from '../api/session.ts';
import { localToday, storeDaysQuery } from '../api/store-days.ts';
import { useScopes } from '../api/use-scopes.ts';
import { useLanguage } from '../ui/language.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { matches } from '../ui/search-text.ts';
import type { Shown } from './day-groups.ts';
import { Days } from './days.tsx';
import styles from './days-page.module.css';
import { LAST_WEEK, periodOf, periodsAt, rangeOf, type Period } from './periods.ts';
import { TotalsDialog } from './totals-dialog.tsx';

const SHOWN: readonly Shown[] = ['all', 'gaps', 'open'];

/** « Journées »: what the tills counted beside the receipts, and which days are closed. Filters are in the address. */
export function DaysPage() {
  const { t } = useTranslation('days');
  const mayAdd = mayAddTillTotals(useUser());
  const [today] = useState(localToday);
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<string>();
  const [parameters, setParameters] = useSearchParams();
  const period = periodOf(parameters.get('period'), today);
  const scope = parameters.get('scope') ?? undefined;
  const shown = SHOWN.find((one) => one === parameters.get('show')) ?? 'all';
  const days = useQuery(storeDaysQuery({ ...rangeOf(period, today), scope }));
  const choose = (name: 'period' | 'scope' | 'show', value: string) => {
    setParameters(
      (before) => {
        before.set(name, value);
        return before;
      },
      { replace: true },
    );
  };
  return (
    <>
      <PageHeader
        crumbs={[{ label: t('title') }]}
        actions={
          mayAdd ? (
            <Button
              variant="default"
              className={styles['add'] ?? ''}
              aria-label={t('totals.action')}
              onClick={() => setAdding(true)}
              data-testid="totals-add"
            >
              <Plus size={14} aria-hidden />
              <span className={styles['add-text']}>{t('totals.action')}</span>
            </Button>
          ) : undefined
        }
      />
      {adding && (
        <TotalsDialog
          onClose={() => setAdding(false)}
          onDone={(words) => {
            setAdding(false);
            setAdded(words);
          }}
        />
      )}
      <div className={styles['page']}>
        <div className={styles['filters']}>
          <SegmentedControl
            size="xs"
            aria-label={t('filter.show')}
            value={shown}
            onChange={(value) => choose('show', value)}
            data={SHOWN.map((value) => ({ value, label: t(`filter.${value}`) }))}
          />
          <PeriodChoice value={period} today={today} onChange={(value) => choose('period', value)} />
          <ScopeChoice value={scope} onChange={(value) => choose('scope', value)} />
        </div>
        {added !== undefined && <output className={styles['added']}>{added}</output>}
        <QueryView query={days}>
          {(items) => (
            <Days
              key={`${period} ${scope} ${shown}`}
              items={items}
              shown={shown}
              onShowAll={() => choose('show', 'all')}
            />
          )}
        </QueryView>
      </div>
    </>
  );
}

interface PeriodChoiceProps {
  value: Period;
  today: LocalDate;
  onChange: (period: Period) => void;
}

function PeriodChoice({ value, today, onChange }: PeriodChoiceProps) {
  const { t } = useTranslation('days');
  const language = useLanguage();
  const data = useMemo(
    () =>
      periodsAt(today).map((period) => ({
        value: period,
        label: period === LAST_WEEK ? t('filter.lastWeek') : monthText(period, language),
      })),
    [today, language, t],
  );
  return (
    <Select
      size="xs"
      className={styles['choice'] ?? ''}
      aria-label={t('filter.period')}
      allowDeselect={false}
      data={data}
      value={value}
      onChange={(period) => period !== null && onChange(period)}
    />
  );
}

/** Nothing to choose for whoever sees one store only. */
function ScopeChoice({ value, onChange }: { value: string | undefined; onChange: (scope: string) => void }) {
  const { t } = useTranslation('days');
  const scopes = useScopes().data ?? [];
  const first = scopes[0]?.scope;
  if (scopes.length < 2 || first === undefined) return null;
  return (
    <Select
      size="xs"
      className={styles['choice'] ?? ''}
      aria-label={t('filter.scope')}
      searchable
      selectFirstOptionOnChange
      onClick={(event) => event.currentTarget.select()}
      onFocus={(event) => event.currentTarget.select()}
      nothingFoundMessage={t('filter.noScope')}
      allowDeselect={false}
      data={scopes.map(({ scope, name }) => ({ value: scope, label: name }))}
      value={value ?? first}
      filter={({ options, search }) =>
        options.filter((option) => 'value' in option && matches(`${option.label} ${option.value}`, search))
      }
      onChange={(scope) => scope !== null && onChange(scope)}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
    />
  );
}
