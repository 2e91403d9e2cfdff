import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ImportStatus } from '../../shared/api/imports.ts';
import { useConnection, useImportMessages } from '../api/live.tsx';
import { applyMessage, refreshAll } from './import-queries.ts';
import { isRunning } from './steps.ts';

/** With the feed, a slow look is enough to catch a lost message; without it, looking is all there is. */
const POLL_LIVE_MS = 5_000;
const POLL_ALONE_MS = 1_000;

/** Keeps the imports on the page current. Answers how often to look as well, false once nothing runs. */
export function useLiveImports(): (statuses: readonly ImportStatus[]) => number | false {
  const client = useQueryClient();
  const { status } = useConnection();
  const live = status === 'live';
  const cut = useRef(false);
  const last = useRef(new Map<string, ImportStatus>());
  useImportMessages((message) => {
    const moved = last.current.get(message.id) !== message.status;
    last.current.set(message.id, message.status);
    applyMessage(client, message, moved);
  });
  useEffect(() => {
    if (live && cut.current) refreshAll(client);
    cut.current = !live;
  }, [client, live]);
  return (statuses) => (statuses.some(isRunning) ? (live ? POLL_LIVE_MS : POLL_ALONE_MS) : false);
}
