import { CloseButton, Menu, Tooltip } from '@mantine/core';
import { Crosshair, Eye } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { initials, placeOf, samePeople } from '../../presence/people.ts';
import { personStyle } from '../../presence/person-style.ts';
import styles from './people-bar.module.css';
import { useDerived } from '../session/use-plan-version.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Follow } from './use-follow.ts';
import type { Person, Presence } from '../../presence/people.ts';

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
  const others = useDerived(session.presence, othersOf, samePeople);
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
            <PersonMenu person={person} session={session} follow={follow} onGoTo={onGoTo} />
          </li>
        ))}
        {others.length > SHOWN && <li className={styles['more']}>+{others.length - SHOWN}</li>}
        {others.length > SHOWN_NARROW && <li className={styles['moreNarrow']}>+{others.length - SHOWN_NARROW}</li>}
      </ul>
    </>
  );
}

const othersOf = ({ others }: Presence): readonly Person[] => others;

interface PersonMenuProps extends Props {
  readonly person: Person;
}

function PersonMenu({ person, session, follow, onGoTo }: PersonMenuProps) {
  const { t } = useTranslation('scenarios');
  const { name } = person;
  const active = follow.followed?.id === person.id;
  const [opened, setOpened] = useState(false);
  return (
    <Menu position="bottom-end" withinPortal opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Tooltip label={person.away ? t('people.away', { name }) : name} disabled={opened}>
          <button
            type="button"
            className={styles['avatar']}
            style={personStyle(person.slot)}
            data-testid="person"
            data-followed={active}
            data-away={person.away}
          >
            {initials(name)}
            <span className="visually-hidden"> · {person.away ? t('people.away', { name }) : name}</span>
          </button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <GoToItem person={person} session={session} onGoTo={onGoTo} />
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

/** Only an open menu cares where somebody is. */
function GoToItem({ person, session, onGoTo }: Omit<PersonMenuProps, 'follow'>) {
  const { t } = useTranslation('scenarios');
  const { id, name } = person;
  const derive = useCallback((presence: Presence) => placeOf(presence, id), [id]);
  const place = useDerived(session.presence, derive, Object.is);
  return (
    <Menu.Item
      leftSection={<Crosshair size={14} />}
      disabled={place === undefined}
      onClick={() => place !== undefined && onGoTo(place)}
    >
      {t(place === undefined ? 'people.nowhere' : 'people.goTo', { name })}
    </Menu.Item>
  );
}
