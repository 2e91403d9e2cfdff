import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importHarness, type ImportHarness } from './testing/harness.ts';

let h: ImportHarness;
beforeEach(async () => {
  h = await importHarness();
});
afterEach(() => h.close());

const codesOf = (questions: { code: string; field?: string | undefined }[] = []) =>
  questions.map(({ code, field }) => (field === undefined ? code : `${code} ${field}`));

const audited = async () =>
  (await h.pool.query<{ action: string; acteur: string }>('select action, acteur from audit order by id')).rows;

async function textOf(id: string, language: 'fr' | 'en' = 'fr'): Promise<string> {
  let text = '';
  for await (const chunk of await h.imports.errors(id, language)) text += String(chunk);
  return text;
}

describe('I8: a source is read as its last file was', () => {
  const march = 'Jour;Ref;Nb;Total\n05/03/2026;P1;2;9,90\n';
  const april = 'Jour;Ref;Nb;Total\n05/04/2026;P1;1;4,95\n';

  test('what was asked of one file is not asked of the next with its headers, and the page can tell', async () => {
    const asked = await h.run(march, { fileName: 'mars.csv' });
    expect([asked.status, codesOf(asked.questions)]).toEqual([
      'needs_mapping',
      ['missing_column store', 'date_order date'],
    ]);
    await h.imports.answer(asked.id, { constants: { store: 'M001' }, dateOrder: 'dmy' });
    await h.imports.idle();
    expect(await h.imports.get(asked.id)).toMatchObject({ status: 'done', accepted: 1 });

    const next = await h.run(april, { fileName: 'avril_m001.csv' });
    expect(next).toMatchObject({ status: 'done', accepted: 1, effect: { firstDay: '2026-04-05' } });
    expect(next.understood?.remembered).toMatchObject({ fileName: 'mars.csv', author: 'somebody@fixture.example' });
    expect(await audited()).toEqual([{ action: 'importMapping.save', acteur: 'somebody@fixture.example' }]);
    expect(await h.imports.memories()).toMatchObject([
      { fileName: 'avril_m001.csv', headers: ['Jour', 'Ref', 'Nb', 'Total'] },
    ]);
  });

  test('forgotten, or taken back with its import, it is asked again', async () => {
    const said = { constants: { store: 'M001' }, dateOrder: 'dmy' as const };
    const first = await h.run(march, { mapping: said });
    const [memory] = await h.imports.memories();
    await h.imports.forget(memory?.id ?? '', 'somebody');
    expect((await h.run(april)).status).toBe('needs_mapping');
    await expect(h.imports.forget(memory?.id ?? '', 'somebody')).rejects.toMatchObject({ status: 404 });

    await h.imports.revert(first.id);
    const second = await h.run(march, { mapping: said });
    expect(await h.imports.memories()).toHaveLength(1);
    await h.imports.revert(second.id);
    expect(await h.imports.memories()).toEqual([]);
  });

  test('may be named, and keeps its name when it is learnt anew', async () => {
    const said = { constants: { store: 'M001' }, dateOrder: 'dmy' as const };
    await h.run(march, { mapping: said });
    const [memory] = await h.imports.memories();
    const id = memory?.id ?? '';
    expect(memory).toMatchObject({
      store: 'M001',
      columns: [
        { field: 'date', header: 'Jour' },
        { field: 'sku', header: 'Ref' },
        { field: 'quantity', header: 'Nb' },
        { field: 'amount', header: 'Total' },
      ],
    });
    expect(await h.imports.renameMemory(id, 'Caisse du centre', 'somebody')).toMatchObject({
      name: 'Caisse du centre',
    });
    await h.run(april, { mapping: said, fileName: 'avril.csv' });
    expect(await h.imports.memories()).toMatchObject([{ id, name: 'Caisse du centre', fileName: 'avril.csv' }]);
    expect(await h.imports.renameMemory(id, '', 'somebody')).not.toHaveProperty('name');
    expect((await audited()).map(({ action }) => action)).toEqual([
      'importMapping.save',
      'importMapping.rename',
      'importMapping.rename',
    ]);
    const unknown = '00000000-0000-4000-8000-000000000000';
    await expect(h.imports.renameMemory(unknown, 'x', 'somebody')).rejects.toMatchObject({ status: 404 });
  });

  test('what all values say goes before what is remembered', async () => {
    await h.run(march, { mapping: { constants: { store: 'M001' }, dateOrder: 'mdy' } });
    const certain = await h.run('Jour;Ref;Nb;Total\n13/03/2026;P1;2;9,90\n', { fileName: 'm001.csv' });
    expect(certain).toMatchObject({ status: 'done', effect: { firstDay: '2026-03-13' } });
  });

  test('what is said of a file goes before what is remembered', async () => {
    await h.run(march, { mapping: { constants: { store: 'M001' }, dateOrder: 'mdy' } });
    const said = await h.run(april, { mapping: { constants: { store: 'M002' }, dateOrder: 'dmy' } });
    expect(said).toMatchObject({ status: 'done', effect: { firstDay: '2026-04-05' } });
    expect((await h.stored()).map((line) => line.slice(0, 4))).toEqual(['M001', 'M002']);
  });

  test('a store for the whole file is asked again and offered, unless the name of the file holds it or another', async () => {
    await h.run(march, { mapping: { constants: { store: 'M001' }, dateOrder: 'dmy' }, fileName: 'ventes_M001.csv' });
    const offered = async (fileName: string) => {
      const { status, questions, understood } = await h.run(april, { fileName });
      return [status, codesOf(questions), understood?.mapping.constants?.store];
    };
    expect(await offered('avril.csv')).toEqual(['needs_mapping', ['missing_column store'], 'M001']);
    expect(await offered('m001_m002.csv')).toEqual(['needs_mapping', ['missing_column store'], 'M001']);
    expect(await offered('ventes_m002.csv')).toEqual(['needs_mapping', ['missing_column store'], undefined]);
    expect(await h.stored()).toHaveLength(1);
    expect((await h.run(april, { fileName: 'ventes_m001.csv' })).status).toBe('done');
  });

  test('what to do with unknown stores was said of one file: a typo in the next one creates none', async () => {
    const file = (store: string) => `Jour;Lieu;Ref;Nb;Total\n13/03/2026;${store};P1;2;9,90\n`;
    const said = { columns: { store: 'Lieu' }, unknown: { store: 'create' as const } };
    expect(await h.run(file('M901'), { mapping: said })).toMatchObject({ status: 'done', accepted: 1 });
    const typo = await h.run(file('M9O1'));
    expect(typo).toMatchObject({ accepted: 0, rejected: 1, reasons: [{ code: 'store_unknown' }] });
    expect(typo.understood?.remembered).toMatchObject({ fileName: 'test.csv' });
  });

  test('a dry run and a file no row of which was accepted teach nothing', async () => {
    await h.run(march, { mapping: { constants: { store: 'M001' }, dateOrder: 'dmy' }, dryRun: true });
    await h.run(march, { mapping: { constants: { store: 'M999' }, dateOrder: 'dmy' } });
    expect(await h.imports.memories()).toEqual([]);
  });
});

