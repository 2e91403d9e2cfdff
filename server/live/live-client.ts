import type { KpiMessage } from '../../shared/api/kpi.ts';
import type { Landing } from '../../shared/api/live-board.ts';

/** Revenue TTC in euros of each of the 24 hours of the day so far, and what the day is expected to end at. */
export interface CurveMessage {
  scope: string;
  version: number;
  today: number[];
  landing: Landing;
}

export type LiveMessage = { kind: 'kpi'; message: KpiMessage } | { kind: 'curve'; message: CurveMessage };

/** All the hub knows of a connection. */
export interface LiveClient {
  send(message: LiveMessage): void;
  /** Bytes sent that the network has not taken yet. */
  bufferedBytes(): number;
  close(reason: 'too_slow' | 'stuck'): void;
}
