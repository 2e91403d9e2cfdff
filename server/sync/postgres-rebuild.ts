import { transaction } from '../postgres/pool.ts';
import { readRows } from './postgres-rows.ts';
import type { Client, Pool } from '../postgres/pool.ts';
import type { JournalRow, NextEpoch, Rebuilt, Snapshot } from './journal.ts';

/** Names the lock of a document that is being rebuilt; any constant of our own does. */
export const REBUILD_LOCK = 0x45504e;

/** See `rebuild` of the journal. One transaction, under a lock that spares other servers the same work. */
export function rebuildDocument(
  pool: Pool,
  document: number,
  epoch: number,
  make: (rows: readonly JournalRow[]) => NextEpoch | undefined,
): Promise<Rebuilt> {
  return transaction(pool, async (client) => {
    const { rows: locks } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1, $2) as mine', [
      REBUILD_LOCK,
      document,
    ]);
    if (!locks[0]?.mine) return 'moved';
    const known = await readRows(client, { document, epoch, seq: 0 });
    const next = make(known);
    if (!next) return 'unchanged';
    if (!(await isUnmoved(client, document, epoch, known.at(-1)?.seq ?? 0))) return 'moved';
    await insertRows(client, document, epoch, next);
    if (next.snapshot) await insertSnapshot(client, document, epoch + 1, next.snapshot);
    await client.query(
      'update scenario_feuilles set epoque = $2, reglee_avant = greatest(reglee_avant, $3) where id = $1',
      [document, epoch + 1, next.settledBefore],
    );
    return 'begun';
  });
}

/** The lock of the sheet's row waits for appends under way and keeps later ones off until the new epoch is there. */
async function isUnmoved(client: Client, document: number, epoch: number, head: number): Promise<boolean> {
  const { rowCount } = await client.query('select from scenario_feuilles where id = $1 and epoque = $2 for update', [
    document,
    epoch,
  ]);
  if (rowCount !== 1) return false;
  const later = await client.query('select from journal where feuille_id = $1 and epoque = $2 and seq > $3 limit 1', [
    document,
    epoch,
    head,
  ]);
  return later.rowCount === 0;
}

async function insertRows(client: Client, document: number, epoch: number, { rows }: NextEpoch): Promise<void> {
  await client.query(
    `insert into journal (feuille_id, epoque, seq, octets, client, utilisateur_id, ecrit_le, repris)
     select a.feuille_id, a.epoque + 1, n.seq, n.octets, n.client, a.utilisateur_id, a.ecrit_le, true
     from unnest($3::integer[], $4::bytea[], $5::bigint[]) with ordinality as n (de, octets, client, seq)
     join journal a on a.feuille_id = $1 and a.epoque = $2 and a.seq = n.de
     order by n.seq`,
    [
      document,
      epoch,
      rows.map(({ from }) => from),
      rows.map(({ bytes }) => Buffer.from(bytes)),
      rows.map(({ client: id }) => id),
    ],
  );
}

async function insertSnapshot(client: Client, document: number, epoch: number, snapshot: Snapshot): Promise<void> {
  await client.query(
    'insert into journal_instantanes (feuille_id, epoque, seq, etat, clients) values ($1, $2, $3, $4, $5)',
    [document, epoch, snapshot.seq, Buffer.from(snapshot.state), JSON.stringify(Object.fromEntries(snapshot.owners))],
  );
}
