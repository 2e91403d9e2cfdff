/** Waits between two looks for the server, ms; the last one repeats. */
const WAITS = [250, 500, 1_000, 2_000];

export interface Reach {
  /** Whether the server answers at all. */
  reachable: () => Promise<boolean>;
  wait: (ms: number) => Promise<void>;
}

const network: Reach = {
  reachable: () =>
    fetch('/healthz', { cache: 'no-store' }).then(
      (response) => response.ok,
      () => false,
    ),
  wait: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
};

/**
 * Loads a part of a page once the server answers. A browser remembers a module it could not fetch and never asks again:
 * a part asked for while the server restarts would be lost until the page is reloaded.
 */
export async function importWhenReachable<T>(load: () => Promise<T>, { reachable, wait }: Reach = network): Promise<T> {
  for (let look = 0; !(await reachable()); look += 1) await wait(WAITS[Math.min(look, WAITS.length - 1)] ?? 0);
  return load();
}
