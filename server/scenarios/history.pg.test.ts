import * as Y from 'yjs';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { FIXTURE_PASSWORD, FIXTURE_USERS } from '../../db/testing/fixture.ts';
import { historySchema, scenarioSchema, type History } from '../../shared/api/scenarios.ts';
import { createLog } from '../log.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { compactRows } from '../sync/compaction.ts';
import { createPostgresJournal } from '../sync/postgres-journal.ts';
import { createSync, type Sync } from '../sync/sync.ts';
import { insertScenario, sheetId, userId } from '../sync/testing/database.ts';
import { anEdit, createRandom, entryId } from '../sync/testing/fixtures.ts';
import { postJson, signIn, startTestApp, type TestApp } from '../testing/app.ts';
import { scenarioRoutes } from './scenarios.routes.ts';
import { createScenarios } from './scenarios.ts';
import type { JournalStore } from '../sync/journal.ts';

const SEED = 20271203;
const CELLS: Record<string, string> = {
  IDF: 'ca_ttc|R:IDF|*|2027-03',
  BRE: 'qte|R:BRE|*|2027',
  siege: 'prix|*|*|2027',
};

let database: TestDatabase;
let pool: Pool;
let sync: Sync;
let app: TestApp;
let store: JournalStore;
let analyst: string;
let manager: string;
let headers: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  const log = createLog('silent');
  pool = createPool(database.url, log);
  store = createPostgresJournal(pool);
  sync = createSync({ pool, log, registry: new Registry() });
  app = await startTestApp(pool, scenarioRoutes(createScenarios({ pool, sync })));
  headers = await signIn(app, FIXTURE_USERS.analyst, FIXTURE_PASSWORD);
  [analyst, manager] = await Promise.all([userId(pool, 'analyst'), userId(pool, 'manager')]);
});
afterAll(async () => {
  await app.close();
  await sync.stop();
  await pool.end();
  await database.drop();
});

const ask = (scenario: string, query: string): Promise<Response> =>
  fetch(`${app.url}/api/scenarios/${scenario}/history?${query}`, { headers });

async function page(scenario: string, query: string): Promise<History> {
  const response = await ask(scenario, query);
  expect(response.status).toBe(200);
  return historySchema.parse(await response.json());
}

/** The whole history in pages of a size, with something done between them. */
async function walk(scenario: string, limit: number, between = async () => {}, more = ''): Promise<History['items']> {
  const items: History['items'] = [];
  let { items: found, next } = await page(scenario, `limit=${limit}${more}`);
  for (;;) {
    items.push(...found);
    if (next === undefined) return items;
    expect(found).toHaveLength(limit);
    await between();
    ({ items: found, next } = await page(scenario, `limit=${limit}&before=${next}${more}`));
  }
}

/** People at work in a scenario, as its journal has it; every entry over the one before on its cell. */
function scribe(scenario: string) {
  let number = 0;
  const heads: Record<string, { document: number; epoch: number; seq: number; last: string[] }> = {};
  const headOf = async (sheet: string) =>
    (heads[sheet] ??= { document: await sheetId(pool, scenario, sheet), epoch: 1, seq: 0, last: [] });

  async function write(sheet: string, by: string, count = 1): Promise<string[]> {
    const head = await headOf(sheet);
    const doc = new Y.Doc();
    const entries = Array.from({ length: count }, () => {
      const entry = anEdit(++number, { by, cell: CELLS[sheet], over: head.last, at: number });
      head.last = [entryId(number)];
      return entry;
    });
    doc.getArray('edits').push(entries);
    const record = { bytes: Y.encodeStateAsUpdate(doc), client: doc.clientID, user: by };
    const { document, epoch, seq } = head;
    expect(await store.appendAll([{ document, epoch, after: seq, records: [record] }])).toEqual(['committed']);
    head.seq++;
    return entries.map(({ id }) => String(id));
  }

  async function compact(sheet: string): Promise<void> {
    const head = await headOf(sheet);
    const random = createRandom(number);
    const outcome = await store.rebuild(head.document, head.epoch, (rows) => {
      const worth = { entries: 1, share: 0 };
      const how = { root: 'edits', settledBefore: number + 1, newClient: () => random.below(2 ** 32), worth };
      const next = compactRows(rows, how)?.next;
      if (next) head.seq = next.rows.length;
      return next;
    });
    if (outcome === 'begun') head.epoch++;
  }
  return { write, compact, epoch: async (sheet: string) => (await headOf(sheet)).epoch };
}

