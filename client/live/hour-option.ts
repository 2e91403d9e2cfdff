import type { EChartsCoreOption } from 'echarts/core';
import type { NumberFormats } from '../../shared/numbers/format-number.ts';
import type { ChartColours } from '../ui/chart-colours.ts';
import type { HourPoints } from './hour-points.ts';

export interface HourWords {
  today: string;
  running: string;
  lastYear: string;
  objective: string;
  hour: (hour: number) => string;
}

/** Today solid, its running hour dashed to a hollow point, last year dotted, the objective as a band below. */
export function hourOption(
  points: HourPoints,
  colours: ChartColours,
  formats: NumberFormats,
  words: HourWords,
): EChartsCoreOption {
  const text = { color: colours.muted, fontFamily: 'inherit', fontSize: 12 };
  const label = (name: string, colour: string) => ({
    show: true,
    formatter: name,
    color: colour,
    fontSize: 12,
    distance: 8,
  });
  const line = { type: 'line', symbol: 'none', labelLayout: { moveOverlap: 'shiftY' } };
  return {
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 8, right: 72, top: 16, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: points.hours.map(words.hour),
      axisLine: { lineStyle: { color: colours.border } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      splitLine: { lineStyle: { color: colours['chart-grid'] } },
      axisLabel: { ...text, formatter: (value: number) => formats.moneyCompact(value) },
    },
    tooltip: {
      trigger: 'axis',
      // Drawn on the canvas: names never become markup.
      renderMode: 'richText',
      backgroundColor: colours.raised,
      borderColor: colours.border,
      textStyle: { color: colours.text, fontSize: 12 },
      axisPointer: { lineStyle: { color: colours['chart-past'] } },
      valueFormatter: (value: unknown) => formats.money(typeof value === 'number' ? value : null),
    },
    series: [
      {
        ...line,
        id: 'objective',
        name: words.objective,
        data: points.objective,
        z: 1,
        lineStyle: { width: 0 },
        itemStyle: { color: colours['chart-plan-line'] },
        areaStyle: { color: colours['chart-plan'], opacity: 1 },
        endLabel: label(words.objective, colours['chart-plan-line']),
      },
      {
        ...line,
        id: 'lastYear',
        name: words.lastYear,
        data: points.lastYear,
        z: 2,
        lineStyle: { width: 1.5, type: [2, 4], color: colours['chart-past'] },
        itemStyle: { color: colours['chart-past'] },
        endLabel: label(words.lastYear, colours['chart-past']),
      },
      {
        ...line,
        id: 'running',
        name: words.running,
        data: points.running.map((value, index) => (points.done[index] == null ? hollow(value) : bare(value))),
        z: 4,
        symbolSize: 7,
        lineStyle: { width: 2, type: [4, 4], color: colours['chart-now'] },
        itemStyle: { color: colours.surface, borderColor: colours['chart-now'], borderWidth: 2 },
      },
      {
        ...line,
        id: 'today',
        name: words.today,
        data: points.done,
        z: 5,
        lineStyle: { width: 2.5, color: colours['chart-now'] },
        itemStyle: { color: colours['chart-now'] },
        endLabel: label(words.today, colours['chart-now']),
      },
    ],
  };
}

function hollow(value: number | null): unknown {
  return value === null ? null : { value, symbol: 'circle' };
}

/** The join to the last full hour: drawn, but no point of its own, and not a second line in the tooltip. */
function bare(value: number | null): unknown {
  return value === null ? null : { value, symbol: 'none' };
}
