import { useEffect, useMemo, useState } from 'react';
import { recordedOnly } from './recorded.ts';
import { useRecorded } from './use-recorded.ts';
import type { Scenario } from '../../../shared/api/scenarios.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

/** What the saved history has on one cell beside what the documents hold; nothing is read before it is asked for. */
export interface OlderEntries {
  readonly entries: readonly Edit[];
  /** `open`: one may search on. `none`: nothing was found at all. `over`: there is nothing more, or never was. */
  readonly state: 'open' | 'searching' | 'failed' | 'none' | 'over';
  /** Reads until there is one more, or the end. */
  readonly search: () => void;
}

interface About {
  readonly address: string;
  readonly hierarchy: Hierarchy;
  /** On this cell, of the documents. */
  readonly known: readonly Edit[];
}

export function useOlderEntries(scenario: Scenario, { address, hierarchy, known }: About): OlderEntries {
  const recorded = useRecorded(scenario);
  const [wanted, setWanted] = useState(0);
  const found = useMemo(() => {
    const onCell = recorded.items.filter(({ entry }) => entry.cell === address);
    return recordedOnly(onCell, known, hierarchy);
  }, [recorded.items, known, address, hierarchy]);
  const { state, readOn } = recorded;
  const searching = wanted > found.length;
  useEffect(() => {
    if (searching && state === 'waiting') readOn();
  }, [searching, state, readOn]);
  const asked = wanted > 0;
  return {
    entries: asked ? found : [],
    state: stateOf(state, searching, asked, found.length),
    search: () => (state === 'failed' ? readOn() : setWanted((asked ? found.length : 0) + 1)),
  };
}

function stateOf(read: ReturnType<typeof useRecorded>['state'], searching: boolean, asked: boolean, found: number) {
  if (!asked) return read === 'complete' && found === 0 ? 'over' : 'open';
  if (read === 'complete') return found === 0 ? 'none' : 'over';
  if (!searching) return 'open';
  return read === 'failed' ? 'failed' : 'searching';
}
