import type { Connection } from '../connection.ts';
import { makeReference } from './make-reference.ts';
import { stillOpen } from './match.ts';
import type { Totals } from './totals.ts';

/** Somebody stored one of these receipts since they were looked for: look again. */
export class ReceiptsMoved extends Error {}

export interface CommitOptions {
  importId: string;
  totals: Totals;
  /** The highest line of the file. */
  lastLine: number;
  onStored(fraction: number): void;
}

const BATCH_LINES = 131_072;

/**
 * Stores the accepted rows; runs inside the caller's transaction. In batches, so that the work of a statement's trigger and
 * the queue of its foreign keys stay small, and progress can be told. In the order of the file: its receipts mostly follow
 * each other, and sorting rows costs more than the pages it brings together. Tax rate, cost and amount are supplied, which spares
 * the row trigger that would look them up.
 */
export async function storeRows(client: Connection, options: CommitOptions): Promise<void> {
  const { importId, totals, lastLine, onStored } = options;
  const { needed, accepted } = totals;
  const open = stillOpen({ refused: totals.refused > 0, duplicates: totals.duplicates > 0 });
  await makeReference(client, needed);
  await storeReceipts(client);
  await mendReceipts(client);
  const ranges: string[] = [];
  let stored = 0;
  for (let from = 0; from <= lastLine && stored < accepted; from += BATCH_LINES) {
    const before = await client.query<{ id: number }>(
      "select nextval(pg_get_serial_sequence('lignes_ventes', 'id')) as id",
    );
    const { rowCount } = await client.query(
      `insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat, numero)
       select c.vente_id, v.produit_id, v.quantite, v.prix, v.montant, v.taux, v.prix_achat, v.rang
       from import_vue v join import_cibles c on c.c = v.c
       where v.ligne between $1 and $2 and ${open}`,
      [from, from + BATCH_LINES - 1],
    );
    const count = rowCount ?? 0;
    if (count > 0) ranges.push(await idsSince(client, before.rows[0]?.id ?? 0, count));
    stored += count;
    onStored(stored / accepted);
  }
  await client.query(
    `insert into imports_portees (import_id, lignes_apportees, lignes_reconnues, tickets_apportes) values ($1,
       coalesce((select range_agg(r::int8multirange) from unnest($2::text[]) r), '{}'),
       coalesce((select range_agg(int8range(id, id, '[]')) from import_doublons where id is not null), '{}'),
       coalesce((select range_agg(int8range(vente_id, vente_id, '[]')) from import_cibles where neuve), '{}'))`,
    [importId, ranges],
  );
}

async function storeReceipts(client: Connection): Promise<void> {
  await client.query(`
    update import_cibles c set vente_id = n.id, neuve = true
    from (
      select c, nextval(pg_get_serial_sequence('ventes', 'id')) as id
      from (select c from import_sommes join import_cibles using (c) where vente_id is null order by c) o
    ) n where n.c = c.c`);
  const { rowCount } = await client.query(`
    insert into ventes (id, magasin_id, client_id, date_vente, montant_ttc, caisse, numero)
    select c.vente_id, c.mag, c.client, c.date_vente, s.montant, c.caisse, c.numero
    from import_cibles c join import_sommes s using (c) where c.neuve order by c.c
    on conflict (magasin_id, caisse, numero) do nothing`);
  const wanted = await client.query<{ count: number }>(
    'select count(*)::integer as count from import_cibles where neuve',
  );
  if (rowCount !== wanted.rows[0]?.count) throw new ReceiptsMoved();
}

/**
 * Receipts that were there take the sum of what is added and the earlier of two times. A file without times tells a day: it
 * moves a receipt only when that day is earlier.
 */
async function mendReceipts(client: Connection): Promise<void> {
  const { rows } = await client.query<{ any: boolean }>(
    'select exists (select from import_cibles where vente_id is not null and not neuve) as any',
  );
  if (rows[0]?.any !== true) return;
  await client.query(`
    update ventes v set montant_ttc = v.montant_ttc + m.montant, date_vente = m.date_vente
    from (
      select e.id, coalesce(s.montant, 0) as montant,
        case when c.avec_heure or (e.date_vente at time zone c.fuseau)::date > c.jour then least(e.date_vente, c.date_vente)
          else e.date_vente end as date_vente, e.date_vente as avant
      from import_cibles c join ventes e on e.id = c.vente_id left join import_sommes s on s.c = c.c
      where not c.neuve
    ) m
    where v.id = m.id and (m.montant <> 0 or m.date_vente <> m.avant)`);
}

/** Ids given to this transaction's last statement, as a multirange: one range, unless others stored lines meanwhile. */
async function idsSince(client: Connection, before: number, count: number): Promise<string> {
  const { rows } = await client.query<{ ids: string }>(
    `select case when l.last - $1 = $2 then int8multirange(int8range($1 + 1, l.last, '[]'))
       else (select range_agg(int8range(id, id, '[]')) from lignes_ventes
             where id > $1 and id <= l.last and xmin = pg_current_xact_id()::xid) end::text as ids
     from (select currval(pg_get_serial_sequence('lignes_ventes', 'id')) as last) l`,
    [before, count],
  );
  return rows[0]?.ids ?? '{}';
}
