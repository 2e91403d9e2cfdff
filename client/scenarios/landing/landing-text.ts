import { shortText } from '../sheet/amount-text.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { MeasureCode } from '../../../shared/hierarchy/measure.ts';
import type { Landing } from '../../../shared/planning/landing.ts';

/** « atterrissage : 131 k€ = réel 98 k€ + reste à faire 33 k€ »; the parts of a rate stand beside it. */
export function landingText({ t, locale }: Explainer, measure: MeasureCode, landing: Landing): string {
  const text = (value: number | null): string => shortText(measure, locale, value);
  return t(isRate(measure) ? 'landing.rate' : 'landing.sum', {
    total: text(landing.total),
    actual: text(landing.actual),
    remaining: text(landing.remaining),
  });
}

/** The part of the total that is sold, 0 to 1; undefined where there is nothing to draw: a rate, or returns beyond sales. */
export function soldShare(measure: MeasureCode, { actual, remaining, total }: Landing): number | undefined {
  if (isRate(measure) || actual === null || remaining === null || total === null) return undefined;
  return actual >= 0 && remaining >= 0 && total > 0 ? actual / total : undefined;
}

const isRate = (measure: MeasureCode): boolean => measure === 'prix' || measure === 'taux_marque';
