import { personColour } from '../../../shared/api/person-colour.ts';
import { initials } from '../../presence/people.ts';
import { personStyle } from '../../presence/person-style.ts';
import styles from './mention-list.module.css';
import type { MentionPicker } from './use-mention-picker.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly picker: MentionPicker;
}

/** The people an `@` may mean; the field keeps the focus. */
export function MentionList({ id, label, picker }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a native list cannot hold portraits, nor leave the focus in the field
    <div id={id} className={styles['list']} role="listbox" aria-label={label} data-testid="mention-list">
      {picker.choices.map((person, index) => (
        <div
          key={person.id}
          id={`${id}-${index}`}
          className={styles['choice']}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
          role="option"
          tabIndex={-1}
          aria-selected={index === picker.active}
          onPointerDown={(event) => {
            event.preventDefault();
            picker.pick(person);
          }}
        >
          <span className={styles['avatar']} style={personStyle(person.slot ?? personColour(person.id))} aria-hidden>
            {initials(person.name)}
          </span>
          {person.name}
        </div>
      ))}
    </div>
  );
}
