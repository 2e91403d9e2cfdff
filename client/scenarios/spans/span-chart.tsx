import { CustomChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { use as register } from 'echarts/core';
import { Chart } from '../../ui/chart.tsx';
import type { ComponentProps } from 'react';

register([CustomChart, GridComponent]);

/** Its own file, so that ECharts comes only when a panel draws. */
export function SpanChart(props: ComponentProps<typeof Chart>) {
  return <Chart {...props} />;
}
