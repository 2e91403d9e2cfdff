/** Runs `work` once after `ms`; returns the function that calls it off. Injected, so that tests own the time. */
export type Schedule = (work: () => void, ms: number) => () => void;

export const realSchedule: Schedule = (work, ms) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};
