import type { StoredTillTotal, TillTotalCorrection, TillTotalsQuery } from '../../shared/api/store-days.ts';
import { conflict, notFound } from '../http/errors.ts';
import { writeAudit } from '../postgres/audit.ts';
import { closedDaysOf, namesOf } from '../postgres/day-closed.ts';
import { transaction, type Client, type Pool, type Queryable } from '../postgres/pool.ts';

export interface TillCorrections {
  /** The totals of a store's day with what was corrected about them, by register and number; removed ones too. */
  list(query: TillTotalsQuery): Promise<StoredTillTotal[]>;
  /**
   * Replaces or removes a total of an open day; the reason and what it was stay. Returns the totals of the day.
   * @throws HttpError 404, 409 `till_total_changed` or `day_closed`.
   */
  correct(correction: TillTotalCorrection, author: string): Promise<StoredTillTotal[]>;
}

interface Stored {
  store_id: number;
  total: string;
  receipts: number | null;
}

export function createTillCorrections({ pool, now }: { pool: Pool; now(): Date }): TillCorrections {
  return {
    list: (query) => read(pool, query),
    async correct(correction, author) {
      try {
        return await transaction(pool, async (client) => {
          const stored = await take(client, correction);
          await put(client, correction, stored.store_id);
          await keep(client, correction, stored, { author, at: now() });
          return read(client, correction);
        });
      } catch (error) {
        const closed = closedDaysOf(error);
        if (closed === undefined) throw error;
        throw conflict(
          'day_closed',
          `The totals of a closed day stay as they are: ${namesOf(closed)}. A director may open the day again.`,
        );
      }
    },
  };
}

/** What is stored now, which nobody else changes until the end of the transaction. */
async function take(client: Client, { store, day, register, number, was }: TillTotalCorrection): Promise<Stored> {
  const { rows } = await client.query<Stored>(
    `select z.magasin_id as store_id, z.montant_ttc as total, z.tickets as receipts
     from z_caisse z join magasins m on m.id = z.magasin_id
     where m.code = $1 and z.jour = $2 and z.caisse = $3 and z.numero = $4 for update of z`,
    [store, day, register, number],
  );
  const [stored] = rows;
  if (!stored) throw notFound();
  if (Number(stored.total) !== Number(was.toFixed(2))) {
    throw conflict('till_total_changed', `This total is ${stored.total} € now: somebody corrected it meanwhile.`);
  }
  return stored;
}

async function put(client: Client, correction: TillTotalCorrection, storeId: number): Promise<void> {
  const { day, register, number, total, receipts } = correction;
  const key = [storeId, day, register, number];
  const where = 'where magasin_id = $1 and jour = $2 and caisse = $3 and numero = $4';
  if (total === null) await client.query(`delete from z_caisse ${where}`, key);
  else {
    const content = [total.toFixed(2), receipts ?? null];
    await client.query(`update z_caisse set montant_ttc = $5, tickets = $6 ${where}`, [...key, ...content]);
  }
}

async function keep(
  client: Client,
  { store, day, register, number, total, receipts, reason }: TillTotalCorrection,
  stored: Stored,
  { author, at }: { author: string; at: Date },
): Promise<void> {
  const after = total === null ? null : { total: total.toFixed(2), receipts: receipts ?? null };
  await client.query(
    `insert into z_corrections (magasin_id, jour, caisse, numero, montant_avant, tickets_avant, montant_apres, tickets_apres, motif,
       corrige_le, corrige_par) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      stored.store_id,
      day,
      register,
      number,
      stored.total,
      stored.receipts,
      after?.total ?? null,
      after?.receipts ?? null,
      reason,
      at,
      author,
    ],
  );
  const before = { total: Number(stored.total), receipts: stored.receipts };
  await writeAudit(client, {
    actor: author,
    action: after === null ? 'tillTotal.remove' : 'tillTotal.replace',
    object: `day:${store}:${day}`,
    details: { register, number, before, after: after && { ...after, total: Number(after.total) }, reason },
  });
}

interface TotalRow {
  register: string;
  number: string;
  total: string | null;
  receipts: number | null;
  received_at: Date | null;
  received_by: string | null;
  corrections: { total: number; receipts: number | null; at: string; by: string; reason: string }[];
}

async function read(db: Queryable, { store, day }: TillTotalsQuery): Promise<StoredTillTotal[]> {
  const { rows } = await db.query<TotalRow>(
    `with place as (select id from magasins where code = $1),
     stored as (select z.* from z_caisse z join place p on p.id = z.magasin_id where z.jour = $2),
     corrected as (
       select c.caisse, c.numero, jsonb_agg(jsonb_build_object('total', c.montant_avant, 'receipts', c.tickets_avant, 'at', c.corrige_le,
         'by', c.corrige_par, 'reason', c.motif) order by c.id desc) as corrections
       from z_corrections c join place p on p.id = c.magasin_id where c.jour = $2 group by c.caisse, c.numero
     )
     select caisse as register, numero as number, s.montant_ttc as total, s.tickets as receipts, s.recu_le as received_at,
       s.recu_par as received_by, coalesce(c.corrections, '[]') as corrections
     from stored s full join corrected c using (caisse, numero) order by caisse collate "C", length(numero), numero collate "C"`,
    [store, day],
  );
  return rows.map(({ register, number, total, receipts, received_at, received_by, corrections }) => ({
    register,
    number,
    total: total === null ? null : Number(total),
    receipts,
    ...(received_at && received_by !== null ? { receivedAt: received_at.toISOString(), receivedBy: received_by } : {}),
    corrections: corrections.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
  }));
}
