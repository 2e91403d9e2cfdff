import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { use as register } from 'echarts/core';
import { Chart } from '../../ui/chart.tsx';
import type { ComponentProps } from 'react';

register([BarChart, LineChart, GridComponent, TooltipComponent]);

/** Its own file, so that ECharts comes only when the chart is opened. */
export function PlanChart(props: ComponentProps<typeof Chart>) {
  return <Chart {...props} />;
}
