import type { Bus } from '../redis/bus.ts';

/** A session that ended, or a user whose sessions or rights changed: sockets opened under them must be judged again. */
export type Revocation = { sessionId: string } | { userId: string };

export interface Revocations {
  announce(revocation: Revocation): void;
  onRevoked(listener: (revocation: Revocation) => void): () => void;
}

const CHANNEL = 'epm:revoked';

export function createRevocations(bus: Bus): Revocations {
  return {
    announce: (revocation) => bus.publish(CHANNEL, JSON.stringify(revocation)),
    onRevoked: (listener) => bus.subscribe(CHANNEL, (message) => listener(JSON.parse(message) as Revocation)),
  };
}
