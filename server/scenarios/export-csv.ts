import { orgOfStore, MONTHS } from '../../shared/hierarchy/hierarchy.ts';
import type { MeasureCode } from '../../shared/hierarchy/measure.ts';
import type { Engine } from '../../shared/planning/engine.ts';

const MEASURES: readonly (readonly [MeasureCode, string, number])[] = [
  ['qte', 'Quantité', 3],
  ['ca_ttc', 'CA TTC', 2],
  ['ca_ht', 'CA HT', 2],
  ['prix', 'Prix moyen', 4],
  ['cout_u', 'Coût unitaire', 4],
  ['cout', 'Coût', 2],
  ['marge', 'Marge', 2],
  ['taux_marque', 'Taux de marque', 4],
];

/**
 * The plan as a French spreadsheet reads it: `;`, decimal comma, UTF-8 with BOM; a line per store, category and month, then
 * one per store and month for its charges and result. Yields store by store.
 */
export function* exportCsv(engine: Engine): Generator<string> {
  const { hierarchy } = engine;
  const titles = ['Région', 'Magasin', 'Nom', 'Catégorie', 'Mois', ...MEASURES.map(([, title]) => title)];
  const charges = hierarchy.charges.map(({ name }) => `Charges : ${name}`);
  yield `\uFEFF${line([...titles, ...charges, 'Résultat'].map(text))}`;
  for (const [index, store] of hierarchy.stores.entries()) {
    const org = orgOfStore(hierarchy, index);
    const place = [hierarchy.regions[store.region]?.code ?? '', store.code, store.name].map(text);
    const months = hierarchy.periods.slice(-MONTHS);
    const column = (measure: MeasureCode, charge: number, category: number, digits: number): string[] =>
      engine
        .row({ measure, charge }, org, category)
        .slice(-MONTHS)
        .map((value) => number(value, digits));
    let lines = '';
    for (const [position, category] of hierarchy.categories.entries()) {
      const columns = MEASURES.map(([measure, , digits]) => column(measure, -1, position + 1, digits));
      for (const [month, name] of months.entries()) {
        const values = columns.map((values) => values[month] ?? '');
        lines += line([...place, text(category.name), name, ...values, ...charges.map(() => ''), '']);
      }
    }
    const kinds = hierarchy.charges.map((_, kind) => column('charges', kind, 0, 2));
    const result = column('resultat', -1, 0, 2);
    for (const [month, name] of months.entries()) {
      const values = [...kinds, result].map((values) => values[month] ?? '');
      lines += line([...place, '', name, ...MEASURES.map(() => ''), ...values]);
    }
    yield lines;
  }
}

const line = (cells: readonly string[]): string => `${cells.join(';')}\r\n`;

function number(value: number | null, digits: number): string {
  return value === null ? '' : value.toFixed(digits).replace('.', ',');
}

/** A name that begins like a formula would be one when the file is opened. */
function text(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
