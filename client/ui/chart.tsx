import { useReducedMotion } from '@mantine/hooks';
import { init, use as register, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

register([CanvasRenderer]);

interface Props {
  /** The whole option on every change; series are matched by `id`. Memoise it. */
  option: EChartsCoreOption;
  /** What the chart says, in one or two sentences, for who does not see it. */
  label: string;
  className?: string | undefined;
}

/**
 * One ECharts canvas for the life of the component: new options are patched into it, never remounted. Import it lazily,
 * and register the chart types and components you use beside your option.
 */
export function Chart({ option, label, className }: Props) {
  const box = useRef<HTMLElement>(null);
  const chart = useRef<EChartsType>(null);
  const still = useReducedMotion();

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const made = init(element);
    chart.current = made;
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      chart.current = null;
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const motion = { animation: !still, animationDuration: 150, animationDurationUpdate: 150 };
    // By name: a canvas knows no `inherit`, and would take its own 10 px font.
    const textStyle = { fontFamily: box.current === null ? 'sans-serif' : getComputedStyle(box.current).fontFamily };
    chart.current?.setOption({ ...motion, textStyle, ...option }, { replaceMerge: ['series'] });
  }, [option, still]);

  return <figure ref={box} aria-label={label} className={className} style={{ margin: 0 }} />;
}
