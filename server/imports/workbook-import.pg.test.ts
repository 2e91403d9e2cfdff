import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { importHarness, type ImportHarness } from './testing/harness.ts';
import { buildWorkbookProgram } from './testing/workbook-program.ts';
import { rowOf, workbookOf } from './testing/workbook.ts';

let program: Awaited<ReturnType<typeof buildWorkbookProgram>>;
let h: ImportHarness;
beforeAll(async () => {
  program = await buildWorkbookProgram();
});
afterAll(() => program.remove());
beforeEach(async () => {
  h = await importHarness({ workbookProgram: program.path });
});
afterEach(() => h.close());

const HEADER = ['Date', 'Magasin', 'Ticket', 'Article', 'Quantité', 'Prix'];
const month = (name: string, ...rows: (string | number | null)[][]) => ({
  name,
  rows: [HEADER, ...rows].map((values, index) => rowOf(index + 1, values)).join(''),
});

test('rows of a sheet become sales like those of a text; what is refused names its row and is told', async () => {
  const book = workbookOf({
    sheets: [
      month(
        'Mars',
        ['2026-03-01', 'M001', 'T1', 'P1', 2, 9.9],
        ['2026-03-01', 'M001', 'T1', 'P2', '#N/A', 1.5],
        ['2026-03-02', 'M001', 'T2', 'P1', 1, 1.234],
        ['2026-03-02', 'M001', 'T2', '#N/A', 1, 2],
        ['2026-03-02', '#REF!', 'T2', 'P1', 1, 2],
      ),
    ],
  });
  const done = await h.run(book);
  expect(done).toMatchObject({ status: 'done', rows: 5, accepted: 2, rejected: 3, units: 3, amount: 21.034 });
  expect(done.reasons?.map(({ code, count }) => [code, count])).toEqual([
    ['cell_error', 2],
    ['quantity_invalid', 1],
  ]);
  const { rows } = await h.pool.query('select ligne from imports_refus where import_id = $1', [done.id]);
  expect(rows).toEqual([{ ligne: 3 }, { ligne: 5 }, { ligne: 6 }]);
});

test('I13: which sheet was read is remembered for workbooks that offer the same ones, and asked of others', async () => {
  const day = (name: string, date: string) => month(name, [date, 'M001', date, 'P1', 2, 9.9]);
  const book = (...sheets: ReturnType<typeof day>[]) => h.run(workbookOf({ sheets }), { fileName: 'ventes.xlsx' });
  const asked = await book(day('Retours', '2026-03-01'), day('Ventes', '2026-03-02'));
  expect(asked.questions?.map(({ code }) => code)).toEqual(['sheet']);
  await h.imports.answer(asked.id, { sheet: 'Ventes' });
  await h.imports.idle();
  expect(await h.imports.get(asked.id)).toMatchObject({ status: 'done', effect: { firstDay: '2026-03-02' } });
  expect(await h.imports.memories()).toMatchObject([{ sheet: 'Ventes', columns: { length: 6 } }]);

  const next = await book(day('Retours', '2026-04-01'), day('Ventes', '2026-04-02'));
  expect(next).toMatchObject({ status: 'done', understood: { sheet: 'Ventes' }, effect: { firstDay: '2026-04-02' } });
  const grown = await book(day('Retours', '2026-05-01'), day('Ventes', '2026-05-02'), day('Dons', '2026-05-03'));
  expect(grown.questions?.map(({ code }) => code)).toEqual(['sheet']);
  const renamed = await book(day('Retours', '2026-05-01'), day('Caisse', '2026-05-02'));
  expect(renamed.questions?.map(({ code }) => code)).toEqual(['sheet']);
});

test('I5: sheets that look alike are asked; an answer reads that sheet, and another one later forgets the columns', async () => {
  const book = workbookOf({
    sheets: [
      month('Mars', ['2026-03-01', 'M001', 'T1', 'P1', 2, 9.9]),
      month('Avril', ['2026-04-01', 'M001', 'T1', 'P1', 3, 9.9]),
      { name: 'Divers', rows: rowOf(1, ['Quand', 'Combien']) + rowOf(2, ['2026-05-01', 4]) },
    ],
  });
  const asked = await h.run(book, { dryRun: true });
  expect(asked.status).toBe('needs_mapping');
  expect(asked.questions?.map(({ code, options }) => [code, options])).toEqual([
    ['sheet', ['Mars', 'Avril', 'Divers']],
  ]);
  expect(asked.understood).toMatchObject({ sheet: 'Mars' });
  await h.imports.answer(asked.id, { sheet: 'Avril', columns: { date: 'Date' } });
  await h.imports.idle();
  expect(await h.imports.get(asked.id)).toMatchObject({ status: 'checked', units: 3, understood: { sheet: 'Avril' } });
  await h.imports.answer(asked.id, { sheet: 'Divers' });
  await h.imports.idle();
  const other = await h.imports.get(asked.id);
  expect(other.understood?.columns.map(({ header }) => header)).toEqual(['Quand', 'Combien']);
  expect(other.questions?.map(({ code }) => code)).not.toContain('unknown_header');
});
