import { hourOf, hourPoints, type Curve } from './hour-points.ts';
import styles from './mini-curve.module.css';

const WIDTH = 96;
const HEIGHT = 28;

/** The day's shape at a glance: objective as ground, last year dotted, today solid up to the running hour. */
export function MiniCurve({ curve, at }: { curve: Curve; at: string }) {
  const points = hourPoints(curve, hourOf(curve.date, Date.parse(at)));
  const today = points.done.map((value, index) => value ?? points.running[index] ?? null);
  const highest = Math.max(1, ...points.objective, ...points.lastYear, ...today.map((value) => value ?? 0));
  const line = (values: readonly (number | null)[]) =>
    values
      .flatMap((value, index) => (value === null ? [] : [`${x(index, values.length)},${y(value, highest)}`]))
      .join(' ');
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles['curve']} aria-hidden>
      <polygon points={`0,${HEIGHT} ${line(points.objective)} ${WIDTH},${HEIGHT}`} className={styles['objective']} />
      <polyline points={line(points.lastYear)} className={styles['last-year']} />
      <polyline points={line(today)} className={styles['today']} />
    </svg>
  );
}

function x(index: number, count: number): string {
  return ((index / Math.max(count - 1, 1)) * WIDTH).toFixed(1);
}

function y(value: number, highest: number): string {
  return (HEIGHT - 1 - (Math.max(value, 0) / highest) * (HEIGHT - 2)).toFixed(1);
}
