import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import type { Connection } from '../connection.ts';
import { copyText } from './copy-text.ts';
import type { Reason } from './reasons.ts';

/** Refused rows of one import, gathered in a file until they are stored together: there may be as many as rows. */
export interface Refusals {
  /** `column` is the header of the column at fault, '' for the whole row. */
  add(line: number, column: string, reason: Reason, text: string): void;
  flush(): Promise<void>;
  /** `rewind` forgets what was added after `mark`. */
  mark(): Promise<void>;
  rewind(): Promise<void>;
  /** Forgets everything, for a second reading. */
  clear(): Promise<void>;
  /** Writes them to imports_refus in place of what is there. */
  store(client: Connection, importId: string): Promise<void>;
  close(): Promise<void>;
}

const MAX_TEXT = 10_000;
const GATHERED = 1 << 16;

/** Whether a stored text of a row may be only its beginning. */
export const isCut = (text: string): boolean => text.length >= MAX_TEXT;

export function createRefusals(path: string): Refusals {
  let gathered = '';
  let file: FileHandle | null = null;
  let size = 0;
  let marked = 0;

  async function write(): Promise<void> {
    if (gathered === '') return;
    const rows = gathered;
    gathered = '';
    file ??= await open(path, 'w');
    // Placed, since a rewind leaves the handle behind the end of the file.
    const { bytesWritten } = await file.write(rows, size);
    size += bytesWritten;
  }

  async function clear(): Promise<void> {
    gathered = '';
    await file?.close();
    file = null;
    size = 0;
    await rm(path, { force: true });
  }

  return {
    add(line, column, reason, text) {
      gathered += `${line}\t${copyText(column)}\t${reason}\t${copyText(text.slice(0, MAX_TEXT))}\n`;
    },
    flush: () => (gathered.length < GATHERED ? Promise.resolve() : write()),
    async mark() {
      await write();
      marked = size;
    },
    async rewind() {
      gathered = '';
      size = marked;
      await file?.truncate(size);
    },
    clear,
    async store(client, importId) {
      await client.query('delete from imports_refus where import_id = $1', [importId]);
      await write();
      if (file === null) return;
      await client.query(
        'create temporary table if not exists import_refus (ligne integer, colonne text, motif text, texte text)',
      );
      await client.query('truncate import_refus');
      await pipeline(createReadStream(path), client.query(from('copy import_refus from stdin')));
      await client.query(
        'insert into imports_refus (import_id, ligne, colonne, motif, texte) select $1, ligne, colonne, motif, texte from import_refus order by ligne',
        [importId],
      );
    },
    close: clear,
  };
}
