import { useCallback } from 'react';
import { useFormats } from '../../ui/use-formats.ts';
import { useAnswer } from '../engine/use-answer.ts';
import { useStore } from '../session/use-plan-version.ts';
import styles from './landing-note.module.css';
import { landingText, soldShare } from './landing-text.ts';
import { cellLanding } from './store-plans.ts';
import type { LandingDesk, ReadToDate } from './landing-desk.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { CellFacts } from '../sheet/grid-reader.ts';
import type { PlanSession } from '../session/plan-session.ts';

interface Props {
  readonly session: PlanSession;
  readonly desk: LandingDesk;
  readonly facts: CellFacts | undefined;
  readonly explainer: Explainer;
}

/** Where the chosen cell will end, if it is one of the month under way. */
export function LandingNote({ desk, facts, ...others }: Props) {
  const toDate = useStore(desk.toDate);
  if (!toDate || !facts || !desk.covers(facts.cell)) return null;
  return <Known {...others} facts={facts} toDate={toDate} />;
}

interface KnownProps extends Pick<Props, 'session' | 'explainer'> {
  readonly facts: CellFacts;
  readonly toDate: ReadToDate;
}

function Known({ session, explainer, facts: { address, cell }, toDate }: KnownProps) {
  const formats = useFormats();
  const ask = useCallback(() => session.engine.storePlans(address), [session, address]);
  const answer = useAnswer(session, ask);
  const landing = answer.kind === 'known' ? cellLanding(explainer.hierarchy, toDate, answer.value, cell) : null;
  if (landing?.total == null) return null;
  const share = soldShare(cell.measure, landing);
  return (
    <span
      className={styles['landing']}
      title={explainer.t('landing.read', { at: formats.time(toDate.at) })}
      data-testid="landing"
      data-actual={landing.actual ?? ''}
      data-total={landing.total}
    >
      {share !== undefined && (
        <span className={styles['bar']} aria-hidden>
          <span className={styles['sold']} style={{ width: `${share * 100}%` }} />
        </span>
      )}
      <span className={styles['text']}>{landingText(explainer, cell.measure, landing)}</span>
    </span>
  );
}
