import { useCallback, useEffect, useRef } from 'react';
import { useStore } from '../session/use-plan-version.ts';
import type { CellRequests } from './cell-requests.ts';
import type { PanelChoice } from '../panels/use-panel.ts';

export interface GoTo {
  /** Shows a cell; on a phone its panel makes room for the grid. */
  readonly goTo: (cell: string) => void;
  /** Shows a cell and what is said about it. */
  readonly goToComments: (cell: string) => void;
}

const PHONE = '(max-width: 640px)';

export function useGoTo(requests: CellRequests, { panel, open, close }: PanelChoice): GoTo {
  const asked = useStore(requests);
  const after = useRef<'open' | 'close'>(undefined);
  // Measure and panel both stand in the address: two changes at once would lose one of them.
  useEffect(() => {
    if (asked !== undefined) return;
    const what = after.current;
    after.current = undefined;
    if (what === 'close') close();
    if (what === 'open' && panel !== 'comments') open('comments');
  }, [asked, panel, open, close]);
  return {
    goTo: useCallback(
      (cell) => {
        after.current = matchMedia(PHONE).matches ? 'close' : undefined;
        requests.set(cell);
      },
      [requests],
    ),
    goToComments: useCallback(
      (cell) => {
        after.current = 'open';
        requests.set(cell);
      },
      [requests],
    ),
  };
}
