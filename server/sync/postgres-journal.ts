import pg from 'pg';
import { refuseTwice } from './journal.ts';
import { rebuildDocument } from './postgres-rebuild.ts';
import { readRows } from './postgres-rows.ts';
import type { Pool, Queryable } from '../postgres/pool.ts';
import type { Appended, Batch, JournalStore } from './journal.ts';

export function createPostgresJournal(db: Pool): JournalStore {
  async function appendAll(batches: readonly Batch[]): Promise<Appended[]> {
    refuseTwice(batches);
    try {
      const written = await insert(db, batches);
      return batches.map(({ document }) => answerOf(written.get(document)));
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
      const snapshot = row && { seq: row.seq, state: new Uint8Array(row.state), owners: ownersOf(row.owners) };
      return { snapshot, rows: await readRows(db, { document, epoch, seq: snapshot?.seq ?? 0 }) };
    },
    readAfter: (position) => readRows(db, position),
    async heads(positions) {
      const { rows } = await db.query<{ seq: number | null; ended: boolean }>(
        `select j.seq, f.epoque is distinct from p.epoque as ended
         from unnest($1::integer[], $2::integer[], $3::integer[]) with ordinality as p (document, epoque, seq, place)
         left join scenario_feuilles f on f.id = p.document
         left join lateral (
           select j.seq from journal j where j.feuille_id = p.document and j.epoque = p.epoque and j.seq > p.seq
           order by j.seq desc limit 1) j on true
         order by p.place`,
        [positions.map((p) => p.document), positions.map((p) => p.epoch), positions.map((p) => p.seq)],
      );
      return rows.map(({ seq, ended }) => (ended ? 'ended' : (seq ?? undefined)));
    },
    async saveSnapshot(document, epoch, { seq, state, owners }) {
      await db.query(
        `insert into journal_instantanes (feuille_id, epoque, seq, etat, clients) values ($1, $2, $3, $4, $5)
         on conflict (feuille_id, epoque) do update set seq = excluded.seq, etat = excluded.etat, clients = excluded.clients, pris_le = now()
         where journal_instantanes.seq < excluded.seq`,
        [document, epoch, seq, Buffer.from(state), JSON.stringify(Object.fromEntries(owners))],
      );
    },
    rebuild: (document, epoch, make) => rebuildDocument(db, document, epoch, make),
  };
}

/** Of each open document, whether its records were written. */
async function insert(db: Queryable, batches: readonly Batch[]): Promise<Map<number, boolean>> {
  const rows = batches.flatMap(({ document, after, records }) =>
    records.map((record, index) => ({ ...record, document, seq: after + index + 1 })),
  );
  const answer = await db.query<{ document: number; written: boolean }>({
    name: 'journal_append',
    text: 'select document, ecrit as written from journal_ajouter($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [
      batches.map(({ document }) => document),
      batches.map(({ epoch }) => epoch),
      batches.map(({ after }) => after),
      rows.map(({ document }) => document),
      rows.map(({ seq }) => seq),
      rows.map(({ bytes }) => Buffer.from(bytes)),
      rows.map(({ client }) => client),
      rows.map(({ user }) => user),
    ],
  });
  return new Map(answer.rows.map(({ document, written }) => [document, written]));
}

function answerOf(written: boolean | undefined): Appended {
  if (written === undefined) return 'closed';
  return written ? 'committed' : 'behind';
}

function isTaken(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505';
}

function ownersOf(json: Record<string, string>): Map<number, string> {
  return new Map(Object.entries(json).map(([client, user]) => [Number(client), user]));
}
