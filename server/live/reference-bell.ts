import type { Log } from '../log.ts';
import type { Directory } from './directory.ts';
import type { LiveReader } from './live-reader.ts';

/** What moved: whether a store belongs to another region than before. */
export interface ReferenceChange {
  storesMoved: boolean;
}

export interface ReferenceBell {
  /** Stores, regions or objectives may have changed: reads them again. Rings during a reading are answered by one more. */
  ring(): void;
  /** The live values rest on another directory now, whoever had it read: the bell, or maintenance where no ring arrived. */
  replaced(before: Directory, after: Directory): void;
  /** Told when the live values rest on what was read. Answers how to stop listening. */
  onChange(listener: (change: ReferenceChange) => void): () => void;
}

export interface ReferenceBellOptions {
  reader: Pick<LiveReader, 'directory' | 'refreshDirectory' | 'refreshBaselines'>;
  look: () => Promise<void>;
  log: Log;
}

/** Reference data change without a sale, so nothing else would read them before the next round of maintenance. */
export function createReferenceBell({ reader, look, log }: ReferenceBellOptions): ReferenceBell {
  const listeners = new Set<(change: ReferenceChange) => void>();
  let wanted = false;
  let running = false;

  async function read(): Promise<void> {
    while (wanted) {
      wanted = false;
      await reader.refreshDirectory();
      await reader.refreshBaselines(true);
      const before = reader.directory?.fingerprint;
      // A changed directory is loaded by the look, with what its days are measured against, and is told by then.
      await look();
      if (reader.directory?.fingerprint === before) tell({ storesMoved: false });
    }
  }

  function tell(change: ReferenceChange): void {
    for (const listener of listeners) listener(change);
  }

  return {
    ring() {
      wanted = true;
      if (running) return;
      running = true;
      read()
        // Maintenance makes up for it when the database is back.
        .catch((error: Error) => log.debug({ err: error }, 'reference data could not be read again'))
        .finally(() => (running = false));
    },
    replaced: (before, after) => tell({ storesMoved: moved(before, after) }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function moved(before: Directory, after: Directory): boolean {
  return before.stores.some(({ id, region }) => (after.byId.get(id)?.region ?? region) !== region);
}
