import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { RefusalCode } from '../../shared/api/sync.ts';
import type { Frame } from './frame.ts';
import type { Rebuilt } from './journal.ts';

export interface SyncMetrics {
  frame(kind: Frame['kind']): void;
  refused(code: RefusalCode): void;
  /** A batch of a room became durable. */
  committed(records: number, seconds: number): void;
  /** An append met another server's, or failed, and is tried again. */
  retried(): void;
  /** A sheet at rest was looked at, and lost so many entries. */
  compacted(outcome: Rebuilt | 'failed', dropped: number): void;
}

/** @param open how many rooms and connections there are now */
export function createSyncMetrics(registry: Registry, open: () => { rooms: number; connections: number }): SyncMetrics {
  const registers = [registry];
  const frames = new Counter({
    name: 'epm_sync_frames_total',
    help: 'Frames received by kind',
    labelNames: ['kind'],
    registers,
  });
  const refused = new Counter({
    name: 'epm_sync_refused_total',
    help: 'Frames refused by reason',
    labelNames: ['code'],
    registers,
  });
  const records = new Counter({ name: 'epm_sync_records_total', help: 'Updates made durable', registers });
  const retries = new Counter({ name: 'epm_sync_retries_total', help: 'Appends tried again', registers });
  const compactions = new Counter({
    name: 'epm_sync_compactions_total',
    help: 'Sheets at rest that were looked at, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const droppedEntries = new Counter({
    name: 'epm_sync_compacted_entries_total',
    help: 'Entries a new epoch did without',
    registers,
  });
  const seconds = new Histogram({
    name: 'epm_sync_commit_seconds',
    help: 'From the first update of a batch to its commit',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('epm_sync_rooms', 'Open documents', () => open().rooms);
  gauge('epm_sync_connections', 'Open sync connections', () => open().connections);
  return {
    frame: (kind) => frames.inc({ kind }),
    refused: (code) => refused.inc({ code }),
    committed(count, duration) {
      records.inc(count);
      seconds.observe(duration);
    },
    retried: () => retries.inc(),
    compacted(outcome, dropped) {
      compactions.inc({ outcome });
      droppedEntries.inc(dropped);
    },
  };
}
