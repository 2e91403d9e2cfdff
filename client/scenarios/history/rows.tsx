import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { windowOf } from './window-of.ts';
import styles from './rows.module.css';
import type { ReactNode } from 'react';

interface Props {
  readonly count: number;
  /** px */
  readonly rowHeight: number;
  readonly label: string;
  readonly row: (index: number) => ReactNode;
  /** Called when the last row is in view; absent while there is nothing to do about it. */
  readonly onEnd?: (() => void) | undefined;
  /** Below the last row. */
  readonly foot?: ReactNode;
}

interface Place {
  readonly scrolled: number;
  readonly height: number;
}

/** A list of any length: only the rows in view exist. */
export function Rows({ count, rowHeight, label, row, onEnd, foot }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ scrolled: 0, height: 0 });
  const { from, to } = windowOf(count, rowHeight, place.scrolled, place.height);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const read = (): void => setPlace({ scrolled: element.scrollTop, height: element.clientHeight });
    read();
    const sizes = new ResizeObserver(read);
    sizes.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, []);

  const atEnd = place.height > 0 && place.scrolled + place.height >= count * rowHeight;
  useEffect(() => {
    if (atEnd) onEnd?.();
  }, [atEnd, onEnd]);

  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  return (
    <div ref={box} className={styles['box']}>
      <ul className={styles['list']} aria-label={label} style={{ height: count * rowHeight }}>
        {rows.map((index) => (
          <li
            key={index}
            className={styles['row']}
            style={{ height: rowHeight, top: index * rowHeight }}
            aria-setsize={count}
            aria-posinset={index + 1}
          >
            {row(index)}
          </li>
        ))}
      </ul>
      {foot}
    </div>
  );
}
