import pg from 'pg';
import type { Queryable } from '../postgres/pool.ts';
import type { Appended, Batch, JournalRow, JournalStore, Position } from './journal.ts';

/**
 * Appends where the sheet is open and in this epoch; the primary key refuses a seq that is taken. The sheet's row is locked
 * against a change of state until the commit, so that nothing lands in a sheet after it was submitted. Sheets and rows come in
 * one order everywhere: two servers may wait for each other, never in a circle.
 */
const APPEND = `
with ouvertes as materialized (
  select f.id, f.epoque from scenario_feuilles f
  where f.id = any($1::integer[]) and (f.etat = 'draft' or f.feuille = 'commons')
  order by f.id for key share
), ajoutees as (
  insert into journal (feuille_id, epoque, seq, octets, client, utilisateur_id)
  select n.feuille_id, n.epoque, n.seq, n.octets, n.client, n.utilisateur_id
  from unnest($1::integer[], $2::integer[], $3::integer[], $4::bytea[], $5::bigint[], $6::uuid[])
    as n (feuille_id, epoque, seq, octets, client, utilisateur_id)
  join ouvertes o on o.id = n.feuille_id and o.epoque = n.epoque
  order by n.feuille_id, n.seq
  returning feuille_id
)
select distinct feuille_id as document from ajoutees`;

interface SqlRow {
  seq: number;
  bytes: Buffer;
  client: number;
  user: string;
}

export function createPostgresJournal(db: Queryable): JournalStore {
  async function appendAll(batches: readonly Batch[]): Promise<Appended[]> {
    try {
      const written = await insert(db, batches);
      return batches.map(({ document }) => (written.has(document) ? 'committed' : 'closed'));
    } catch (error) {
      if (!isTaken(error)) throw error;
      if (batches.length <= 1) return batches.map(() => 'behind');
    }
    // One document that fell behind took the others with it: each tries by itself.
    const answers: Appended[] = [];
    for (const batch of batches) answers.push(...(await appendAll([batch])));
    return answers;
  }

  return {
    appendAll,
    async load(document, epoch) {
      const found = await db.query<{ seq: number; state: Buffer; owners: Record<string, string> }>(
        'select seq, etat as state, clients as owners from journal_instantanes where feuille_id = $1 and epoque = $2',
        [document, epoch],
      );
      const row = found.rows[0];
      const snapshot = row && { seq: row.seq, state: row.state, owners: ownersOf(row.owners) };
      return { snapshot, rows: await readRows(db, { document, epoch, seq: snapshot?.seq ?? 0 }) };
    },
    readAfter: (position) => readRows(db, position),
    async heads(positions) {
      const { rows } = await db.query<{ document: number; seq: number }>(
        `select p.document, j.seq
         from unnest($1::integer[], $2::integer[], $3::integer[]) as p (document, epoque, seq)
         cross join lateral (
           select j.seq from journal j where j.feuille_id = p.document and j.epoque = p.epoque and j.seq > p.seq
           order by j.seq desc limit 1) j`,
        [positions.map((p) => p.document), positions.map((p) => p.epoch), positions.map((p) => p.seq)],
      );
      return new Map(rows.map(({ document, seq }) => [document, seq]));
    },
    async saveSnapshot(document, epoch, { seq, state, owners }) {
      await db.query(
        `insert into journal_instantanes (feuille_id, epoque, seq, etat, clients) values ($1, $2, $3, $4, $5)
         on conflict (feuille_id, epoque) do update set seq = excluded.seq, etat = excluded.etat, clients = excluded.clients, pris_le = now()
         where journal_instantanes.seq < excluded.seq`,
        [document, epoch, seq, Buffer.from(state), JSON.stringify(Object.fromEntries(owners))],
      );
    },
  };
}

async function insert(db: Queryable, batches: readonly Batch[]): Promise<Set<number>> {
  const rows = batches.flatMap(({ document, epoch, after, records }) =>
    records.map((record, index) => ({ ...record, document, epoch, seq: after + index + 1 })),
  );
  const { rows: written } = await db.query<{ document: number }>({
    name: 'journal_append',
    text: APPEND,
    values: [
      rows.map((row) => row.document),
      rows.map((row) => row.epoch),
      rows.map((row) => row.seq),
      rows.map((row) => Buffer.from(row.bytes)),
      rows.map((row) => row.client),
      rows.map((row) => row.user),
    ],
  });
  return new Set(written.map(({ document }) => document));
}

function isTaken(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505';
}

async function readRows(db: Queryable, { document, epoch, seq }: Position): Promise<JournalRow[]> {
  const { rows } = await db.query<SqlRow>(
    `select seq, octets as bytes, client, utilisateur_id as user from journal
     where feuille_id = $1 and epoque = $2 and seq > $3 order by seq`,
    [document, epoch, seq],
  );
  // pg hands out views of what it received, which would keep whole network chunks alive.
  return rows.map((row) => ({ ...row, bytes: new Uint8Array(row.bytes), client: Number(row.client) }));
}

function ownersOf(json: Record<string, string>): Map<number, string> {
  return new Map(Object.entries(json).map(([client, user]) => [Number(client), user]));
}
