import { isMeasureCode, isStoreLevel } from './measure.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { MeasureCode } from './measure.ts';

/** One cell of the plan, as node indexes of the hierarchy that parsed it. */
export interface Cell {
  readonly measure: MeasureCode;
  /** Index of the kind of charges, -1 for every other measure. */
  readonly charge: number;
  readonly org: number;
  readonly category: number;
  readonly period: number;
}

export type AddressFault =
  | { readonly kind: 'malformed_address'; readonly address: string }
  | { readonly kind: 'unknown_measure'; readonly address: string; readonly part: string }
  | { readonly kind: 'unknown_charge'; readonly address: string; readonly part: string }
  | { readonly kind: 'unknown_org'; readonly address: string; readonly part: string }
  | { readonly kind: 'unknown_category'; readonly address: string; readonly part: string }
  | { readonly kind: 'unknown_period'; readonly address: string; readonly part: string }
  | { readonly kind: 'category_not_total'; readonly address: string; readonly part: string };

export type ParsedAddress =
  { readonly ok: true; readonly cell: Cell } | { readonly ok: false; readonly fault: AddressFault };

/** Reads `ca_ttc|R:IDF|*|2027-Q1` or `charges:loyer|M:M001|*|2027`. One cell has exactly one spelling. */
export function parseCell(hierarchy: Hierarchy, address: string): ParsedAddress {
  const parts = address.split('|');
  const [measureText, orgText, categoryText, periodText] = parts;
  if (parts.length !== 4 || measureText === undefined || orgText === undefined)
    return fault('malformed_address', address);
  if (categoryText === undefined || periodText === undefined) return fault('malformed_address', address);

  const colon = measureText.indexOf(':');
  const measure = colon < 0 ? measureText : measureText.slice(0, colon);
  if (!isMeasureCode(measure) || (measure === 'charges') !== colon >= 0) {
    return fault('unknown_measure', address, measureText);
  }
  const charge = colon < 0 ? -1 : hierarchy.chargeIndex.get(measureText.slice(colon + 1));
  if (charge === undefined) return fault('unknown_charge', address, measureText);
  const org = hierarchy.orgIndex.get(orgText);
  if (org === undefined) return fault('unknown_org', address, orgText);
  const category = hierarchy.catIndex.get(categoryText);
  if (category === undefined) return fault('unknown_category', address, categoryText);
  if (category !== 0 && isStoreLevel(measure)) return fault('category_not_total', address, categoryText);
  const period = hierarchy.periodIndex.get(periodText);
  if (period === undefined) return fault('unknown_period', address, periodText);
  return { ok: true, cell: { measure, charge, org, category, period } };
}

export function formatCell(hierarchy: Hierarchy, cell: Cell): string {
  const { orgs, cats, periods } = hierarchy;
  return `${formatMeasure(hierarchy, cell)}|${orgs[cell.org]}|${cats[cell.category]}|${periods[cell.period]}`;
}

/** `ca_ttc`, or `charges:loyer`. */
function formatMeasure(hierarchy: Hierarchy, cell: Pick<Cell, 'measure' | 'charge'>): string {
  return cell.measure === 'charges' ? `charges:${hierarchy.charges[cell.charge]?.code}` : cell.measure;
}

/** @throws {RangeError} naming the fault: for addresses that were checked before or written in code. */
export function mustParseCell(hierarchy: Hierarchy, address: string): Cell {
  const parsed = parseCell(hierarchy, address);
  if (!parsed.ok) throw new RangeError(`${parsed.fault.kind}: ${address}`);
  return parsed.cell;
}

function fault(kind: AddressFault['kind'], address: string, part = ''): ParsedAddress {
  return { ok: false, fault: kind === 'malformed_address' ? { kind, address } : { kind, address, part } };
}
