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
      const before = reader.directory;
      await reader.refreshDirectory();
      await reader.refreshBaselines(true);
      // A changed directory is loaded by the look, with what its days are measured against.
      await look();
      const storesMoved = moved(before, reader.directory);
      for (const listener of listeners) listener({ storesMoved });
    }
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
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function moved(before: Directory | undefined, after: Directory | undefined): boolean {
  return (before?.stores ?? []).some(({ id, region }) => (after?.byId.get(id)?.region ?? region) !== region);
}
