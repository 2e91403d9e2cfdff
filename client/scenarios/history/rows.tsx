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
  /** Below the last row. */
  readonly foot?: ReactNode;
  /** The last row has come near. */
  readonly onEnd: () => void;
}

interface Place {
  readonly scrolled: number;
  readonly height: number;
}

/** A list of any length: only the rows in view exist. */
export function Rows({ count, rowHeight, label, row, foot, onEnd }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ scrolled: 0, height: 0 });
  const { from, to } = windowOf(count, rowHeight, place.scrolled, place.height);
  const ended = to >= count;

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
  useEffect(() => {
    if (ended && place.height > 0) onEnd();
  }, [ended, place.height, onEnd]);

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
