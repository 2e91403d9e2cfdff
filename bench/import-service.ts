import { createHash, randomUUID } from 'node:crypto';
import { copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { ImportStatus } from '../shared/api/imports.ts';
import { createImports } from '../server/imports/imports.ts';
import { createLog } from '../server/log.ts';
import type { Pool } from '../server/postgres/pool.ts';

/** Seconds: the file read and staged, its rows checked as a set, stored and committed, and after that the monthly views. */
export interface Phases {
  read: number;
  check: number;
  commit: number;
  views: number;
}

export interface Imported {
  id: string;
  rows: number;
  accepted: number;
  amount: number;
  /** From the file received to its rows visible. */
  seconds: number;
  phases: Phases;
}

export interface ImportService {
  /** Imports a file into one store; resolves once the views have followed. Throws when it does not end `done`. */
  run(file: string, store: string): Promise<Imported>;
  /** Seconds until the rows are gone. */
  revert(id: string): Promise<number>;
  close(): Promise<void>;
}

/** Imports as they run in the product, on the database of a pool. */
export async function startImportService(pool: Pool, folder: string): Promise<ImportService> {
  const log = createLog('silent');
  const imports = createImports({ pool, log, dataDir: join(folder, randomUUID()), now: () => new Date() });
  await imports.start();
  return {
    async run(file, store) {
      const id = randomUUID();
      await copyFile(file, join(imports.folder, `${id}.upload`));
      const reached: Partial<Record<ImportStatus, number>> = {};
      const over = new Promise<void>((resolve) => {
        const off = imports.events.onProgress((told) => {
          if (told.id !== id) return;
          reached[told.status] ??= performance.now();
          if (!['done', 'failed', 'needs_mapping', 'cancelled'].includes(told.status)) return;
          off();
          resolve();
        });
      });
      const started = performance.now();
      await imports.create({
        id,
        fileName: 'bench.csv.gz',
        size: (await stat(file)).size,
        sha256: createHash('sha256').update(id).digest('hex'),
        dryRun: false,
        mapping: { constants: { store } },
        createdBy: 'bench',
        author: 'bench',
      });
      await over;
      const visible = performance.now();
      await imports.idle();
      const idle = performance.now();
      const { status, rows, accepted, amount, failure, questions } = await imports.get(id);
      if (status !== 'done') throw new Error(`the import ended ${status}: ${JSON.stringify(failure ?? questions)}`);
      const { checking = started, committing = checking } = reached;
      const between = (from: number, to: number) => (to - from) / 1000;
      const phases = {
        read: between(started, checking),
        check: between(checking, committing),
        commit: between(committing, visible),
        views: between(visible, idle),
      };
      return { id, rows, accepted, amount, seconds: between(started, visible), phases };
    },
    async revert(id) {
      const started = performance.now();
      await imports.revert(id);
      const seconds = (performance.now() - started) / 1000;
      await imports.idle();
      return seconds;
    },
    close: () => imports.close(),
  };
}
