import { useState } from 'react';
import { COMMONS } from '../../../shared/scenario/document.ts';
import { readSetting, writeSetting } from '../../ui/settings.ts';
import { createStore } from '../../ui/store.ts';
import { createDrafts } from './drafts.ts';
import { createHeldKeys } from './held-keys.ts';
import { createSeenMentions } from './seen-mentions.ts';
import type { Store } from '../../ui/store.ts';
import type { Sheets } from '../session/sheet-access.ts';
import type { Drafts } from './drafts.ts';
import type { SeenMentions } from './seen-mentions.ts';

/** What of the comments is this user's own, for as long as the scenario is open. */
export interface CommentDesk {
  readonly drafts: Drafts;
  readonly seen: SeenMentions;
  /** Whether the compose box is asked to take the focus, until it has. */
  readonly asked: Store<boolean>;
  readonly ask: () => void;
  /** The box has the focus, or there is none: answers with what was typed since it was asked for. */
  readonly settle: () => string;
}

export function useCommentDesk(user: string, scenario: string): CommentDesk {
  const [desk] = useState((): CommentDesk => {
    const asked = createStore(false);
    const keys = createHeldKeys(window);
    return {
      drafts: createDrafts(),
      seen: createSeenMentions(user, scenario, { read: readSetting, write: writeSetting }),
      asked,
      ask: () => {
        keys.start();
        asked.set(true);
      },
      settle: () => {
        asked.set(false);
        return keys.take();
      },
    };
  });
  return desk;
}

/** The server decides again on every entry. */
export function mayComment(sheets: Sheets): boolean {
  return sheets.some(({ id, access }) => id === COMMONS && access === 'write');
}
