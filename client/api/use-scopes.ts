import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchableScope } from '../../shared/api/kpi.ts';
import { scopesQuery } from './scopes.ts';

/** Scopes the user may watch, in the order of the page. The company has no name in the data: it gets the interface's word. */
export function useScopes({ enabled = true } = {}) {
  const { t } = useTranslation('ui');
  const company = t('company');
  const select = useCallback(
    ({ items }: { items: WatchableScope[] }) =>
      items.map((item) => (item.scope === 'company' ? { ...item, name: company } : item)),
    [company],
  );
  return useQuery({ ...scopesQuery, select, enabled });
}