const idsOf = (items: History['items']): string[] => items.map(({ entry }) => entry.id);

describe('the history of a scenario', () => {
  test('has every entry of every epoch once, newest first, in pages of any size', async () => {
    for (let seed = SEED; seed < SEED + 6; seed++) {
      const random = createRandom(seed);
      const scenario = await insertScenario(pool, analyst);
      const { write, compact } = scribe(scenario);
      const written: { id: string; sheet: string }[] = [];
      for (let step = 0; step < 60; step++) {
        const sheet = random.pick(Object.keys(CELLS));
        const by = random.pick([analyst, manager]);
        for (const id of await write(sheet, by, random.pick([1, 1, 1, 2, 7]))) written.push({ id, sheet });
        if (random.below(12) === 0) await compact(random.pick(Object.keys(CELLS)));
      }
      const newest = written.toReversed();
      for (const limit of [1 + random.below(9), 10 + random.below(40), 500]) {
        const items = await walk(scenario, limit);
        expect(idsOf(items), `seed ${seed}`).toEqual(newest.map(({ id }) => id));
        expect(items.map(({ sheet }) => sheet)).toEqual(newest.map(({ sheet }) => sheet));
        for (const { entry, user } of items) expect(user.id).toBe(entry.by);
      }
      const own = await walk(scenario, 7, undefined, '&sheet=BRE');
      expect(idsOf(own)).toEqual(newest.filter(({ sheet }) => sheet === 'BRE').map(({ id }) => id));
    }
  });

  test('stays in place while people type and logs are compacted', async () => {
    const scenario = await insertScenario(pool, analyst);
    const { write, compact, epoch } = scribe(scenario);
    const before: string[] = [];
    for (let n = 0; n < 10; n++) before.unshift(...(await write('IDF', analyst, 3)).toReversed());
    const seen = await walk(scenario, 4, async () => {
      await write('IDF', manager, 2);
      await compact('IDF');
    });
    expect(idsOf(seen)).toEqual(before);
    expect(await epoch('IDF')).toBeGreaterThan(5);
    expect(new Set(seen.map((item) => item.epoch))).toEqual(new Set([1]));
    expect(seen[0]?.user).toEqual({ id: analyst, name: 'Amir Analyste' });
    const top = (await page(scenario, 'limit=1')).items[0];
    expect([top?.user.name, top?.epoch]).toEqual(['Marc Manager', (await epoch('IDF')) - 1]);
  });

  test('of a copy begins with what was copied, under its authors and at its moments', async () => {
    const scenario = await insertScenario(pool, analyst);
    const { write, compact } = scribe(scenario);
    for (let n = 0; n < 4; n++) await write('IDF', n % 2 === 0 ? analyst : manager);
    await compact('IDF');
    const response = await postJson(`${app.url}/api/scenarios/${scenario}/fork`, { name: 'Copy' }, headers);
    const fork = scenarioSchema.parse(await response.json());
    const [original, copied] = [await walk(scenario, 10), await walk(fork.id, 10)];
    // The copy is of the plan as it stands: what was compacted away stays behind.
    expect(copied).toEqual(original.slice(0, 2).map((item) => ({ ...item, epoch: 1 })));
    expect(copied.map(({ user }) => user.id)).toEqual([manager, analyst]);
  });

  test('refuses what is no sheet, no cursor and no limit, and is empty before anybody wrote', async () => {
    const scenario = await insertScenario(pool, analyst);
    expect(await page(scenario, '')).toEqual({ items: [] });
    const forged = Buffer.from('[1,2]').toString('base64url');
    for (const query of [
      'sheet=NOP',
      'sheet=commons',
      'before=x',
      `before=${forged}`,
      'limit=0',
      'limit=501',
      'limit=x',
    ]) {
      const response = await ask(scenario, query);
      expect([query, response.status]).toEqual([query, 422]);
      expect(await response.text()).toContain(query.split('=')[0]);
    }
  });
});
