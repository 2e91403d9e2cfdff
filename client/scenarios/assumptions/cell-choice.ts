import { isEditable, isStoreLevel } from '../../../shared/hierarchy/measure.ts';
import { measureOptions } from '../sheet/measure-options.ts';
import { cellAddress, cellParts } from '../sheet/plan-rows.ts';
import type { MeasureOption } from '../sheet/measure-options.ts';
import type { CellParts } from '../sheet/plan-rows.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';

/** The measures a hypothesis can be made on. */
export function inputOptions(hierarchy: Hierarchy): MeasureOption[] {
  return measureOptions(hierarchy).filter(({ measure }) => isEditable(measure));
}

/** Another part of an address; what exists for all categories together only takes them all. */
export function withPart(
  address: string,
  change: Partial<Pick<CellParts, 'measure' | 'org' | 'category' | 'period'>>,
): string {
  const { measure, org, category, period } = { ...cellParts(address), ...change };
  const all = measure === 'resultat' || measure.startsWith('charges:');
  return cellAddress(measure, `${org}|${all ? '*' : category}`, period);
}

/** What one would change first to reach a value of this measure: the price where it earns more, else the quantity. */
export function likelyInput(output: string): string {
  const { measure } = cellParts(output);
  if (measure === 'cout_u' || measure.startsWith('charges:')) return output;
  return withPart(output, { measure: ['marge', 'taux_marque', 'resultat', 'prix'].includes(measure) ? 'prix' : 'qte' });
}

/** What moves the result of a place: quantity, price, unit cost, and its charges where they are known. */
export function likelyInputs(hierarchy: Hierarchy, output: string): string[] {
  const { category } = cellParts(output);
  const measures = inputOptions(hierarchy).filter(({ measure }) =>
    isStoreLevel(measure) ? category === '*' : ['qte', 'prix', 'cout_u'].includes(measure),
  );
  return measures.map(({ id }) => withPart(output, { measure: id }));
}

/** The figure such inputs are judged by: the result, or the margin where there is none per category. */
export function likelyOutput(address: string): string {
  return withPart(address, { measure: cellParts(address).category === '*' ? 'resultat' : 'marge' });
}
