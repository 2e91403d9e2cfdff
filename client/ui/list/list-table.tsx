import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { QueryView } from '../query-view.tsx';
import type { ListColumn } from './column.ts';
import styles from './list-table.module.css';

interface Props<T, K extends string> {
  query: Pick<UseQueryResult, 'error' | 'fetchStatus'> & { data: readonly T[] | undefined; refetch: () => unknown };
  /** What the list holds, for those who do not see what stands around it. */
  caption: string;
  columns: readonly ListColumn<K>[];
  /** A `ListRow` with its key. */
  row: (item: T) => ReactNode;
  /** In place of a table without rows. */
  empty: ReactNode;
  /** Present while there are more than are shown. */
  more?: More | undefined;
  testId: string;
}

interface More {
  readonly label: string;
  readonly loading: boolean;
  load: () => void;
}

/** A list of things as a table, as cards on a phone; while it has no rows, why. */
export function ListTable<T, K extends string>({ query, caption, columns, row, empty, more, testId }: Props<T, K>) {
  return (
    <QueryView query={query}>
      {(items) =>
        items.length === 0 ? (
          empty
        ) : (
          <div className={styles['frame']}>
            <table className={styles['table']} data-testid={testId}>
              <caption className="visually-hidden">{caption}</caption>
              <thead>
                <tr>
                  {columns.map(({ key, head, kind, from }) => (
                    <th key={key} scope="col" data-kind={kind} data-from={from}>
                      {kind === 'buttons' ? <span className="visually-hidden">{head}</span> : head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>{items.map(row)}</tbody>
            </table>
            {more !== undefined && (
              <div className={styles['more']}>
                <Button variant="default" loading={more.loading} onClick={more.load} data-testid={`${testId}-more`}>
                  {more.label}
                </Button>
              </div>
            )}
          </div>
        )
      }
    </QueryView>
  );
}
