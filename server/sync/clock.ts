/** Time, as far as rooms need it. */
export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** Calls back once after some ms; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
