import { Skeleton } from '@mantine/core';
import styles from '../workspace.module.css';

const ROWS = 14;

/** The outline of the workspace while the plan is on its way. */
export function GridSkeleton() {
  return (
    <div className={styles['skeleton']}>
      <Skeleton height={28} width={420} />
      <Skeleton height={28} />
      {Array.from({ length: ROWS }, (_, row) => (
        <Skeleton key={row} height={20} width={row % 3 === 0 ? '100%' : '96%'} />
      ))}
    </div>
  );
}
