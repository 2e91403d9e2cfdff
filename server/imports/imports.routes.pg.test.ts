import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIXTURE_PASSWORD, FIXTURE_USERS } from '../../db/testing/fixture.ts';
import { importListSchema, importSchema, type Import } from '../../shared/api/imports.ts';
import { postJson, signIn, startTestApp, type TestApp } from '../testing/app.ts';
import { importRoutes } from './imports.routes.ts';
import { importHarness, type ImportHarness } from './testing/harness.ts';

let h: ImportHarness;
let app: TestApp;
const as: Record<string, Record<string, string>> = {};
beforeAll(async () => {
  h = await importHarness();
  app = await startTestApp(h.pool, importRoutes(h.imports));
  for (const [role, email] of Object.entries(FIXTURE_USERS)) as[role] = await signIn(app, email, FIXTURE_PASSWORD);
});
afterAll(async () => {
  await app.close();
  await h.close();
});

const CSV = 'Magasin;Ticket;Date;Article;Qté;Prix\nM001;T1;13/01/2027;P01;2;3,50\n=1+1;T2;13/01/2027;P01;2;3,50\n';

function form(parts: Record<string, string | Blob>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    if (typeof value === 'string') data.append(name, value);
    else data.append(name, value, '../../ventes\u202Evsc.csv');
  }
  return data;
}

