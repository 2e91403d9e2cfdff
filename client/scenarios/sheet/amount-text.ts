import { numberFormats } from '../../../shared/numbers/format-number.ts';
import { measureFormat, measureUnit } from './measure-format.ts';
import type { MeasureCode } from '../../../shared/hierarchy/measure.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';

/** A change of a measure with its sign: `+1 200 €`, `-0,6 pt`, `+24`. */
export function amountText(measure: MeasureCode, locale: Locale, amount: number): string {
  if (measureUnit(measure) === '%') return numberFormats(locale).points(amount, 2);
  const text = measureFormat(measure, locale).full(amount);
  return amount > 0 ? `+${text}` : text;
}

/** The same in the space of a chart's label: `+1,2 k€`. */
export function shortAmountText(measure: MeasureCode, locale: Locale, amount: number): string {
  if (measureUnit(measure) === '%') return numberFormats(locale).points(amount);
  return (amount > 0 ? '+' : '') + shortText(measure, locale, amount);
}

/** A value in the space of a chart's label: `1,23 M€`, `12,40 €`, `1 204`. */
export function shortText(measure: MeasureCode, locale: Locale, value: number | null): string {
  const format = measureFormat(measure, locale);
  if (measureUnit(measure) === '%') return format.cell(value);
  if (measure === 'qte') return format.cell(value);
  return measure === 'prix' || measure === 'cout_u' ? format.full(value) : numberFormats(locale).moneyCompact(value);
}
