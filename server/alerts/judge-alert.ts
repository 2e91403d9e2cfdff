import type { LocalDate } from '../../shared/calendar/local-date.ts';

export interface AlertRule {
  /** Fraction of the objective of this hour. */
  readonly threshold: number;
  /** Local time `HH:MM` before which it never rings. */
  readonly from: string;
  readonly quietMs: number;
}

/** The last signal of an alert. */
export interface LastSignal {
  readonly day: LocalDate;
  /** ms */
  readonly startedAt: number;
  readonly open: boolean;
}

/** A scope as it is now, by the clock of its stores. */
export interface Situation {
  readonly day: LocalDate;
  /** `HH:MM` */
  readonly time: string;
  /** ms */
  readonly now: number;
  /** Revenue by the objective of this hour; null: there is no objective. */
  readonly attainment: number | null;
}

export type AlertVerdict = 'ring' | 'end' | 'nothing';

/** So far above the threshold a signal ends: a scope that hovers about it does not ring with every receipt. */
const RECOVERED = 0.02;

export function judgeAlert(rule: AlertRule, last: LastSignal | undefined, situation: Situation): AlertVerdict {
  const { attainment, day, now, time } = situation;
  if (last?.open) {
    const over = last.day !== day || attainment === null || attainment >= rule.threshold + RECOVERED;
    return over ? 'end' : 'nothing';
  }
  if (attainment === null || attainment >= rule.threshold || time < rule.from) return 'nothing';
  return last && now - last.startedAt < rule.quietMs ? 'nothing' : 'ring';
}
