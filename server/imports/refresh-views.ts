import type { Log } from '../log.ts';
import type { Pool } from '../postgres/pool.ts';

export interface ViewRefresh {
  /** Refreshes in the background; calls during a refresh are answered by one more. */
  request(): void;
  /** Resolves when nothing is being refreshed. */
  idle(): Promise<void>;
}

const VIEWS = ['mv_ca_magasin_mensuel', 'mv_ca_categorie_mensuel'];

/** History follows an import within seconds; concurrently, so that nobody who reads it waits. */
export function createViewRefresh(pool: Pool, log: Log): ViewRefresh {
  let wanted = false;
  let running: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    while (wanted) {
      wanted = false;
      try {
        await pool.query('analyze ventes, lignes_ventes');
        for (const view of VIEWS) await pool.query(`refresh materialized view concurrently ${view}`);
      } catch (error) {
        log.warn({ err: error }, 'the monthly views could not be refreshed after an import');
      }
    }
  }

  return {
    request() {
      wanted = true;
      running ??= refresh().finally(() => {
        running = null;
      });
    },
    idle: () => running ?? Promise.resolve(),
  };
}
