import { afterEach, beforeEach, expect, test } from 'vitest';
import { importHarness, type ImportHarness } from './testing/harness.ts';

let h: ImportHarness;
beforeEach(async () => {
  h = await importHarness();
});
afterEach(() => h.close());

const HEAD = 'Magasin;Ticket;Date;Heure;Article;Qté;Prix';
const file = (...rows: string[]) => [HEAD, ...rows].join('\n');
const close = (day: string, store = 1) =>
  h.pool.query(`insert into journees (magasin_id, jour, etat) values ($1, $2, 'closed')`, [store, day]);
const errors = async (id: string) => {
  let text = '';
  for await (const part of await h.imports.errors(id, 'fr')) text += String(part);
  return text.split('\r\n').slice(1, -1);
};

test('[I8] rows of closed days are refused, the others stored; a dry run says so first', async () => {
  await close('2027-01-13');
  const content = file(
    'M001;T1;13/01/2027;10:00;P01;1;1',
    'M001;T2;14/01/2027;10:00;P01;1;1',
    'M002;T3;13/01/2027;10:00;P01;1;1',
  );
  const dry = await h.run(content, { dryRun: true });
  expect(dry).toMatchObject({
    status: 'checked',
    rows: 3,
    accepted: 2,
    rejected: 1,
    reasons: [{ code: 'day_closed', count: 1 }],
  });
  const done = await h.run(content);
  expect(done).toMatchObject({ status: 'done', accepted: 2, rejected: 1, duplicates: 0, amount: 2 });
  expect(await errors(done.id)).toEqual([
    '2;Date;La journée de ce magasin est clôturée.;"M001;T1;13/01/2027;10:00;P01;1;1";day_closed;M001;T1;13/01/2027;10:00;P01;1;1',
  ]);
  expect(await h.stored()).toHaveLength(2);
});

test('[I8] the same file after the closing brings duplicates only; a longer one adds nothing to the closed day', async () => {
  const rows = ['M001;T1;13/01/2027;10:00;P01;1;1', 'M001;T2;14/01/2027;10:00;P01;1;1'];
  await h.run(file(...rows));
  await close('2027-01-13');
  expect(await h.run(file(...rows))).toMatchObject({ status: 'done', accepted: 0, rejected: 0, duplicates: 2 });
  const longer = file(...rows, 'M001;T1;13/01/2027;10:00;P02;1;1', 'M001;T2;14/01/2027;10:00;P02;1;1');
  expect(await h.run(longer)).toMatchObject({ status: 'done', accepted: 1, rejected: 1, duplicates: 2 });
});

test('[I8] a receipt is neither moved into a closed day nor out of one', async () => {
  await h.run(file('M001;T1;14/01/2027;10:00;P01;1;1', 'M001;T2;13/01/2027;10:00;P01;1;1'));
  await close('2027-01-13');
  const before = await h.stored();
  // The earlier of two times would count: T1 would move in, T2 would move within and out.
  const moved = file(
    'M001;T1;13/01/2027;09:00;P02;1;1',
    'M001;T2;13/01/2027;09:00;P01;1;1',
    'M001;T2;12/01/2027;09:00;P02;1;1',
  );
  expect(await h.run(moved)).toMatchObject({ status: 'done', accepted: 0, rejected: 2, duplicates: 1 });
  expect(await h.stored()).toEqual(before);
});

test('[I8] an import with rows in closed days is not undone, not even in part', async () => {
  const { id } = await h.run(file('M001;T1;13/01/2027;10:00;P01;1;1', 'M001;T2;14/01/2027;10:00;P01;1;1'));
  await close('2027-01-13');
  const refusal = await h.imports.revert(id).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    status: 409,
    code: 'day_closed',
    details: { days: [{ store: 'M001', day: '2027-01-13' }] },
  });
  expect((refusal as Error).message).toContain('M001 2027-01-13');
  expect(await h.stored()).toHaveLength(2);
  expect(await h.imports.get(id)).toMatchObject({ status: 'done' });
  expect(await h.aggregates()).toMatchObject({ kept: '2|1.8958|1|2|2' });
  await h.pool.query(`update journees set etat = 'open'`);
  expect(await h.imports.revert(id)).toMatchObject({ status: 'reverted' });
  expect(await h.stored()).toEqual([]);
});

test('[I8] a day closed between the look at the rows and their storing refuses them; each refusal is told once', async () => {
  const holder = await h.pool.connect();
  try {
    // Readers pass, whoever stores a receipt waits.
    await holder.query('begin; lock table ventes in share mode');
    const checked = new Promise<void>((resolve) => {
      h.imports.events.onProgress(({ status }) => status === 'committing' && resolve());
    });
    const id = await h.send(
      file(
        'M001;T1;13/01/2027;10:00;P01;1;1',
        'M009;T2;13/01/2027;10:00;P01;1;1',
        'M001;T3;14/01/2027;10:00;P01;x;1',
        'M001;T4;14/01/2027;10:00;P01;1;1',
      ),
    );
    await checked;
    await close('2027-01-13');
    await holder.query('commit');
    await h.imports.idle();
    expect(await h.imports.get(id)).toMatchObject({ status: 'done', accepted: 1, rejected: 3, amount: 1 });
    const told = (await errors(id)).map((line) => /^(\d+;[^;]*);[^;]*;"[^"]*";([^;]*);/.exec(line)?.slice(1).join(';'));
    expect(told).toEqual(['2;Date;day_closed', '3;Magasin;store_unknown', '4;Qté;quantity_invalid']);
  } finally {
    holder.release();
  }
});

test('[I8] an import that meets one more closing at each attempt says so', async () => {
  const holder = await h.pool.connect();
  const waits = async () =>
    (await h.pool.query("select from pg_locks where relation = 'ventes'::regclass and not granted")).rowCount !== 0;
  try {
    await holder.query('begin; lock table ventes in share mode');
    const days = ['13', '14', '15'];
    const id = await h.send(file(...days.map((day) => `M001;T${day};${day}/01/2027;10:00;P01;1;1`)));
    for (const day of days) {
      while (!(await waits()));
      await close(`2027-01-${day}`);
      await holder.query('commit; begin; lock table ventes in share mode');
    }
    await holder.query('commit');
    await h.imports.idle();
    expect(await h.imports.get(id)).toMatchObject({ status: 'failed', failure: { code: 'days_closing' } });
    expect(await h.stored()).toEqual([]);
  } finally {
    holder.release();
  }
});
