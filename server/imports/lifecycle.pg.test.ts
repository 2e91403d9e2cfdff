import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportStatus } from '../../shared/api/imports.ts';
import { createLog } from '../log.ts';
import { createImports } from './imports.ts';
import { HARNESS_NOW, importHarness, type ImportHarness } from './testing/harness.ts';

let h: ImportHarness;
beforeEach(async () => {
  h = await importHarness();
});
afterEach(() => h.close());

const HEAD = 'Magasin;Ticket;Date;Article;Qté;Prix';
const rows = (count: number) =>
  [HEAD, ...Array.from({ length: count }, (_, n) => `M001;T${n};13/01/2027;P0${1 + (n % 9)};1;1`)].join('\n');

/** Resolves when the service says that an import has come to a status. */
function reached(id: string, status: ImportStatus): Promise<void> {
  return new Promise((resolve) => {
    const off = h.imports.events.onProgress((message) => {
      if (message.id !== id || message.status !== status) return;
      off();
      resolve();
    });
  });
}

async function expectNothingStored(): Promise<void> {
  expect((await h.pool.query('select from ventes')).rowCount).toBe(0);
  expect((await h.pool.query('select from lignes_ventes')).rowCount).toBe(0);
  expect((await h.aggregates()).kept).toBe('0|0|0|0|0');
}

const files = async () => (await readdir(h.imports.folder)).toSorted();

/** Another connection that holds what an import needs, so that the test decides when it goes on. */
async function hold(statement: string): Promise<() => Promise<void>> {
  const client = await h.pool.connect();
  await client.query('begin');
  await client.query(statement);
  return async () => {
    await client.query('rollback');
    client.release();
  };
}
const WRITING_LOCK = 'select pg_advisory_xact_lock(4803920, 0)';

describe('cancelling', () => {
  test('while others write: it leaves the queue', async () => {
    const release = await hold(WRITING_LOCK);
    const id = await h.send(rows(10));
    expect(await h.imports.cancel(id)).toMatchObject({ status: 'cancelled' });
    await release();
    await h.imports.idle();
    expect(await h.imports.get(id)).toMatchObject({ status: 'cancelled' });
    await expectNothingStored();
    expect(await files()).toEqual([]);
  });

  test('while it stores: the statement is stopped and nothing is stored', async () => {
    const release = await hold('lock table lignes_ventes in share mode');
    const id = await h.send(rows(10));
    await reached(id, 'committing');
    expect(await h.imports.cancel(id)).toMatchObject({ status: 'cancelled' });
    await release();
    await expectNothingStored();
    expect(await files()).toEqual([]);
    expect(await h.run(rows(10))).toMatchObject({ status: 'done', accepted: 10 });
  });

  test('asked of another server: the one at work sees it', async () => {
    const release = await hold('lock table lignes_ventes in share mode');
    const other = createImports({
      pool: h.pool,
      log: createLog('silent'),
      dataDir: join(h.dataDir, 'other'),
      now: () => HARNESS_NOW,
    });
    await other.start();
    const id = await h.send(rows(10));
    await reached(id, 'committing');
    const gone = reached(id, 'cancelled');
    await other.cancel(id);
    await gone;
    await release();
    await expectNothingStored();
    await other.close();
  });

  test('a question or a checked file: it and its file are gone', async () => {
    const asked = await h.run(rows(3).replaceAll('13/01', '03/01'));
    const checked = await h.run(rows(3), { dryRun: true });
    expect([asked.status, checked.status]).toEqual(['needs_mapping', 'checked']);
    expect(await files()).toEqual([`${asked.id}.upload`, `${checked.id}.upload`].toSorted());
    await h.imports.cancel(asked.id);
    await h.imports.cancel(checked.id);
    expect(await files()).toEqual([]);
    await expect(h.imports.commit(checked.id)).rejects.toMatchObject({ code: 'wrong_status' });
  });

  test('is too late for what is done', async () => {
    const done = await h.run(rows(3));
    await expect(h.imports.cancel(done.id)).rejects.toMatchObject({ status: 409, details: { status: 'done' } });
  });
});

