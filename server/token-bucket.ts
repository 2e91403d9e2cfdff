export interface TokenBucket {
  /** Whether one more is within the rate. */
  take(): boolean;
}

/** @param now ms */
export function createTokenBucket(rate: { perSecond: number; burst: number }, now: () => number): TokenBucket {
  let tokens = rate.burst;
  let at = now();
  return {
    take() {
      const time = now();
      tokens = Math.min(rate.burst, tokens + (Math.max(0, time - at) * rate.perSecond) / 1000);
      at = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
