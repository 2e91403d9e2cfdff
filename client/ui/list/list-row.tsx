import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ListColumn } from './column.ts';
import styles from './list-table.module.css';

interface RowProps<K extends string> {
  columns: readonly ListColumn<K>[];
  cells: Readonly<Record<K, ReactNode>>;
  /** Its figures do not count, or not yet. */
  quiet?: boolean;
  'data-testid'?: string;
  'data-id'?: string;
  'data-status'?: string;
}

/** The cell of the first column names the row. */
export function ListRow<K extends string>({ columns, cells, quiet = false, ...data }: RowProps<K>) {
  const { t } = useTranslation('ui');
  return (
    <tr data-quiet={quiet} {...data}>
      {columns.map(({ key, head, kind, from, named }, index) =>
        index === 0 ? (
          <th key={key} scope="row">
            {cells[key]}
          </th>
        ) : (
          <td
            key={key}
            data-kind={kind}
            data-from={from}
            data-label={named === true ? t('list.named', { name: head }) : undefined}
          >
            {cells[key]}
          </td>
        ),
      )}
    </tr>
  );
}

interface NameProps {
  name: string;
  /** Where the thing has a page of its own. */
  to?: string;
  children?: ReactNode;
}

/** What a row is about: its name, and below it what tells it from its like. */
export function RowName({ name, to, children }: NameProps) {
  return (
    <>
      {to === undefined ? (
        <span className={styles['name']} title={name}>
          {name}
        </span>
      ) : (
        <Link to={to} className={styles['name']} title={name}>
          {name}
        </Link>
      )}
      <span className={styles['note']}>{children}</span>
    </>
  );
}

/** Part of a name where the columns that say it have no room. */
export function OnNarrow({ children }: { children: ReactNode }) {
  return <span className={styles['narrow']}>{children}</span>;
}

/** A smaller line below the value of a cell. */
export function CellNote({ children }: { children: ReactNode }) {
  return <span className={styles['note']}>{children}</span>;
}
