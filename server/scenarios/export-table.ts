import { orgOfStore, MONTHS } from '../../shared/hierarchy/hierarchy.ts';
import type { MeasureCode } from '../../shared/hierarchy/measure.ts';
import type { Engine } from '../../shared/planning/engine.ts';

export interface ExportColumn {
  readonly title: string;
  /** Decimals of its numbers; undefined: texts. */
  readonly digits?: number;
}

/** A text, a number, or nothing to show. */
export type ExportCell = string | number | null;

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

export function exportColumns({ hierarchy }: Engine): ExportColumn[] {
  return [
    ...['Région', 'Magasin', 'Nom', 'Catégorie', 'Mois'].map((title) => ({ title })),
    ...MEASURES.map(([, title, digits]) => ({ title, digits })),
    ...hierarchy.charges.map(({ name }) => ({ title: `Charges : ${name}`, digits: 2 })),
    { title: 'Résultat', digits: 2 },
  ];
}

/** Of each store: a row per category and month, then one per month for its charges and result. */
export function* exportRows(engine: Engine): Generator<ExportCell[][]> {
  const { hierarchy } = engine;
  const months = hierarchy.periods.slice(-MONTHS);
  const noCharges = [...hierarchy.charges.map(() => null), null];
  const noSales = MEASURES.map(() => null);
  for (const [index, store] of hierarchy.stores.entries()) {
    const org = orgOfStore(hierarchy, index);
    const place = [hierarchy.regions[store.region]?.code ?? '', store.code, store.name].map(harmless);
    const column = (measure: MeasureCode, charge: number, category: number): (number | null)[] =>
      engine.row({ measure, charge }, org, category).slice(-MONTHS);
    const rows: ExportCell[][] = [];
    for (const [position, { name }] of hierarchy.categories.entries()) {
      const columns = MEASURES.map(([measure]) => column(measure, -1, position + 1));
      for (const [month, period] of months.entries()) {
        rows.push([...place, harmless(name), period, ...columns.map((values) => values[month] ?? null), ...noCharges]);
      }
    }
    const columns = [...hierarchy.charges.map((_, kind) => column('charges', kind, 0)), column('resultat', -1, 0)];
    for (const [month, period] of months.entries()) {
      rows.push([...place, null, period, ...noSales, ...columns.map((values) => values[month] ?? null)]);
    }
    yield rows;
  }
}

/** A name that begins like a formula would be one when the file is opened, or saved in another format. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
