import { afterEach, beforeEach, expect, test } from 'vitest';
import { importHarness, type ImportHarness } from './testing/harness.ts';

const HEADER = 'magasin;caisse;ticket;date;sku;quantite;prix';
const COLUMNS = {
  store: 'magasin',
  register: 'caisse',
  receipt: 'ticket',
  date: 'date',
  sku: 'sku',
  quantity: 'quantite',
  unitPrice: 'prix',
};
const MAPPING = { mapping: { columns: COLUMNS, tax: 'ttc' as const, dateOrder: 'ymd' as const } };

const file = (...rows: string[]): string => `${[HEADER, ...rows].join('\n')}\n`;
/** A row of receipt `ticket` at store M001. */
const row = (ticket: string, sku: string, quantity = '1', price = '1,00'): string =>
  `M001;1;${ticket};2026-11-20;${sku};${quantity};${price}`;

let h: ImportHarness;
beforeEach(async () => {
  h = await importHarness();
});
afterEach(() => h.close());

async function expectExactAggregates(): Promise<void> {
  const { kept, recount } = await h.aggregates();
  expect(kept).toBe(recount);
}

test('[I3] the same file again changes nothing, a longer one adds what is new', async () => {
  const first = [row('T1', 'P01'), row('T1', 'P02', '2', '2,00'), row('T2', 'P03')];
  expect(await h.run(file(...first), MAPPING)).toMatchObject({ status: 'done', accepted: 3, duplicates: 0 });
  const stored = await h.stored();
  expect(await h.run(file(...first), MAPPING)).toMatchObject({ status: 'done', accepted: 0, duplicates: 3 });
  expect(await h.stored()).toEqual(stored);
  const longer = [...first, row('T2', 'P04'), row('T3', 'P05')];
  expect(await h.run(file(...longer), MAPPING)).toMatchObject({ status: 'done', accepted: 2, duplicates: 3 });
  expect(await h.stored()).toHaveLength(5);
  await expectExactAggregates();
});

test('[I3] a line repeated inside a receipt is a line like any other, whatever the order of the rows', async () => {
  const twice = [row('T1', 'P01'), row('T1', 'P02'), row('T1', 'P01')];
  expect(await h.run(file(...twice), MAPPING)).toMatchObject({ accepted: 3 });
  expect(await h.run(file(...twice.toReversed()), MAPPING)).toMatchObject({ accepted: 0, duplicates: 3 });
  expect(await h.run(file(...twice, row('T1', 'P01')), MAPPING)).toMatchObject({ accepted: 1, duplicates: 3 });
});

test('[I3] a line number that comes with other content is refused by name', async () => {
  const numbered = (...rows: string[]) => `${HEADER};ligne\n${rows.join('\n')}\n`;
  const mapping = { mapping: { ...MAPPING.mapping, columns: { ...COLUMNS, line: 'ligne' } } };
  expect(await h.run(numbered(`${row('T1', 'P01')};1`, `${row('T1', 'P01')};2`), mapping)).toMatchObject({
    accepted: 2,
  });
  const second = await h.run(numbered(`${row('T1', 'P01')};1`, `${row('T1', 'P02')};2`), mapping);
  expect(second).toMatchObject({ accepted: 0, duplicates: 1, rejected: 1 });
  expect(second.reasons).toMatchObject([{ code: 'line_conflict', count: 1 }]);
});

test('[I4] every row is accepted, refused or a duplicate, and the sums are those of the accepted', async () => {
  await h.run(file(row('T0', 'P01')), MAPPING);
  const done = await h.run(
    file(
      row('T0', 'P01'),
      row('T1', 'P02', '3', '1,3333'),
      row('T2', 'P03', '-1', '2,50'),
      row('T3', 'P04', 'deux'),
      row('T4', 'P05').replace('2026-11-20', '2026-02-30'),
      row('T5', 'P06').replace('M001', 'M999'),
    ),
    MAPPING,
  );
  expect(done).toMatchObject({ status: 'done', rows: 6, accepted: 2, rejected: 3, duplicates: 1 });
  expect(done).toMatchObject({ units: 2, amount: 1.4999 });
  const codes = done.reasons?.map(({ code, count }) => [code, count]);
  expect(codes?.toSorted()).toEqual([
    ['date_invalid', 1],
    ['quantity_invalid', 1],
    ['store_unknown', 1],
  ]);
  await expectExactAggregates();
});

test('[I5] an order of dates that the file does not settle is asked, and nothing is stored until the answer', async () => {
  const either = file(row('T1', 'P01'), row('T2', 'P02')).replaceAll('2026-11-20', '05/11/2026');
  const asked = await h.run(either, { mapping: { columns: COLUMNS, tax: 'ttc' } });
  expect(asked.status).toBe('needs_mapping');
  expect(asked.questions?.map(({ code, options }) => [code, options])).toEqual([['date_order', ['dmy', 'mdy']]]);
  expect(await h.stored()).toEqual([]);
  await h.imports.answer(asked.id, { dateOrder: 'dmy' });
  await h.imports.idle();
  expect(await h.imports.get(asked.id)).toMatchObject({
    status: 'done',
    accepted: 2,
    effect: { firstDay: '2026-11-05' },
  });
});

test('[I6] an import whose connection is killed while it stores leaves nothing behind, and can be run again', async () => {
  const content = file(row('T1', 'P01'), row('T2', 'P02'));
  const blocker = await h.pool.connect();
  await blocker.query('begin; lock table lignes_ventes in exclusive mode');
  const running = h.run(content, MAPPING);
  const killed = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query ilike '%lignes_ventes%'`;
  while ((await h.pool.query(killed)).rowCount === 0);
  await blocker.query('rollback');
  blocker.release();

  expect((await running).status).toBe('failed');
  expect(await h.stored()).toEqual([]);
  expect((await h.pool.query('select from ventes')).rowCount).toBe(0);
  expect(await h.aggregates()).toEqual({ kept: '0|0|0|0|0', recount: '0|0|0|0|0' });
  expect(await h.run(content, MAPPING)).toMatchObject({ status: 'done', accepted: 2 });
});

test('[I7] a row that two imports brought leaves with the last of them', async () => {
  const one = await h.run(file(row('T1', 'P01'), row('T2', 'P02')), MAPPING);
  const two = await h.run(file(row('T2', 'P02'), row('T3', 'P03')), MAPPING);
  expect(two).toMatchObject({ accepted: 1, duplicates: 1 });
  await h.imports.revert(one.id);
  const skus = async () => (await h.stored()).map((line) => line.split('|')[4]);
  expect(await skus()).toEqual(['P02', 'P03']);
  await expectExactAggregates();
  await h.imports.revert(two.id);
  expect(await h.stored()).toEqual([]);
  expect((await h.pool.query('select from ventes')).rowCount).toBe(0);
  await expectExactAggregates();
});
