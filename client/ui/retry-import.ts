/** Waits between attempts, ms: a server that restarts is back within them. */
const WAITS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

const afterMs = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** Loads a part of a page again and again while the server is away, so that a restart does not take the whole page down. */
export async function retryImport<T>(
  load: () => Promise<T>,
  wait: (ms: number) => Promise<void> = afterMs,
): Promise<T> {
  for (const ms of WAITS) {
    try {
      return await load();
    } catch {
      await wait(ms);
    }
  }
  return load();
}
