import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchableScope } from '../../shared/api/kpi.ts';
import { scopesQuery } from './scopes.ts';

/** Nobody presses « Réessayer » on a wall screen, nor comes back to it: it asks by itself. */
const RETRY_MS = 5_000;
const AGAIN_MS = 10 * 60_000;

/**
 * Scopes the user may watch, in the order of the page. The company has no name in the data: it gets the interface's word.
 * `unattended`: for a screen that nobody touches.
 */
export function useScopes({ enabled = true, unattended = false } = {}) {
  const { t } = useTranslation('ui');
  const company = t('company');
  const select = useCallback(
    ({ items }: { items: WatchableScope[] }) =>
      items.map((item) => (item.scope === 'company' ? { ...item, name: company } : item)),
    [company],
  );
  return useQuery({
    ...scopesQuery,
    select,
    enabled,
    refetchInterval: ({ state }) => unattended && (state.status === 'error' ? RETRY_MS : AGAIN_MS),
    refetchIntervalInBackground: true,
  });
}
