import { inflateRawSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { createEngine } from '../../shared/planning/engine.ts';
import { createRandom } from '../../shared/planning/testing/random.ts';
import { gridHierarchy, randomBase } from '../../shared/planning/testing/random-plan.ts';
import { exportXlsx } from './export-xlsx.ts';
import type { Base } from '../../shared/planning/base.ts';

/** The parts of a ZIP archive by name, from its central directory. */
function unzip(bytes: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [size, nameLength, extra, comment] = [20, 28, 30, 32].map((offset) =>
      offset === 20 ? bytes.readUInt32LE(at + offset) : bytes.readUInt16LE(at + offset),
    ) as [number, number, number, number];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + size);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    parts.set(name, (bytes.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content)).toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

interface XmlCell {
  readonly value: string | number;
  readonly style: number;
}

/** Cells by address. Throws on any cell that is neither an inline text nor a number: no formula, no error. */
function cellsOf(sheet: string): Map<string, XmlCell> {
  const cells = new Map<string, XmlCell>();
  for (const [, attributes = '', body = ''] of sheet.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const attribute = (name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    if (body === '') continue;
    const text = /^<is><t[^>]*>(.*?)<\/t><\/is>$/s.exec(body)?.[1];
    const number = /^<v>([^<]*)<\/v>$/.exec(body)?.[1];
    if (attribute('t') === 'inlineStr' && text !== undefined) {
      cells.set(attribute('r'), { value: unescape(text), style: Number(attribute('s')) });
    } else if (number !== undefined && ['', 'n'].includes(attribute('t'))) {
      cells.set(attribute('r'), { value: Number(number), style: Number(attribute('s')) });
    } else throw new Error(`a cell of another kind: ${attributes} ${body}`);
  }
  return cells;
}

const unescape = (text: string): string =>
  text.replaceAll(
    /&(lt|gt|quot|apos|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '&',
  );

async function sheetOf(hierarchy: ReturnType<typeof gridHierarchy>, base: Base) {
  const engine = createEngine({ hierarchy, base });
  const parts = unzip(await buffer(exportXlsx(engine)));
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
  return { engine, parts, sheet, cells: cellsOf(sheet) };
}

test('every figure of the workbook is the engine’s, to the bit, in the order of the titles', async () => {
  const random = createRandom(11);
  const hierarchy = gridHierarchy({ regions: 2, stores: 5, categories: 3 });
  const { engine, cells } = await sheetOf(hierarchy, randomBase(random, hierarchy, 0.3));
  const columns = ['qte', 'ca_ttc', 'ca_ht', 'prix', 'cout_u', 'cout', 'marge', 'taux_marque'];
  const charges = hierarchy.charges.map(({ code }) => `charges:${code}`);
  const letter = (index: number): string => String.fromCharCode(65 + index);
  let row = 2;
  let compared = 0;
  for (const { code, region } of hierarchy.stores) {
    for (const category of [...hierarchy.categories.map((one) => one.code), '']) {
      for (const month of hierarchy.periods.slice(-12)) {
        const texts = [hierarchy.regions[region]?.code, code].concat(
          [`A${row}`, `B${row}`].map((at) => String(cells.get(at)?.value)),
        );
        expect(texts.slice(0, 2)).toEqual(texts.slice(2));
        expect(cells.get(`E${row}`)?.value).toBe(month);
        const measures = category === '' ? [...charges, 'resultat'] : columns;
        for (const [index, measure] of measures.entries()) {
          const at = `${letter(5 + index + (category === '' ? columns.length : 0))}${row}`;
          const value = engine.value(`${measure}|M:${code}|${category === '' ? '*' : `C:${category}`}|${month}`);
          expect([at, cells.get(at)?.value ?? null]).toEqual([at, value]);
          compared++;
        }
        row++;
      }
    }
  }
  expect(compared).toBe(5 * 12 * (3 * 8 + 4));
  expect(cells.get(`A${row}`)).toBe(undefined);
});

test('the titles are frozen, numbers have formats, and no name runs as a formula', async () => {
  const hierarchy = buildHierarchy({
    year: 2027,
    regions: [{ code: 'IDF', name: 'Île-de-France', stores: [{ code: 'M001', name: '@SUM(1) <b>&"é"' }] }],
    categories: [{ code: 'EPI', name: '=HYPERLINK("http://x")', vat: 0.2 }],
    charges: [{ code: 'loyer', name: '+1' }],
  });
  const base = randomBase(createRandom(3), hierarchy, 0);
  const { cells, sheet, parts } = await sheetOf(hierarchy, base);
  expect(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((column) => cells.get(`${column}1`)?.value)).toEqual([
    'Région',
    'Magasin',
    'Nom',
    'Catégorie',
    'Mois',
    'Quantité',
    'CA TTC',
  ]);
  expect(cells.get('N1')?.value).toBe('Charges : +1');
  expect(cells.get('C2')?.value).toBe('\'@SUM(1) <b>&"é"');
  expect(cells.get('D2')?.value).toBe('\'=HYPERLINK("http://x")');
  expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
  const styles = parts.get('xl/styles.xml') ?? '';
  const formats = [...(/<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf [^>]*numFmtId="(\d+)"/g)].map(
    ([, id]) => id,
  );
  const codeOf = (at: string): string | undefined => {
    const id = formats[cells.get(at)?.style ?? -1];
    return new RegExp(`numFmtId="${id}" formatCode="([^"]*)"`).exec(styles)?.[1] ?? id;
  };
  expect(codeOf('F2')).toBe('#,##0.000');
  // The built-in format #,##0.00.
  expect(['4', '#,##0.00']).toContain(codeOf('G2'));
  expect(parts.get('xl/workbook.xml')).toContain('name="Plan 2027"');
});
