import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { personColour } from '../../shared/api/person-colour.ts';
import { initials } from '../presence/people.ts';
import { personStyle } from '../presence/person-style.ts';
import styles from './people-bar.module.css';
import { useStore } from './use-plan-version.ts';
import type { PlanSession } from './plan-session.ts';
import type { Person } from '../presence/people.ts';
import type { User } from '../../shared/api/session.ts';

const SHOWN = 5;

interface Props {
  readonly session: PlanSession;
  readonly user: User;
  readonly onGoTo: (cell: string) => void;
}

/** Who is here; a click goes to where they are. */
export function PeopleBar({ session, user, onGoTo }: Props) {
  const { t } = useTranslation('scenarios');
  const { others, visitors } = useStore(session.presence);
  const cellOf = (person: Person): string | undefined =>
    [...visitors.values()].flat().find((visitor) => visitor.person.id === person.id)?.cell;
  return (
    <ul className={styles['people']} aria-label={t('people.label')} data-testid="people">
      {others.slice(0, SHOWN).map((person) => {
        const cell = cellOf(person);
        const label = t(cell === undefined ? 'people.nowhere' : 'people.goTo', { name: person.name });
        return (
          <li key={person.id}>
            <Tooltip label={label}>
              <button
                type="button"
                className={styles['avatar']}
                style={personStyle(person.slot)}
                aria-label={label}
                aria-disabled={cell === undefined}
                data-testid="person"
                onClick={() => cell !== undefined && onGoTo(cell)}
              >
                {initials(person.name)}
              </button>
            </Tooltip>
          </li>
        );
      })}
      {others.length > SHOWN && <li className={styles['more']}>+{others.length - SHOWN}</li>}
      <li>
        <Tooltip label={others.length === 0 ? t('people.alone') : t('people.you', { name: user.name })}>
          <span className={`${styles['avatar']} ${styles['self']}`} style={personStyle(personColour(user.id))}>
            {initials(user.name)}
            <span className="visually-hidden">{t('people.you', { name: user.name })}</span>
          </span>
        </Tooltip>
      </li>
    </ul>
  );
}
