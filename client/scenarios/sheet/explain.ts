import { numberFormats } from '../../../shared/numbers/format-number.ts';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { measureFormat } from './measure-format.ts';
import type { LockReason } from '../session/sheet-access.ts';
import type { PlanWords, Words } from './plan-words.ts';
import type { Cell } from '../../../shared/hierarchy/address.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Blockage } from '../../../shared/planning/blocked.ts';
import type { CellState } from '../../../shared/planning/cell-state.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { HoldView } from '../../../shared/planning/hold.ts';
import type { Slot } from '../../presence/people.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';

export interface Explainer {
  readonly hierarchy: Hierarchy;
  readonly words: PlanWords;
  readonly t: Words;
  readonly locale: Locale;
  readonly nameOf: (user: string) => string;
  /** Colour slot. */
  readonly slotOf: (user: string) => Slot;
  /** `14:02` today, else with the day. */
  readonly when: (ms: number) => string;
}

/** How a value came about, a line for each hand in it; empty for a value of the base. */
export function explain(context: Explainer, cell: Cell, state: CellState, spread: Edit | undefined): string[] {
  const { t, nameOf, words } = context;
  const lines: string[] = [];
  if (state.typed) lines.push(typedLine(context, state.typed));
  if (spread && (!state.typed || spread.at > state.typed.at)) {
    lines.push(
      t('mark.moved', { name: nameOf(spread.by), where: words.cell(spread.cell), at: whenOf(context, spread) }),
    );
  }
  const { moved } = state;
  if (moved && !spread && (!state.typed || moved.at > state.typed.at)) {
    lines.push(t('mark.parts', { name: nameOf(moved.by), where: words.cell(moved.cell), at: whenOf(context, moved) }));
  }
  if (state.held) {
    const value = measureFormat(cell.measure, context.locale).full(state.held.target);
    lines.push(t('mark.held', { value, name: nameOf(state.held.edit.by) }));
  }
  for (const stuck of state.impossible ?? []) lines.push(`${t('blocked.title')} : ${blockedText(context, stuck)}`);
  if (state.conflict) lines.push(t('mark.conflict', { count: state.conflict.lost.length + 1 }));
  return lines;
}

/** Why an entry changes nothing for now, with the holds in its way. */
export function blockedText(
  { t, words }: Pick<Explainer, 't' | 'words'>,
  { reason, holds }: { readonly reason: Blockage; readonly holds: readonly HoldView[] },
): string {
  const by = holds.map((hold) => words.cell(hold.cell)).join(', ');
  return `${t(`blocked.${reason}`)}${by && ` (${t('blocked.by', { holds: by })})`}`;
}

export function typedLine(context: Explainer, edit: Edit): string {
  return context.t('mark.set', {
    value: editText(context, edit),
    name: context.nameOf(edit.by),
    at: whenOf(context, edit),
  });
}

/** What somebody entered, as he would read it: `1 200 000 €`, `+5 %`, `-10 000 €`. */
export function editText({ hierarchy, locale }: Explainer, edit: Edit): string {
  const { v = 0 } = edit;
  if (edit.op === 'pct') return numberFormats(locale).variation(v, Number.isInteger(Math.round(v * 1e6) / 1e4) ? 0 : 2);
  const text = measureFormat(mustParseCell(hierarchy, edit.cell).measure, locale).full(v);
  return edit.op === 'add' && v > 0 ? `+${text}` : text;
}

function whenOf({ when }: Explainer, { at }: Edit): string {
  return when(Math.floor(at / 1000));
}

export function lockText(t: Words, reason: LockReason): string {
  switch (reason.kind) {
    case 'computed':
      return t('locked.computed', { formula: formulaOf(t, reason.measure) });
    case 'otherRegion':
    case 'submitted':
      return t(`locked.${reason.kind}`, { region: reason.region });
    default:
      return t(`locked.${reason.kind}`);
  }
}

function formulaOf(t: Words, measure: Cell['measure']): string {
  const known = measure === 'cout' || measure === 'marge' || measure === 'taux_marque' || measure === 'resultat';
  return known ? t(`formula.${measure}`) : '';
}
