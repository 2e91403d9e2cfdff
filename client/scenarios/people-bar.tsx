import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { initials } from '../presence/people.ts';
import { personStyle } from '../presence/person-style.ts';
import styles from './people-bar.module.css';
import { useStore } from './use-plan-version.ts';
import type { PlanSession } from './plan-session.ts';
import type { Person } from '../presence/people.ts';

const SHOWN = 5;

interface Props {
  readonly session: PlanSession;
  readonly onGoTo: (cell: string) => void;
}

/** Who else is here; a click goes to where they are. */
export function PeopleBar({ session, onGoTo }: Props) {
  const { t } = useTranslation('scenarios');
  const { others, visitors } = useStore(session.presence);
  const cellOf = (person: Person): string | undefined =>
    [...visitors.values()].flat().find((visitor) => visitor.person.id === person.id)?.cell;
  if (others.length === 0) return null;
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
                aria-disabled={cell === undefined}
                data-testid="person"
                onClick={() => cell !== undefined && onGoTo(cell)}
              >
                {initials(person.name)}
                <span className="visually-hidden"> · {label}</span>
              </button>
            </Tooltip>
          </li>
        );
      })}
      {others.length > SHOWN && <li className={styles['more']}>+{others.length - SHOWN}</li>}
    </ul>
  );
}
