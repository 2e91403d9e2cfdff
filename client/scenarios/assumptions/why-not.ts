import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { Goal, GoalSeek, Reached } from '../../../shared/planning/goal-seek.ts';

export type Failed = Extract<GoalSeek, { ok: false }>;

interface Reason {
  readonly text: string;
  /** How near one gets, and with what. */
  readonly nearest?: Reached | undefined;
}

/** Why no input reaches the target, in words. */
export function whyNot({ hierarchy, t, words }: Explainer, goal: Goal, answer: Failed): Reason {
  const [input, output] = [words.cell(goal.input), words.cell(goal.output)];
  switch (answer.kind) {
    case 'bad_cell':
      return { text: t('assumptions.impossible.badCell') };
    case 'bad_target':
      return { text: t('assumptions.impossible.badTarget') };
    case 'input_computed':
      return {
        text: t('assumptions.impossible.computed', { input: words.measure(mustParseCell(hierarchy, goal.input)) }),
      };
    case 'input_closed':
      return { text: t('assumptions.impossible.closed', { input }) };
    case 'no_effect':
      return { text: t('assumptions.impossible.noEffect', { input, output }) };
    case 'out_of_reach':
      return { text: t('assumptions.impossible.outOfReach', { input }), nearest: answer.nearest };
    case 'blocked': {
      const holds = answer.holds.map(({ cell }) => words.cell(cell)).join(', ');
      const reason = t(`blocked.${answer.reason}`);
      const by = holds === '' ? reason : `${reason} (${t('blocked.by', { holds })})`;
      return { text: t('assumptions.impossible.blocked', { reason: by }), nearest: answer.nearest ?? undefined };
    }
  }
}
