import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './mention-alert.module.css';
import { mentionsOf } from './mentions.ts';
import { usePeople } from './use-people.ts';
import type { User } from '../../../shared/api/session.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { SeenMentions } from './seen-mentions.ts';

/** Long enough to be read after a look away; the badge on the panel stays anyway. */
const SHOWN_MS = 12_000;

/** Tells the user that somebody has just mentioned him; quiet once he has seen the thread. */
export function useMentionAlerts(
  session: PlanSession,
  user: User,
  explainer: Explainer,
  seen: SeenMentions,
  onShow: (cell: string) => void,
): void {
  const { t } = useTranslation('scenarios');
  const people = usePeople(session, user);
  const show = useRef(onShow);
  useEffect(() => {
    show.current = onShow;
  });
  useEffect(
    () =>
      session.comments.onArrival((entries) => {
        for (const entry of entries) {
          if (entry.op !== 'say' && entry.op !== 'reply') continue;
          if (!mentionsOf(entry.text, people).includes(user.id)) continue;
          notifications.show({
            id: entry.id,
            title: t('comments.mentioned', { name: explainer.nameOf(entry.by) }),
            autoClose: SHOWN_MS,
            'data-testid': 'mention-alert',
            message: (
              <>
                <span className={styles['cell']}>{explainer.words.cell(entry.cell)}</span>
                <span className={styles['text']}>{entry.text}</span>
                <Button
                  size="compact-xs"
                  variant="light"
                  onClick={() => {
                    notifications.hide(entry.id);
                    show.current(entry.cell);
                  }}
                  data-testid="mention-show"
                >
                  {t('comments.show')}
                </Button>
              </>
            ),
          });
        }
      }),
    [session, people, user, explainer, t],
  );
  useEffect(() => seen.ids.subscribe(() => seen.ids.get().forEach((id) => notifications.hide(id))), [seen]);
}
