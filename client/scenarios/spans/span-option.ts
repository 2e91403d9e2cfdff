import type { ChartColours } from '../../ui/chart-colours.ts';
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import type { EChartsCoreOption } from 'echarts/core';

/** From one value to another, drawn as a bar whose tip shows where it goes; as a tick where both are the same. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly colour: string;
  /** Only its outline, to tell it from another one of its row. */
  readonly hollow?: boolean;
}

export interface SpanRow {
  /** At the left. */
  readonly name: string;
  /** At the right: what the bars say, with its sign. */
  readonly label: string;
  readonly spans: readonly Span[];
}

interface Input {
  /** From top to bottom. */
  readonly rows: readonly SpanRow[];
  readonly colours: ChartColours;
  /** A thin line from the end of each row's first bar down to the next row: a bridge. */
  readonly linked?: boolean;
  /** A line through all rows. */
  readonly origin?: number;
}

export const SPAN_ROW_PX = 24;
const NAME_PX = 112;
const BAR_PX = 12;
const TIP_PX = 6;
const TICK_PX = 3;
const DIGIT_PX = 6.4;

/** Bars that float between values. The axis shows the values there are, not zero: nothing is read from a bar's start. */
export function spanOption({ rows, colours, linked = false, origin }: Input): EChartsCoreOption {
  const spans = rows.flatMap((row, index) => row.spans.map((span, place) => ({ span, index, place })));
  const ends = [...spans.flatMap(({ span }) => [span.from, span.to]), ...(origin === undefined ? [] : [origin])];
  const text = { fontSize: 11, margin: 8 };
  const nameWidth = Math.min(NAME_PX, textWidth(rows.map(({ name }) => name)));
  const axis = {
    type: 'category',
    inverse: true,
    axisTick: { show: false },
    axisLine: { show: false },
    splitLine: { show: false },
  };
  return {
    grid: { left: 0, right: 0, top: 2, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', show: false, ...extent(ends) },
    yAxis: [
      {
        ...axis,
        data: rows.map(({ name }) => name),
        axisLabel: {
          ...text,
          color: colours.text,
          align: 'left',
          margin: 8 + nameWidth,
          width: nameWidth,
          overflow: 'truncate',
          interval: 0,
        },
      },
      {
        ...axis,
        position: 'right',
        data: rows.map(({ label }, index) => `${index} ${label}`),
        axisLabel: {
          ...text,
          color: colours.text,
          align: 'right',
          margin: 8 + textWidth(rows.map((row) => row.label)),
          interval: 0,
          formatter: (_: string, index: number) => rows[index]?.label ?? '',
        },
      },
    ],
    series: [
      {
        id: 'spans',
        type: 'custom',
        silent: true,
        data: spans.map(({ span, index, place }) => [span.from, span.to, index, place]),
        encode: { x: [0, 1], y: 2 },
        renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
          const drawn = spans[params.dataIndex];
          if (!drawn) return null;
          const [x0 = 0, y = 0] = api.coord([drawn.span.from, drawn.index]);
          const [x1 = 0] = api.coord([drawn.span.to, drawn.index]);
          const [, below = y] = api.coord([drawn.span.to, drawn.index + 1]);
          const link = linked && drawn.place === 0 && drawn.index < rows.length - 1;
          const line = { x1, y1: y, x2: x1, y2: below };
          const children = [
            ...(link ? [{ type: 'line', shape: line, style: { stroke: colours['border'], lineWidth: 1 } }] : []),
            { type: 'polygon', shape: { points: arrow(x0, x1, y) }, style: paint(drawn.span) },
          ];
          return { type: 'group', children };
        },
      },
      ...(origin === undefined ? [] : [originLine(origin, rows.length, colours)]),
    ],
  };
}

function paint({ colour, hollow }: Span): object {
  return hollow ? { fill: 'transparent', stroke: colour, lineWidth: 1.5 } : { fill: colour };
}

function originLine(origin: number, rows: number, colours: ChartColours): object {
  return {
    id: 'origin',
    type: 'custom',
    silent: true,
    data: [[origin, 0]],
    encode: { x: 0, y: 1 },
    renderItem: (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const [x = 0, first = 0] = api.coord([origin, 0]);
      const [, last = 0] = api.coord([origin, rows - 1]);
      const shape = { x1: x, y1: first - SPAN_ROW_PX / 2, x2: x, y2: last + SPAN_ROW_PX / 2 };
      return { type: 'line', shape, style: { stroke: colours.muted, lineWidth: 1 } };
    },
  };
}

/** A bar with a tip at its end; where it has no length, a tick. */
export function arrow(x0: number, x1: number, y: number): [number, number][] {
  const half = BAR_PX / 2;
  if (Math.abs(x1 - x0) < 0.5) {
    const [left, right] = [x1 - TICK_PX / 2, x1 + TICK_PX / 2];
    return [
      [left, y - half - 2],
      [right, y - half - 2],
      [right, y + half + 2],
      [left, y + half + 2],
    ];
  }
  const neck = x1 - Math.sign(x1 - x0) * Math.min(TIP_PX, Math.abs(x1 - x0));
  return [
    [x0, y - half],
    [neck, y - half],
    [x1, y],
    [neck, y + half],
    [x0, y + half],
  ];
}

/** A little air on both sides; something to draw in where all values are one. */
function extent(values: readonly number[]): { min: number; max: number } {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const air = (max - min || Math.abs(max) || 1) * 0.04;
  return { min: min - air, max: max + air };
}

/** Room for the widest, so that labels are aligned at one edge: names at the left one, digits at the right one. */
function textWidth(texts: readonly string[]): number {
  return Math.ceil(Math.max(0, ...texts.map(({ length }) => length)) * DIGIT_PX);
}
