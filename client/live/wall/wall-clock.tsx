import { useFormats } from '../../ui/use-formats.ts';
import { useNow } from '../use-now.ts';
import styles from './wall.module.css';

export function WallClock() {
  const formats = useFormats();
  const now = useNow();
  return (
    <p className={styles['clock']} data-testid="wall-clock">
      <time dateTime={new Date(now).toISOString()}>{formats.time(now)}</time>
      <span>{formats.longDay(now)}</span>
    </p>
  );
}
