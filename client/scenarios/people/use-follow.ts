import { useCallback, useEffect, useState } from 'react';
import { placeOf, samePerson } from '../../presence/people.ts';
import { useDerived } from '../session/use-plan-version.ts';
import type { CellRequests } from '../sheet/cell-requests.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Person, Presence } from '../../presence/people.ts';

export interface Follow {
  /** Whose cell this page goes along with. */
  readonly followed: Person | undefined;
  readonly start: (person: Person) => void;
  readonly stop: () => void;
}

/** Goes where somebody else goes, until one does something oneself or he leaves. */
export function useFollow(session: PlanSession, requests: CellRequests): Follow {
  const [id, setId] = useState<string>();
  const find = useCallback((presence: Presence) => lookFor(presence, id), [id]);
  const { followed, place } = useDerived(session.presence, find, sameFollowed);

  useEffect(() => {
    if (place !== undefined) requests.set(place);
  }, [place, requests]);

  return {
    followed,
    start: useCallback((person: Person) => setId(person.id), []),
    stop: useCallback(() => setId(undefined), []),
  };
}

interface Followed {
  readonly followed: Person | undefined;
  readonly place: string | undefined;
}

function lookFor(presence: Presence, id: string | undefined): Followed {
  const followed = presence.others.find((person) => person.id === id);
  return { followed, place: followed && placeOf(presence, followed.id) };
}

function sameFollowed(a: Followed, b: Followed): boolean {
  return a.place === b.place && samePerson(a.followed, b.followed);
}
