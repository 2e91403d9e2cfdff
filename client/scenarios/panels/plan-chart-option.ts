import { MONTHS } from '../../../shared/hierarchy/hierarchy.ts';
import type { YearValues } from '../sheet/use-last-year.ts';
import type { ChartColours } from '../../ui/chart-colours.ts';
import type { EChartsCoreOption } from 'echarts/core';

/** Period nodes of the months begin after the year and its quarters. */
const FIRST_MONTH = 5;

interface Input {
  readonly values: YearValues;
  readonly lastYear: YearValues | undefined;
  readonly monthName: (month: number) => string;
  readonly colours: ChartColours;
  readonly names: { readonly plan: string; readonly before: string };
  readonly axis: (value: number) => string;
  readonly full: (value: number | null) => string;
}

/** The plan as columns, last year as a dotted line over them. */
export function planChartOption(input: Input): EChartsCoreOption {
  const { values, lastYear, colours, names, axis, full } = input;
  const months = Array.from({ length: MONTHS }, (_, month) => input.monthName(month + 1));
  const text = { color: colours.muted, fontSize: 11 };
  return {
    grid: { left: 4, right: 4, top: 8, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: months,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.border } },
      axisLabel: { ...text, interval: 1 },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      axisLabel: { ...text, formatter: axis },
      splitLine: { lineStyle: { color: colours['chart-grid'] } },
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: colours.raised,
      borderColor: colours.border,
      textStyle: { color: colours.text, fontSize: 12 },
      valueFormatter: (value: unknown) => full(typeof value === 'number' ? value : null),
    },
    series: [
      {
        id: 'plan',
        name: names.plan,
        type: 'bar',
        data: values.slice(FIRST_MONTH),
        barCategoryGap: '35%',
        itemStyle: { color: colours['chart-plan-line'] },
      },
      ...(lastYear ? [lastYearLine(names.before, lastYear, colours)] : []),
    ],
  };
}

function lastYearLine(name: string, values: YearValues, colours: ChartColours): object {
  return {
    id: 'before',
    name,
    type: 'line',
    data: values.slice(FIRST_MONTH),
    symbol: 'none',
    lineStyle: { color: colours['chart-past'], width: 2, type: 'dotted' },
    itemStyle: { color: colours['chart-past'] },
  };
}
