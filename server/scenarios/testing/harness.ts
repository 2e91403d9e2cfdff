import { Registry } from 'prom-client';
import * as Y from 'yjs';
import { createTestDatabase } from '../../../db/testing/database.ts';
import { FIXTURE_PASSWORD, FIXTURE_USERS } from '../../../db/testing/fixture.ts';
import { scenarioModelSchema, type ScenarioModel } from '../../../shared/api/scenarios.ts';
import { decodeBase } from '../../../shared/planning/base-binary.ts';
import { createLog } from '../../log.ts';
import { createPool, type Pool } from '../../postgres/pool.ts';
import type { Limiter } from '../../redis/limiter.ts';
import { createPostgresJournal } from '../../sync/postgres-journal.ts';
import { createSync } from '../../sync/sync.ts';
import { postJson, signIn, startTestApp } from '../../testing/app.ts';
import { scenarioRoutes } from '../scenarios.routes.ts';
import { createScenarios } from '../scenarios.ts';
import type { Base } from '../../../shared/planning/base.ts';
import type { PlanThread } from '../plan-thread.ts';

export type Role = keyof typeof FIXTURE_USERS;

export interface ScenarioHarness {
  readonly pool: Pool;
  readonly url: string;
  /** ms; what the server takes for the time. */
  now: number;
  readonly changed: { scenario: string; revision: number }[];
  get(path: string, role?: Role): Promise<Response>;
  post(path: string, body: unknown, role?: Role): Promise<Response>;
  /** `/cells`, as it is answered. */
  ask(id: string, addresses: readonly string[], role: Role, signal?: AbortSignal): Promise<Response>;
  /** The id of a new scenario. */
  create(body: object): Promise<string>;
  model(id: string): Promise<ScenarioModel>;
  base(id: string, hash: string): Promise<Base>;
  cells(id: string, ...addresses: string[]): Promise<(number | null)[]>;
  impossible(id: string): Promise<string[]>;
  /** One receipt of one line, at ten o'clock in Paris. */
  sell(store: string, sku: string, day: string, quantity: number): Promise<void>;
  /** Puts an edit where the sync would: in the journal, as a Yjs update. Returns its id. */
  write(id: string, sheet: string, edit: object): Promise<string>;
  close(): Promise<void>;
}

/** Scenarios over HTTP on a database of the fixture, without any sales. */
export async function startScenarios(
  now: number,
  threads?: readonly PlanThread[],
  forks?: Limiter,
): Promise<ScenarioHarness> {
  const database = await createTestDatabase({ fixture: true });
  const pool = createPool(database.url, createLog('silent'));
  const sync = createSync({ pool, log: createLog('silent'), registry: new Registry() });
  const changed: { scenario: string; revision: number }[] = [];
  const scenarios = createScenarios({
    pool,
    ...(threads && { threads }),
    ...(forks && { forks }),
    now: () => harness.now,
    sync: {
      entries: sync.entries,
      history: sync.history,
      closeFor: () => {},
      modelChanged: (scenario, revision) => changed.push({ scenario, revision }),
    },
  });
  const app = await startTestApp(pool, scenarioRoutes(scenarios));
  const as = {} as Record<Role, Record<string, string>>;
  for (const [role, email] of Object.entries(FIXTURE_USERS) as [Role, string][]) {
    as[role] = await signIn(app, email, FIXTURE_PASSWORD);
  }
  let written = 0;

  const post = (path: string, body: unknown, role: Role = 'analyst') => postJson(`${app.url}${path}`, body, as[role]);
  const get = (path: string, role: Role = 'analyst') => fetch(`${app.url}${path}`, { headers: as[role] });
  const ask = async (id: string, addresses: string[]) => {
    const response = await post(`/api/scenarios/${id}/cells`, { cells: addresses }, 'reader');
    if (response.status !== 200) throw new Error(await response.text());
    return (await response.json()) as { cells: Record<string, number | null>; impossible: string[] };
  };

  const harness: ScenarioHarness = {
    pool,
    url: app.url,
    now,
    changed,
    get,
    post,
    ask: (id, cells, role, signal) =>
      fetch(`${app.url}/api/scenarios/${id}/cells`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...as[role] },
        body: JSON.stringify({ cells }),
        ...(signal && { signal }),
      }),
    async create(body) {
      const response = await post('/api/scenarios', { name: 'Budget', base: { kind: 'lastYear' }, ...body });
      if (response.status !== 201) throw new Error(await response.text());
      return ((await response.json()) as { id: string }).id;
    },
    async model(id) {
      return scenarioModelSchema.parse(await (await get(`/api/scenarios/${id}/model`)).json());
    },
    async base(id, hash) {
      const response = await get(`/api/scenarios/${id}/base?hash=${hash}`);
      const decoded = decodeBase(new Uint8Array(await response.arrayBuffer()));
      if (!decoded.ok) throw new Error(`${response.status} ${decoded.kind}`);
      return decoded.base;
    },
    async cells(id, ...addresses) {
      const { cells } = await ask(id, addresses);
      return addresses.map((address) => cells[address] ?? null);
    },
    impossible: async (id) => {
      const { scenario } = await harness.model(id);
      return (await ask(id, [`qte|*|*|${scenario.year}`])).impossible;
    },
    async sell(store, sku, day, quantity) {
      await pool.query(
        `with t as (
           insert into ventes (magasin_id, date_vente, numero)
           select id, $2::date + time '10:00', gen_random_uuid()::text from magasins where code = $1 returning id)
         insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire)
         select t.id, p.id, $4, p.prix_vente from t, produits p where p.sku = $3`,
        [store, day, sku, quantity],
      );
    },
    async write(id, sheet, edit) {
      const { rows } = await pool.query<{ document: number; seq: number; user: string }>(
        `select f.id as document, coalesce(max(j.seq), 0) as seq, (select u.id from utilisateurs u where role = 'analyst') as user
         from scenario_feuilles f left join journal j on j.feuille_id = f.id
         where f.scenario_id = $1 and f.feuille = $2 group by f.id`,
        [id, sheet],
      );
      const { document, seq, user } = rows[0]!;
      const doc = new Y.Doc();
      const entry = crypto.randomUUID();
      doc.getArray('edits').push([{ id: entry, op: 'set', over: [], by: user, at: now * 1000 + ++written, ...edit }]);
      const record = { bytes: Y.encodeStateAsUpdate(doc), client: doc.clientID, user };
      const [answer] = await createPostgresJournal(pool).appendAll([
        { document, epoch: 1, after: seq, records: [record] },
      ]);
      if (answer !== 'committed') throw new Error(`the edit was ${answer}`);
      return entry;
    },
    async close() {
      await app.close();
      await sync.stop();
      await pool.end();
      await database.drop();
    },
  };
  return harness;
}