describe('after a kill', () => {
  test('[I6] what was at work is closed as interrupted, its refusals and files are gone', async () => {
    const id = await h.send(rows(3));
    await h.imports.idle();
    await h.pool.query("update imports set statut = 'committing' where id = $1", [id]);
    await h.pool.query("insert into imports_refus values ($1, 2, '', 'columns', 'x')", [id]);
    await writeFile(join(h.imports.folder, `${id}.upload`), 'x');
    await writeFile(join(h.imports.folder, 'stray.plain'), 'x');
    const next = createImports({ pool: h.pool, log: createLog('silent'), dataDir: h.dataDir, now: () => HARNESS_NOW });
    await next.start();
    expect(await next.get(id)).toMatchObject({ status: 'failed', failure: { code: 'interrupted' } });
    expect((await h.pool.query('select from imports_refus')).rowCount).toBe(0);
    expect(await files()).toEqual([]);
    await next.close();
  });

  test('what another server works on is left alone', async () => {
    const release = await hold('lock table lignes_ventes in share mode');
    const id = await h.send(rows(3));
    await reached(id, 'committing');
    const other = createImports({
      pool: h.pool,
      log: createLog('silent'),
      dataDir: join(h.dataDir, 'other'),
      now: () => HARNESS_NOW,
    });
    await other.start();
    expect(await other.get(id)).toMatchObject({ status: 'committing' });
    await release();
    await h.imports.idle();
    expect(await other.get(id)).toMatchObject({ status: 'done', accepted: 3 });
    await other.close();
  });

  test('what waited goes on, questions and checked files are kept', async () => {
    const asked = await h.run(rows(3).replaceAll('13/01', '03/01').replaceAll('M001;T', 'M001;A'));
    const release = await hold(WRITING_LOCK);
    const queued = await h.send(rows(5));
    await h.imports.close();
    await release();
    expect(await h.imports.get(queued)).toMatchObject({ status: 'queued' });
    const next = createImports({ pool: h.pool, log: createLog('silent'), dataDir: h.dataDir, now: () => HARNESS_NOW });
    await next.start();
    await next.idle();
    expect(await next.get(queued)).toMatchObject({ status: 'done', accepted: 5 });
    await next.answer(asked.id, { dateOrder: 'mdy' });
    await next.idle();
    expect(await next.get(asked.id)).toMatchObject({ status: 'done', effect: { firstDay: '2027-03-01' } });
    await next.close();
  });

  test('a stop in the middle puts the import back into the queue', async () => {
    const release = await hold('lock table lignes_ventes in share mode');
    const id = await h.send(rows(5));
    await reached(id, 'committing');
    await h.imports.close();
    await release();
    expect(await h.imports.get(id)).toMatchObject({ status: 'queued' });
    await expectNothingStored();
    const next = createImports({ pool: h.pool, log: createLog('silent'), dataDir: h.dataDir, now: () => HARNESS_NOW });
    await next.start();
    await next.idle();
    expect(await next.get(id)).toMatchObject({ status: 'done', accepted: 5 });
    await next.close();
  });
});

test('progress only grows, and ends at 1 with done', async () => {
  const id = await h.send(rows(2_000));
  await h.imports.idle();
  const told = h.messages.filter((message) => message.id === id);
  expect(told.map(({ status }) => status).filter((status, n, all) => status !== all[n - 1])).toEqual([
    'queued',
    'reading',
    'checking',
    'committing',
    'done',
  ]);
  expect(told.map(({ progress }) => progress)).toEqual(told.map(({ progress }) => progress).toSorted((a, b) => a - b));
  expect(told.at(-1)).toMatchObject({ status: 'done', progress: 1 });
});

test('while an import stores, other sales go in', async () => {
  const blocker = await h.pool.connect();
  // The import waits for this row when it mends the receipt, in the middle of its transaction.
  await blocker.query("begin; insert into ventes (magasin_id, caisse, numero) values (1, '', 'T0')");
  const id = await h.send(rows(10));
  await reached(id, 'committing');
  await h.pool.query(`
    with v as (insert into ventes (magasin_id, numero) values (2, 'autre') returning id)
    insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select v.id, 1, 1, 1 from v`);
  expect((await h.stored()).length).toBe(1);
  await blocker.query('commit');
  blocker.release();
  await h.imports.idle();
  // The receipt came to be while the import was about to make it: it looked again and joined its row to it.
  expect(await h.imports.get(id)).toMatchObject({ status: 'done', accepted: 10 });
  expect((await h.pool.query("select count(*) as n from ventes where numero = 'T0'")).rows).toEqual([{ n: 1 }]);
});

test('answers are merged with what was said before', async () => {
  const asked = await h.run(rows(3).replace('Magasin', 'Lieu').replaceAll('13/01', '03/01'));
  expect(asked.questions?.map(({ code }) => code)).toEqual(['missing_column', 'date_order']);
  await h.imports.answer(asked.id, { columns: { store: 'Lieu' } });
  await h.imports.idle();
  expect((await h.imports.get(asked.id)).questions?.map(({ code }) => code)).toEqual(['date_order']);
  await h.imports.answer(asked.id, { dateOrder: 'dmy', constants: { store: 'M002' } });
  await h.imports.idle();
  expect(await h.imports.get(asked.id)).toMatchObject({ status: 'done', effect: { firstDay: '2027-01-03' } });
  expect((await h.stored())[0]).toMatch(/^M002/);
});

describe('imports that nobody answers', () => {
  const unanswered = (author: string) =>
    h.pool.query(
      `insert into imports (id, fichier, taille, empreinte, a_blanc, correspondance, cree_par, auteur, statut)
       select gen_random_uuid(), 'x.csv', 1, repeat('0', 64), false, '{}', $1, $1, 'needs_mapping' from generate_series(1, 100)`,
      [author],
    );

  test('hold up those of their author, and nobody else', async () => {
    await unanswered('folder');
    await expect(h.send(rows(1), { createdBy: 'folder' })).rejects.toMatchObject({ status: 429 });
    expect(await h.run(rows(1), { createdBy: 'somebody' })).toMatchObject({ status: 'done' });
  });

  test('end by themselves after a week, without a start', async () => {
    const asked = await h.run(rows(3).replaceAll('13/01', '03/01'));
    expect(asked.status).toBe('needs_mapping');
    const ended = reached(asked.id, 'cancelled');
    await h.pool.query("update imports set cree_le = cree_le - interval '8 days'");
    await ended;
    expect([(await h.imports.get(asked.id)).status, await files()]).toEqual(['cancelled', []]);
  });
});
