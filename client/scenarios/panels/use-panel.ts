import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { PANELS } from './panels.ts';
import type { PanelId } from './panels.ts';

export interface PanelChoice {
  readonly panel: PanelId | undefined;
  /** Opens a panel in place of the one shown; the one shown is closed by its own button. */
  readonly toggle: (panel: PanelId) => void;
  readonly open: (panel: PanelId) => void;
  readonly close: () => void;
}

/** The panel beside the grid is part of the address, so that a link leads to what its sender saw. */
export function usePanel(): PanelChoice {
  const [params, setParams] = useSearchParams();
  const asked = params.get('panel');
  const panel = PANELS.find((id) => id === asked);

  const show = useCallback(
    (next: PanelId | undefined) =>
      setParams(
        (before) => {
          if (next === undefined) before.delete('panel');
          else before.set('panel', next);
          return before;
        },
        { replace: true },
      ),
    [setParams],
  );
  return useMemo(
    () => ({
      panel,
      toggle: (id) => show(id === panel ? undefined : id),
      open: show,
      close: () => show(undefined),
    }),
    [panel, show],
  );
}
