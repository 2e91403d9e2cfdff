import { useMemo, useSyncExternalStore } from 'react';
import type { User } from '../../../shared/api/session.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Named } from './mentions.ts';

/** Who can be mentioned: the scenario's people, who is there, and oneself; by name. */
export function usePeople({ plan, presence }: PlanSession, { id, name }: User): readonly Named[] {
  // Presence changes with every move of a cursor, who is there hardly ever.
  const there = useSyncExternalStore(presence.subscribe, () =>
    JSON.stringify(presence.get().others.map((other) => [other.id, other.name, other.slot])),
  );
  return useMemo(() => {
    const others = JSON.parse(there) as [string, string, number][];
    const slots = new Map(others.map(([other, , slot]) => [other, slot]));
    const names = new Map([...plan.people, ...others.map(([other, known]) => [other, known] as const), [id, name]]);
    return [...names]
      .map(([person, known]) => ({ id: person, name: known.trim(), slot: slots.get(person) }))
      .filter((person) => person.name !== '')
      .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
  }, [plan, there, id, name]);
}
