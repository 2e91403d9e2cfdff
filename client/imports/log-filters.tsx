import { SegmentedControl, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importGroupSchema } from '../../shared/api/imports.ts';
import type { LogFilter } from './import-queries.ts';
import styles from './imports-page.module.css';

interface Props {
  filter: LogFilter;
  onChange: (filter: LogFilter) => void;
}

const TYPING_MS = 250;
const GROUPS = ['running', 'asking', 'done', 'failed'] as const;

export function LogFilters({ filter, onChange }: Props) {
  const { t } = useTranslation('imports');
  const [text, setText] = useState(filter.text);
  useEffect(() => {
    const typed = text.trim();
    if (typed === filter.text) return undefined;
    const timer = setTimeout(() => onChange({ ...filter, text: typed }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, filter, onChange]);
  return (
    <search className={styles['filters']} aria-label={t('filter.label')} data-testid="imports-filters">
      <SegmentedControl
        size="xs"
        value={filter.group ?? 'all'}
        onChange={(value) => onChange({ ...filter, group: importGroupSchema.safeParse(value).data })}
        data={[
          { value: 'all', label: t('filter.all') },
          ...GROUPS.map((group) => ({ value: group, label: t(`filter.${group === 'running' ? 'open' : group}`) })),
        ]}
      />
      <TextInput
        size="xs"
        type="search"
        aria-label={t('filter.search')}
        placeholder={t('filter.search')}
        leftSection={<Search size={14} aria-hidden />}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="imports-search"
      />
    </search>
  );
}

export function isFiltered({ group, text }: LogFilter): boolean {
  return group !== undefined || text !== '';
}
