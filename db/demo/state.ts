import type pg from 'pg';
import type { LocalDate } from '../../shared/calendar/local-date.ts';
import type { DemoSize } from './plan.ts';

/** How far the demo company of a database has got. Kept in `reglages`, moved in the transaction that writes the sales. */
export interface DemoState {
  loadedOn: LocalDate;
  size: DemoSize;
  /** Sales are written up to this instant, ms since the epoch. */
  until: number;
}

const KEY = 'demo';

export async function readState(client: pg.ClientBase): Promise<DemoState | undefined> {
  const { rows } = await client.query<{ valeur: string }>('select valeur from reglages where cle = $1', [KEY]);
  return rows[0] === undefined ? undefined : (JSON.parse(rows[0].valeur) as DemoState);
}

export async function writeState(client: pg.ClientBase, state: DemoState): Promise<void> {
  await client.query(
    'insert into reglages (cle, valeur) values ($1, $2) on conflict (cle) do update set valeur = excluded.valeur',
    [KEY, JSON.stringify(state)],
  );
}
