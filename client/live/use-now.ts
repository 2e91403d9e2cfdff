import { useEffect, useState } from 'react';

/** The time of this machine, ms since the epoch, as of the last full second. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    // Timed anew each second: an interval drifts, and after a sleep of the machine it would lag for good.
    const wait = () => {
      timer = setTimeout(
        () => {
          setNow(Date.now());
          wait();
        },
        1_000 - (Date.now() % 1_000),
      );
    };
    wait();
    return () => clearTimeout(timer);
  }, []);
  return now;
}
