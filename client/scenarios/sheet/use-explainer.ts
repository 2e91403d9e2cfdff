import { useMemo } from 'react';
import { personColour } from '../../../shared/api/person-colour.ts';
import { sameSlots } from '../../presence/people.ts';
import { useDerived } from '../session/use-plan-version.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { planWords } from './plan-words.ts';
import type { Explainer } from './explain.ts';
import type { Presence } from '../../presence/people.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Words } from './plan-words.ts';
import type { User } from '../../../shared/api/session.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';

export function useExplainer(session: PlanSession, user: User, t: Words, locale: Locale): Explainer {
  const formats = useFormats();
  const slots = useDerived(session.presence, slotsOf, sameSlots);
  return useMemo(() => {
    const { hierarchy, people } = session.plan;
    const present = (id: string): string | undefined =>
      session.presence.get().others.find((person) => person.id === id)?.name;
    return {
      hierarchy,
      words: planWords(hierarchy, t, locale),
      t,
      locale,
      nameOf: (id) => (id === user.id ? user.name : (people.get(id) ?? present(id) ?? t('mark.someone'))),
      slotOf: (id) => slots.get(id) ?? personColour(id),
      when: (ms) => (isToday(ms) ? formats.shortTime(ms) : formats.dateTime(ms)),
    };
  }, [session, user, t, locale, formats, slots]);
}

const slotsOf = ({ slots }: Presence): Presence['slots'] => slots;

function isToday(ms: number): boolean {
  return new Date(ms).toDateString() === new Date().toDateString();
}
