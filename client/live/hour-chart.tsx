import { LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import { use as register } from 'echarts/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useChartColours } from '../ui/chart-colours.ts';
import { Chart } from '../ui/chart.tsx';
import { useFormats } from '../ui/use-formats.ts';
import { hourOption } from './hour-option.ts';
import { hourOf, hourPoints, type Curve, type CurveMode } from './hour-points.ts';
import styles from './scope-panel.module.css';

register([LineChart, GridComponent, MarkAreaComponent, TooltipComponent]);

interface Props {
  curve: Curve;
  mode: CurveMode;
  /** Moment of the values, ISO 8601. */
  at: string;
  label: string;
  /** Of texts and lines; 1 on a page. */
  scale?: number;
  className?: string | undefined;
}

/** Loaded lazily: ECharts is the heaviest part of the page. */
export function HourChart({ curve, mode, at, label, scale = 1, className = styles['chart'] }: Props) {
  const { t } = useTranslation('live');
  const colours = useChartColours();
  const formats = useFormats();
  // The option changes with the hour, not with every second of `at`.
  const hour = hourOf(curve.date, Date.parse(at));
  const option = useMemo(
    () =>
      hourOption(
        hourPoints(curve, hour, mode),
        colours,
        formats,
        {
          today: t('curve.today'),
          running: t('curve.running'),
          lastYear: t('curve.lastYear'),
          objective: t('curve.objective'),
          hour: (of) => t('curve.hour', { hour: of }),
        },
        scale,
      ),
    [curve, mode, hour, colours, formats, t, scale],
  );
  return <Chart option={option} label={label} className={className} />;
}
