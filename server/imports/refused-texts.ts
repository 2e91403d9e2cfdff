import type { Connection } from './connection.ts';
import { readRecords, type FileFormat } from './file/records.ts';
import type { PlainFile } from './file/text-chunks.ts';
import type { Refusals } from './stage/refusals.ts';
import type { Reason } from './stage/reasons.ts';

interface Rejected {
  ligne: number;
  colonne: string;
  motif: Reason;
}

/** A piece of the file never holds more rows than this. */
const AHEAD = 40_000;

/** Rows refused by the checks as a set are staged without their text: reads the file again and adds them as they were written. */
export async function addRejectedTexts(
  client: Connection,
  file: PlainFile,
  format: FileFormat,
  columnName: (field: string) => string,
  refusals: Refusals,
  signal: AbortSignal,
): Promise<void> {
  let queue: Rejected[] = [];
  let at = 0;
  let last = -1;
  let exhausted = false;

  async function lookAhead(): Promise<void> {
    if (exhausted || queue.length - at >= AHEAD) return;
    const { rows } = await client.query<Rejected>(
      'select ligne, colonne, motif from import_rejets where ligne > $1 order by ligne limit $2',
      [last, AHEAD],
    );
    exhausted = rows.length < AHEAD;
    last = rows.at(-1)?.ligne ?? last;
    queue = [...queue.slice(at), ...rows];
    at = 0;
  }

  await lookAhead();
  await readRecords(
    file,
    format,
    {
      row(_cells, line, text) {
        const next = queue[at];
        if (next?.ligne !== line) return;
        refusals.add(line, columnName(next.colonne), next.motif, text);
        at += 1;
      },
      refuse: () => undefined,
      async afterChunk() {
        await lookAhead();
        await refusals.flush();
      },
    },
    { signal },
  );
}
