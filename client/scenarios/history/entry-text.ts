import { editText } from '../sheet/explain.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

/** What somebody did, in words: `120 000 €`, `+5 %`, « retour au calcul », « annulation d’une saisie ». */
export function entryText(explainer: Explainer, edit: Edit): string {
  const { t } = explainer;
  switch (edit.op) {
    case 'clear':
      return t('history.did.clear');
    case 'undo':
      return t('history.did.undo', { count: edit.over.length });
    case 'target':
      return t('history.did.target', { value: editText(explainer, edit) });
    default:
      return edit.lock ? t('history.did.hold', { value: editText(explainer, edit) }) : editText(explainer, edit);
  }
}
