import { BlockDialog } from './block-dialog.tsx';
import { HeldDialog } from './held-dialog.tsx';
import type { CellPosition } from '../../grid/cell.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { Entry } from './use-entry.ts';

interface Props {
  readonly entry: Entry;
  readonly explainer: Explainer;
  readonly addressOf: (position: CellPosition) => string;
}

/** What has to be answered before a gesture is written. */
export function Questions({ entry, explainer, addressOf }: Props) {
  const { question, dismiss } = entry;
  if (question?.kind === 'block') {
    const { how } = question.asked;
    return (
      <BlockDialog
        asked={question.asked}
        words={explainer.words}
        addressOf={addressOf}
        onWrite={(judged) => entry.write(how, judged)}
        onClose={dismiss}
      />
    );
  }
  if (question?.kind === 'held') {
    return (
      <HeldDialog
        holds={question.holds}
        explainer={explainer}
        onReplace={() => entry.replace(question)}
        onClose={dismiss}
      />
    );
  }
  return null;
}
