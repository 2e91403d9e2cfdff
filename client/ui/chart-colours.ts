import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';

/** Tokens a canvas needs by value: it cannot resolve CSS variables. */
const NAMES = [
  'text',
  'muted',
  'border',
  'surface',
  'raised',
  'accent',
  'better',
  'worse',
  'chart-now',
  'chart-past',
  'chart-plan',
  'chart-plan-line',
  'chart-grid',
  'person-1',
  'person-2',
  'person-3',
  'person-4',
  'person-5',
  'person-6',
  'person-7',
  'person-8',
  'person-9',
  'person-10',
  'person-11',
  'person-12',
] as const;

export type ChartColours = Record<(typeof NAMES)[number], string>;

/** The chart colours of the theme on the screen; a new object when the theme changes. */
export function useChartColours(): ChartColours {
  const scheme = useComputedColorScheme('light');
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const entries = NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
    return { ...(Object.fromEntries(entries) as ChartColours), scheme };
  }, [scheme]);
}
