import { useDocumentVisibility } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { scopeName } from '../../../shared/api/scope.ts';
import { useScopeState } from '../../api/live.tsx';
import { createDoorbell } from './doorbell.ts';
import { landingQuery } from './landing-query.ts';
import type { User } from '../../../shared/api/session.ts';
import type { LandingDesk } from './landing-desk.ts';

/** The server answers everybody from what it has read within this time. */
const PAUSE_MS = 5_000;

interface Props {
  readonly scenario: string;
  readonly user: User;
  readonly desk: LandingDesk;
}

/** Keeps the desk informed of the month's sales. A component of its own: nothing else renders when they move. */
export function LandingFeed({ scenario, user, desk }: Props) {
  const { data, refetch } = useQuery(landingQuery(scenario));
  useEffect(() => {
    desk.toDate.set(data && data.month !== null ? { ...data, month: data.month } : undefined);
  }, [data, desk]);

  const underWay = data !== undefined && data.month !== null;
  const visible = useDocumentVisibility() === 'visible';
  const { reading } = useScopeState(scopeName(user.scope), { active: underWay && visible, curve: false });
  const [bell] = useState(() => createDoorbell(() => void refetch(), PAUSE_MS));
  useEffect(() => bell.stop, [bell]);
  // The feed speaks without a sale too: objectives move with the clock.
  const sold = reading && `${reading.values.revenueTtc} ${reading.values.units}`;
  const heard = useRef<string>(undefined);
  useEffect(() => {
    if (heard.current !== undefined && sold !== heard.current) bell.ring();
    heard.current = sold;
  }, [sold, bell]);
  return null;
}
