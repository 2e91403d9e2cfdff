import { lazy, Suspense, useMemo } from 'react';
import { useChartColours } from '../../ui/chart-colours.ts';
import { importWhenReachable } from '../../ui/import-when-reachable.ts';
import { SPAN_ROW_PX, spanOption } from './span-option.ts';
import type { SpanRow } from './span-option.ts';

const SpanChart = lazy(async () => ({
  default: (await importWhenReachable(() => import('./span-chart.tsx'))).SpanChart,
}));

interface Props {
  readonly rows: readonly SpanRow[];
  readonly linked?: boolean;
  readonly origin?: number;
  /** What the chart says, for who does not see it. */
  readonly label: string;
  readonly testid: string;
}

/** Floating bars, as high as their rows need. */
export function Spans({ rows, linked = false, origin, label, testid }: Props) {
  const colours = useChartColours();
  const option = useMemo(
    () => spanOption({ rows, colours, linked, ...(origin !== undefined && { origin }) }),
    [rows, colours, linked, origin],
  );
  const style = { height: rows.length * SPAN_ROW_PX + 4, flex: 'none', display: 'grid' };
  return (
    <div style={style} data-testid={testid}>
      <Suspense fallback={null}>
        <SpanChart option={option} label={label} />
      </Suspense>
    </div>
  );
}
