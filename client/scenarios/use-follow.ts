import { useCallback, useEffect, useState } from 'react';
import { placeOf } from '../presence/people.ts';
import { useStore } from './use-plan-version.ts';
import type { CellRequests } from './cell-requests.ts';
import type { PlanSession } from './plan-session.ts';
import type { Person } from '../presence/people.ts';

export interface Follow {
  /** Whose cell this page goes along with. */
  readonly followed: Person | undefined;
  readonly start: (person: Person) => void;
  readonly stop: () => void;
}

/** Goes where somebody else goes, until one does something oneself or he leaves. */
export function useFollow(session: PlanSession, requests: CellRequests): Follow {
  const presence = useStore(session.presence);
  const [id, setId] = useState<string>();
  const followed = presence.others.find((person) => person.id === id);
  const place = followed && placeOf(presence, followed.id);

  useEffect(() => {
    if (place !== undefined) requests.set(place);
  }, [place, requests]);

  return {
    followed,
    start: useCallback((person: Person) => setId(person.id), []),
    stop: useCallback(() => setId(undefined), []),
  };
}
