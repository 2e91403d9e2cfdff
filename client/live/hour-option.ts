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
  scale = 1,
): EChartsCoreOption {
  const text = { color: colours.muted, fontSize: Math.round(12 * scale) };
  const scaled = (...sizes: number[]) => sizes.map((size) => size * scale);
  const line = { type: 'line', symbol: 'none', emphasis: { disabled: true } };
  return {
    grid: { left: 4, right: 12, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
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
      axisLabel: { ...text, formatter: axisMoney(points, formats) },
    },
    tooltip: {
      trigger: 'axis',
      // Drawn on the canvas: names never become markup.
      renderMode: 'richText',
      backgroundColor: colours.raised,
      borderColor: colours.border,
      textStyle: { color: colours.text, fontSize: 12, lineHeight: 18 },
      axisPointer: { lineStyle: { color: colours['chart-past'] } },
      formatter: (at: unknown) => hourText(points, indexOf(at), formats, words),
    },
    series: [
      {
        ...line,
        id: 'objective',
        data: points.objective,
        z: 1,
        lineStyle: { width: 1, color: colours['chart-plan'] },
        areaStyle: { color: colours['chart-plan'], opacity: 1 },
        markArea: { silent: true, itemStyle: { color: colours['chart-grid'] }, data: closedSpans(points) },
      },
      {
        ...line,
        id: 'lastYear',
        data: points.lastYear,
        z: 2,
        lineStyle: { width: 1.5 * scale, type: scaled(2, 4), color: colours['chart-past'] },
      },
      {
        ...line,
        id: 'running',
        data: points.running.map((value, index) => point(value, points.done[index] == null ? 'circle' : 'none')),
        z: 4,
        symbolSize: 7 * scale,
        lineStyle: { width: 2 * scale, type: scaled(4, 4), color: colours['chart-now'] },
        itemStyle: { color: colours.surface, borderColor: colours['chart-now'], borderWidth: 2 * scale },
      },
      {
        ...line,
        id: 'today',
        data: points.done,
        z: 5,
        lineStyle: { width: 2.5 * scale, color: colours['chart-now'] },
        itemStyle: { color: colours['chart-now'] },
      },
    ],
  };
}

/** One line a series, as the tooltip shows an hour; what is not yet there is left out. */
export function hourText(points: HourPoints, index: number, formats: NumberFormats, words: HourWords): string {
  const lines = [words.hour(points.hours[index] ?? 0)];
  const add = (name: string, value: number | null | undefined) => {
    if (value != null) lines.push(`${name}  ${formats.money(value)}`);
  };
  const done = points.done[index];
  if (done == null) add(words.running, points.running[index]);
  else add(words.today, done);
  add(words.lastYear, points.lastYear[index]);
  add(words.objective, points.objective[index]);
  return lines.join('\n');
}

/** Hours on the axis in which one does not usually sell, as pairs of places on it. */
export function closedSpans({ hours, usual }: HourPoints): [{ xAxis: number }, { xAxis: number }][] {
  if (usual === undefined) return [];
  const opens = hours.indexOf(usual.from);
  const closes = hours.indexOf(usual.to);
  const spans: [number, number][] = [
    [0, opens],
    [closes, hours.length - 1],
  ];
  return spans.filter(([from, to]) => from >= 0 && to > from).map(([from, to]) => [{ xAxis: from }, { xAxis: to }]);
}

function indexOf(at: unknown): number {
  const first: unknown = Array.isArray(at) ? at[0] : at;
  if (typeof first !== 'object' || first === null || !('dataIndex' in first)) return 0;
  return typeof first.dataIndex === 'number' ? first.dataIndex : 0;
}

/** The running hour is joined to the one before it, which has no point of its own. */
function point(value: number | null, symbol: 'circle' | 'none'): unknown {
  return value === null ? null : { value, symbol };
}

/** One unit for the whole axis, without decimals that are all zero. */
function axisMoney(points: HourPoints, formats: NumberFormats): (value: number) => string {
  const highest = Math.max(...points.objective, ...points.lastYear, ...points.done.map((value) => value ?? 0));
  if (highest >= 2e6) return (value) => formats.moneyIn('M€', value, 1);
  if (highest >= 6e3) return (value) => formats.moneyIn('k€', value, 0);
  return (value) => formats.moneyWhole(value);
}
