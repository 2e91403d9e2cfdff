import type { Sale } from '../../shared/api/sales.ts';
import { zoneClock } from '../../shared/calendar/zone-clock.ts';
import type { Log } from '../log.ts';
import { createTillApi, type Fetch } from './api.ts';
import { basketOf, type Assortment, type Rng } from './basket.ts';
import { rhythmAt, waitOf } from './rhythm.ts';

export interface TillsOptions {
  /** http://host:port of the server whose API is used. */
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  log: Log;
  clock?: () => number;
  rng?: Rng;
  fetch?: Fetch;
  /** Runs `work` after `ms`; returns the function that calls it off. */
  schedule?: (work: () => void, ms: number) => () => void;
}

export interface Tills {
  start(): void;
  /** Resolves when nothing is on its way any more. */
  stop(): Promise<void>;
}

/** Demo sales are told apart by a register that starts with D: the demo company is not filled over them at the next start. */
const REGISTER = 'DL';
const REFRESH_MS = 3_600_000;
const RETRY_MS = 2_000;
const MAX_RETRY_MS = 30_000;
const CLOCK = zoneClock('Europe/Paris');

/** Simulated tills: sales through the real API, at the rhythm of the hour. A sale that could not be sent is sent again as it is. */
export function createTills(options: TillsOptions): Tills {
  const { log, clock = Date.now, rng = Math.random, schedule = afterMs } = options;
  const aborter = new AbortController();
  const api = createTillApi({ ...options, fetch: options.fetch ?? fetch, signal: aborter.signal });
  const started = clock();
  let sold = 0;
  let waiting: Sale | undefined;
  let assortment: Assortment | undefined;
  let assortmentAt = 0;
  let failures = 0;
  let running: Promise<void> | undefined;
  let cancel: (() => void) | undefined;

  async function turn(): Promise<void> {
    if (!assortment || clock() - assortmentAt >= REFRESH_MS) {
      assortment = await api.assortment();
      assortmentAt = clock();
    }
    waiting ??= nextSale(assortment);
    if (!waiting) return;
    // A store that closed is refused for good; the next list of stores is read within the hour.
    if ((await api.send(waiting)) === 'refused') log.debug({ store: waiting.store }, 'a simulated sale was refused');
    waiting = undefined;
  }

  function nextSale(from: Assortment): Sale | undefined {
    const now = clock();
    const basket = basketOf(from, rng, !rhythmAt(CLOCK.local(now)).open);
    if (!basket) return undefined;
    const receipt = `${started.toString(36)}-${++sold}`;
    return { ...basket, register: REGISTER, receipt, soldAt: new Date(now).toISOString() };
  }

  function pause(): number {
    if (failures > 0) return Math.min(RETRY_MS * 2 ** (failures - 1), MAX_RETRY_MS);
    return waitOf(rhythmAt(CLOCK.local(clock())).meanMs, rng());
  }

  function next(ms: number): void {
    if (aborter.signal.aborted) return;
    cancel = schedule(() => {
      running = turn()
        .then(() => {
          if (failures > 0) log.info('simulated tills sell again');
          failures = 0;
        })
        .catch((error: Error) => {
          if (++failures === 1 && !aborter.signal.aborted) log.info({ err: error }, 'simulated tills wait for the API');
        })
        .finally(() => next(pause()));
    }, ms);
  }

  return {
    start: () => next(0),
    async stop() {
      aborter.abort();
      cancel?.();
      await running;
    },
  };
}

function afterMs(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}
