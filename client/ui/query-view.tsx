import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, NoRights, NotFound, OfflineState } from './states.tsx';

interface Props<T> {
  query: Pick<UseQueryResult, 'error' | 'fetchStatus'> & { data: T | undefined; refetch: () => unknown };
  /** The shape of what is coming; grey lines when absent. */
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** One of: the data, their outline while they load, or the designed reason why they are not there. */
export function QueryView<T>({ query, skeleton, children }: Props<T>) {
  const { data, error, fetchStatus, refetch } = query;
  // Data once loaded stay on the screen when a refresh fails: the header tells about the connection.
  if (data !== undefined) return children(data);
  if (fetchStatus === 'paused') return <OfflineState />;
  if (error !== null) return <QueryError error={error} onRetry={() => void refetch()} />;
  return <Loading>{skeleton ?? <SkeletonLines />}</Loading>;
}

/** `error` of client/api, told by its shape since ui/ knows no transport. */
export function QueryError({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('ui');
  const { kind, status, code } = failureShape(error);
  if (status === 403) return <NoRights />;
  if (status === 404) return <NotFound />;
  const text = kind === 'network' ? t('error.network') : kind === 'shape' ? t('error.shape') : t('error.server');
  return <ErrorState text={text} code={code} onRetry={onRetry} />;
}

function failureShape(error: unknown): { kind?: string; status?: number; code?: string } {
  if (typeof error !== 'object' || error === null || !('failure' in error)) return {};
  return error.failure as { kind?: string; status?: number; code?: string };
}

function Loading({ children }: { children: ReactNode }) {
  const { t } = useTranslation('ui');
  return (
    <div aria-busy="true">
      <output className="visually-hidden">{t('loading')}</output>
      {children}
    </div>
  );
}

export function SkeletonLines({ lines = 6 }: { lines?: number }) {
  return (
    <div style={{ display: 'grid', gap: 12, padding: 16 }}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={14} width={`${92 - ((index * 17) % 40)}%`} />
      ))}
    </div>
  );
}
