import { MISSING, numberFormats } from '../numbers/format-number.ts';
import type { Shown } from '../numbers/format-number.ts';
import type { Locale } from '../numbers/locale.ts';
import { kpi } from './kpi.ts';
import type { KpiCode } from './kpi.ts';

/** A value of a KPI as a tile shows it: `128 450,20 €`, `1 204`, `2,3`, `38,1 %`, `+4,2 %`. */
export function kpiText(code: KpiCode, value: Shown, locale: Locale): string {
  const { unit, decimals } = kpi(code);
  const formats = numberFormats(locale);
  switch (unit) {
    case 'euro':
      return formats.money(value);
    case 'count':
    case 'ratio':
      return formats.decimal(value, decimals);
    case 'fraction':
      return formats.percent(value, decimals);
    case 'variation':
      return formats.variation(value, decimals);
  }
}

/** How far a value is from another: `+4,2 %` of it, or `+0,6 pt` between rates; missing when either is, or it is 0. */
export function kpiGapText(code: KpiCode, value: Shown, other: Shown, locale: Locale): string {
  if (value == null || other == null) return MISSING;
  const formats = numberFormats(locale);
  if (kpi(code).gap === 'points') return formats.points(value - other);
  return formats.variation(other === 0 ? null : (value - other) / Math.abs(other));
}