const upload = (role: string, body: FormData | string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/api/imports`, { method: 'POST', headers: { ...as[role], ...headers }, body });
const call = (role: string, path: string, method = 'GET') =>
  fetch(`${app.url}/api/imports${path}`, { method, headers: as[role] ?? {} });
const codeOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { error: { code: string } }).error.code,
];

async function imported(role: string, body: FormData): Promise<Import> {
  const response = await upload(role, body);
  expect(response.status).toBe(202);
  const { id } = (await response.json()) as { id: string };
  await h.imports.idle();
  return importSchema.parse(await (await call(role, `/${id}`)).json());
}

describe('an upload', () => {
  test('becomes an import, whatever the order of its parts', async () => {
    const done = await imported(
      'analyst',
      form({ dryRun: 'true', file: new Blob([CSV]), mapping: '{"decimal": ","}' }),
    );
    expect(done).toMatchObject({
      status: 'checked',
      dryRun: true,
      fileName: 'ventesvsc.csv',
      fileSize: Buffer.byteLength(CSV),
      author: FIXTURE_USERS.analyst,
    });
    expect(done).toMatchObject({ rows: 2, accepted: 1, rejected: 1 });
    expect((await call('analyst', `/${done.id}/cancel`, 'POST')).status).toBe(200);
  });

  test.each<[string, FormData | string, Record<string, string>, unknown[]]>([
    ['without a file', form({ mapping: '{}' }), {}, [400, 'no_file']],
    ['with two files', form({ file: new Blob(['a']), file2: new Blob(['b']) }), {}, [400, 'too_many_files']],
    ['with a mapping that is no JSON', form({ file: new Blob(['a']), mapping: '{' }), {}, [400, 'bad_mapping']],
    [
      'with a mapping of other things',
      form({ file: new Blob(['a']), mapping: '{"colums": {}}' }),
      {},
      [422, 'invalid'],
    ],
    ['with a mapping that is a list', form({ file: new Blob(['a']), mapping: '[]' }), {}, [422, 'invalid']],
    ['that is no form', CSV, { 'Content-Type': 'text/csv' }, [415, 'unsupported_media_type']],
    [
      'with a form cut off',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nab',
      { 'Content-Type': 'multipart/form-data; boundary=x' },
      [400, 'bad_form'],
    ],
    ['without a boundary', 'x', { 'Content-Type': 'multipart/form-data; a=b' }, [400, 'bad_form']],
    [
      'from a foreign page',
      form({ file: new Blob([CSV]) }),
      { Origin: 'https://evil.example' },
      [403, 'foreign_origin'],
    ],
  ])('%s is refused and leaves no file', async (_name, body, headers, answer) => {
    expect(await codeOf(await upload('director', body, headers))).toEqual(answer);
    expect(await readdir(h.imports.folder)).toEqual([]);
  });
});

describe('rights', () => {
  test('managers and readers have no imports, strangers no answer', async () => {
    for (const role of ['manager', 'reader']) {
      expect(await codeOf(await upload(role, form({ file: new Blob([CSV]) })))).toEqual([403, 'forbidden']);
      expect(await codeOf(await call(role, ''))).toEqual([403, 'forbidden']);
    }
    expect(await codeOf(await call('nobody', ''))).toEqual([401, 'unauthenticated']);
  });

  test('analysts act on their own imports, directors on all', async () => {
    const ofDirector = await imported('director', form({ file: new Blob([CSV]), dryRun: 'true' }));
    for (const action of ['commit', 'cancel', 'revert']) {
      expect(await codeOf(await call('analyst', `/${ofDirector.id}/${action}`, 'POST'))).toEqual([403, 'forbidden']);
    }
    const answer = await postJson(
      `${app.url}/api/imports/${ofDirector.id}/mapping`,
      { dateOrder: 'dmy' },
      as['analyst'],
    );
    expect(await codeOf(answer)).toEqual([403, 'forbidden']);
    expect((await call('analyst', `/${ofDirector.id}`)).status).toBe(200);
    const ofAnalyst = await imported('analyst', form({ file: new Blob([CSV]) }));
    const reverted = await call('director', `/${ofAnalyst.id}/revert`, 'POST');
    expect(importSchema.parse(await reverted.json())).toMatchObject({ status: 'reverted' });
    await call('director', `/${ofDirector.id}/cancel`, 'POST');
  });
});

test('an import through its questions to its end, and back', async () => {
  const asked = await imported('analyst', form({ file: new Blob([CSV.replaceAll('13/01', '03/01')]), dryRun: 'true' }));
  expect(asked).toMatchObject({ status: 'needs_mapping', questions: [{ code: 'date_order' }] });
  const answer = await postJson(`${app.url}/api/imports/${asked.id}/mapping`, { dateOrder: 'mdy' }, as['analyst']);
  expect(answer.status).toBe(200);
  await h.imports.idle();
  expect(await (await call('analyst', `/${asked.id}`)).json()).toMatchObject({
    status: 'checked',
    effect: { firstDay: '2027-03-01' },
  });
  expect((await call('analyst', `/${asked.id}/commit`, 'POST')).status).toBe(200);
  await h.imports.idle();
  expect(await h.stored()).toHaveLength(1);
  expect(await codeOf(await call('analyst', `/${asked.id}/commit`, 'POST'))).toEqual([409, 'wrong_status']);
  expect((await call('analyst', `/${asked.id}/revert`, 'POST')).status).toBe(200);
  expect(await h.stored()).toEqual([]);
  expect(await codeOf(await call('analyst', '/0b7f1d1e-0000-4000-8000-000000000000/cancel', 'POST'))).toEqual([
    404,
    'not_found',
  ]);
  expect(await codeOf(await call('analyst', '/nothing', 'GET'))).toEqual([404, 'not_found']);
});

test('the refused rows as a file for spreadsheets, in which no cell starts a formula', async () => {
  const done = await imported('director', form({ file: new Blob([CSV]) }));
  const french = await call('director', `/${done.id}/errors.csv`);
  expect(french.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(french.headers.get('content-disposition')).toBe(`attachment; filename="import-${done.id}-refus.csv"`);
  expect(Buffer.from(await french.arrayBuffer()).toString()).toBe(
    '\uFEFFRefus : ligne;Refus : colonne;Refus : motif;Refus : texte d’origine;Refus : code;Magasin;Ticket;Date;Article;Qté;Prix\r\n' +
      '3;Magasin;Ce magasin n’existe pas.;"\'=1+1;T2;13/01/2027;P01;2;3,50";store_unknown;\'=1+1;T2;13/01/2027;P01;2;3,50\r\n',
  );
  const english = await (await call('director', `/${done.id}/errors.csv?lang=en`)).text();
  expect(english.split('\r\n')[1]).toContain('This store does not exist.');
  expect(await codeOf(await call('director', `/${done.id}/errors.csv?lang=de`))).toEqual([422, 'invalid']);
  await call('director', `/${done.id}/revert`, 'POST');
});

test('the list pages back from the newest', async () => {
  await h.pool.query(`
    insert into imports (fichier, taille, empreinte, cree_par, auteur, statut)
    select 'f' || n, 1, repeat('0', 64), 'x', 'x', 'cancelled' from generate_series(1, 60) n`);
  const first = importListSchema.parse(await (await call('analyst', '')).json());
  expect([first.items.length, first.items[0]?.fileName, first.items[49]?.fileName]).toEqual([50, 'f60', 'f11']);
  const second = importListSchema.parse(await (await call('analyst', `?before=${first.next}`)).json());
  expect(second.items[0]?.fileName).toBe('f10');
  expect(second.next).toBeUndefined();
  const some = importListSchema.parse(await (await call('analyst', '?group=failed&text=F6')).json());
  expect(some.items.map(({ fileName }) => fileName)).toEqual(['f60', 'f6']);
  expect(importListSchema.parse(await (await call('analyst', '?group=running')).json()).items).toEqual([]);
  expect(await codeOf(await call('analyst', '?group=lost'))).toEqual([422, 'invalid']);
});
