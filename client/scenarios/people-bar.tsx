import { CloseButton, Menu, Tooltip } from '@mantine/core';
import { Crosshair, Eye } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { initials, placeOf } from '../presence/people.ts';
import { personStyle } from '../presence/person-style.ts';
import styles from './people-bar.module.css';
import { useStore } from './use-plan-version.ts';
import type { PlanSession } from './plan-session.ts';
import type { Follow } from './use-follow.ts';
import type { Person } from '../presence/people.ts';

const SHOWN = 5;
/** On a phone. */
const SHOWN_NARROW = 1;

interface Props {
  readonly session: PlanSession;
  readonly follow: Follow;
  readonly onGoTo: (cell: string) => void;
}

/** Who else is here; from each one goes to where they are, once or along with them. */
export function PeopleBar({ session, follow, onGoTo }: Props) {
  const { t } = useTranslation('scenarios');
  const presence = useStore(session.presence);
  const { others } = presence;
  const { followed } = follow;
  if (others.length === 0) return null;
  return (
    <>
      {followed && (
        <span className={styles['following']} style={personStyle(followed.slot)} data-testid="following">
          <Eye size={14} aria-hidden />
          <span className={styles['followingText']}>{t('people.following', { name: followed.name })}</span>
          <CloseButton size="xs" aria-label={t('people.stop', { name: followed.name })} onClick={follow.stop} />
        </span>
      )}
      <ul className={styles['people']} aria-label={t('people.label')} data-testid="people">
        {others.slice(0, SHOWN).map((person) => (
          <li key={person.id}>
            <PersonMenu person={person} place={placeOf(presence, person.id)} follow={follow} onGoTo={onGoTo} />
          </li>
        ))}
        {others.length > SHOWN && <li className={styles['more']}>+{others.length - SHOWN}</li>}
        {others.length > SHOWN_NARROW && <li className={styles['moreNarrow']}>+{others.length - SHOWN_NARROW}</li>}
      </ul>
    </>
  );
}

interface PersonMenuProps extends Pick<Props, 'follow' | 'onGoTo'> {
  readonly person: Person;
  readonly place: string | undefined;
}

function PersonMenu({ person, place, follow, onGoTo }: PersonMenuProps) {
  const { t } = useTranslation('scenarios');
  const { name } = person;
  const active = follow.followed?.id === person.id;
  const [opened, setOpened] = useState(false);
  return (
    <Menu position="bottom-end" withinPortal opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Tooltip label={name} disabled={opened}>
          <button
            type="button"
            className={styles['avatar']}
            style={personStyle(person.slot)}
            data-testid="person"
            data-followed={active}
          >
            {initials(name)}
            <span className="visually-hidden"> · {name}</span>
          </button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Crosshair size={14} />}
          disabled={place === undefined}
          onClick={() => place !== undefined && onGoTo(place)}
        >
          {t(place === undefined ? 'people.nowhere' : 'people.goTo', { name })}
        </Menu.Item>
        <Menu.Item
          leftSection={<Eye size={14} />}
          onClick={() => (active ? follow.stop() : follow.start(person))}
          data-testid="follow"
        >
          {t(active ? 'people.stop' : 'people.follow', { name })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