describe('I9: refused rows, corrected, import as they are', () => {
  test.each([';', ',', '\t'])('separated by %j', async (separator) => {
    const file = [
      ['Date', 'Magasin', 'Ticket', 'Article', 'Quantité', 'Prix', 'Note'],
      ['2026-03-01', 'M001', 'T1', 'P1', '2', '9.90', ''],
      ['2026-03-01', 'M001', 'T1', 'P2', 'deux', '-1.5', '=SOMME(A1)'],
      ['2026-03-32', 'M001', 'T2', 'P1', '1', '9.90', '"a;b,c"'],
    ];
    const done = await h.run(file.map((cells) => cells.join(separator)).join('\n'));
    expect(done).toMatchObject({ status: 'done', accepted: 1, rejected: 2 });
    const list = await textOf(done.id);
    expect(list.split('\r\n')[0]).toContain(`Refus : code${separator === '\t' ? ';' : separator}Date`);
    const sent = list.replaceAll('deux', '2').replaceAll('2026-03-32', '2026-03-31');
    const again = await h.run(sent, { fileName: 'refus.csv' });
    expect(again).toMatchObject({ status: 'done', rows: 2, accepted: 2, rejected: 0, duplicates: 0 });
    expect(again.understood?.columns.map(({ header }) => header)).toEqual(file[0]);
    expect(again.understood?.sample[0]?.[6]).toBe('=SOMME(A1)');
    // Nothing was learnt from it: the source is still the file it came from.
    expect((await h.imports.memories()).map(({ fileName }) => fileName)).toEqual(['test.csv']);
    expect((await h.run(sent)).duplicates).toBe(2);
  });

  test('in English too, and still refused it says why again, once', async () => {
    const done = await h.run(
      'Date;Magasin;Ticket;Article;Quantité;Prix\n2026-03-01;M001;T1;P1;x;9.90\n2026-03-32;M001;T1;P1;1;9.90\n2026-03-01;M001;T1;P1;1;9.90\n',
    );
    const list = await textOf(done.id, 'en');
    expect(list).toBe(
      '\uFEFFRefused: line number;Refused: column;Refused: reason;Refused: original text;Refused: code;Date;Magasin;Ticket;Article;Quantité;Prix\r\n' +
        '2;Quantité;The quantity is not a number.;"2026-03-01;M001;T1;P1;x;9.90";quantity_invalid;2026-03-01;M001;T1;P1;x;9.90\r\n' +
        '3;Date;This is no date, or the day does not exist.;"2026-03-32;M001;T1;P1;1;9.90";date_invalid;2026-03-32;M001;T1;P1;1;9.90\r\n',
    );
    const again = await h.run(list);
    expect(again).toMatchObject({ status: 'done', accepted: 0, rejected: 2 });
    const second = await textOf(again.id, 'en');
    // The lines of the list that was sent back; everything else as it was.
    expect(second).toBe(list);
  });

  test('a row whose cells are not known comes with its text alone, and is refused until it is mended', async () => {
    const long = 'z'.repeat(12_000);
    const done = await h.run(
      [
        'Date,Magasin,Ticket,Article,Quantité,Prix,Note',
        '2026-03-01,M001,T1,P1,1,9.90,',
        '2026-03-01,M001,T2,P1,1,12,50,n',
        '2026-03-01,M001,T3,P1,1,"4.95,',
        `2026-03-01,M001,T4,P1,un,9.90,${long}`,
      ].join('\n'),
    );
    expect(done).toMatchObject({ status: 'done', accepted: 1, rejected: 3 });
    const list = await textOf(done.id);
    expect(list).toContain(
      '\r\n3,,La ligne n’a pas le même nombre de colonnes que l’en-tête.,"2026-03-01,M001,T2,P1,1,12,50,n",columns,,,,,,,\r\n',
    );
    expect(list.match(/,(?:columns|unclosed_quote|quantity_invalid),,,,,,,$/gm)).toHaveLength(3);

    const again = await h.run(list, { fileName: 'refus.csv' });
    expect(again).toMatchObject({ accepted: 0, rejected: 3 });
    expect(await textOf(again.id)).toContain('"2026-03-01,M001,T2,P1,1,12,50,n",columns,,,,,,,\r\n');
    const mended = await h.run(list.replace(',columns,,,,,,,', ',columns,2026-03-01,M001,T2,P1,1,12.50'));
    expect(mended).toMatchObject({ status: 'done', accepted: 1, rejected: 2 });
  });
});
