import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/use-formats.ts';
import styles from './pull-to-refresh.module.css';
import { pullOf, type Pull } from './pull.ts';

/** How long it is said that everything is up to date, ms. */
const SAID_MS = 2_000;

/** On a phone: pulled down from its top, the page asks for everything again and says when it has it. Values come by themselves anyway. */
export function PullToRefresh({ children }: { children: ReactNode }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const queries = useQueryClient();
  const element = useRef<HTMLDivElement>(null);
  const [pull, setPull] = useState<Pull>();
  const [state, setState] = useState<{ kind: 'idle' | 'asking' } | { kind: 'done'; at: number }>({ kind: 'idle' });

  useEffect(() => {
    const scroller = element.current?.closest('main');
    if (scroller == null) return undefined;
    let from: { x: number; y: number; top: number } | undefined;
    let last: Pull | undefined;
    const onStart = ({ touches }: TouchEvent) => {
      const [finger] = touches;
      from =
        touches.length === 1 && finger !== undefined
          ? { x: finger.clientX, y: finger.clientY, top: scroller.scrollTop }
          : undefined;
    };
    const onMove = (event: TouchEvent) => {
      const [finger] = event.touches;
      last = from && finger && pullOf(from, { x: finger.clientX, y: finger.clientY });
      // The browser would scroll, or reload the page.
      if (last !== undefined && event.cancelable) event.preventDefault();
      setPull(last);
    };
    const onEnd = () => {
      if (last?.enough === true) {
        setState({ kind: 'asking' });
        void queries.invalidateQueries({ queryKey: ['live'] }).then(() => setState({ kind: 'done', at: Date.now() }));
      }
      from = last = undefined;
      setPull(undefined);
    };
    scroller.addEventListener('touchstart', onStart, { passive: true });
    scroller.addEventListener('touchmove', onMove, { passive: false });
    scroller.addEventListener('touchend', onEnd);
    scroller.addEventListener('touchcancel', onEnd);
    return () => {
      scroller.removeEventListener('touchstart', onStart);
      scroller.removeEventListener('touchmove', onMove);
      scroller.removeEventListener('touchend', onEnd);
      scroller.removeEventListener('touchcancel', onEnd);
    };
  }, [queries]);

  useEffect(() => {
    if (state.kind !== 'done') return undefined;
    const timer = setTimeout(() => setState({ kind: 'idle' }), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const text =
    pull !== undefined
      ? t(pull.enough ? 'pull.release' : 'pull.more')
      : state.kind === 'asking'
        ? t('pull.asking')
        : state.kind === 'done'
          ? t('pull.done', { time: formats.time(state.at) })
          : '';
  return (
    <div ref={element}>
      <output
        className={styles['note']}
        style={{ height: pull?.by ?? (text === '' ? 0 : 36) }}
        data-pulled={pull !== undefined}
      >
        {text}
      </output>
      {children}
    </div>
  );
}
