import type { Connection } from '../connection.ts';
import { readRecords, type FileFormat } from '../file/records.ts';
import type { PlainFile } from '../file/text-chunks.ts';
import type { Profiler } from '../mapping/column-profile.ts';
import type { Reading } from '../mapping/understand.ts';
import { startCopy } from './copy-sink.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import type { Refusals } from './refusals.ts';
import { createRowReader } from './row-reader.ts';
import { COPY_LINES, createStaging } from './staging-tables.ts';

export interface Staged {
  /** Rows of the file, refused ones included. */
  rows: number;
  /** Refused while reading. */
  refused: number;
  /** Number of the last row's line. */
  lastLine: number;
  dictionary: Dictionary;
}

export interface StageOptions {
  signal: AbortSignal;
  onRead(bytes: number): void;
  /** Also shown every row, when the reading is only a hypothesis that all values must confirm. */
  profiler?: Profiler;
}

/** Reads the file once, sending every row that makes sense by itself to import_lignes. */
export async function stageFile(
  client: Connection,
  file: PlainFile,
  format: FileFormat,
  reading: Reading,
  refusals: Refusals,
  { signal, onRead, profiler }: StageOptions,
): Promise<Staged> {
  await createStaging(client);
  const dictionary = createDictionary();
  const copy = startCopy(client, COPY_LINES);
  let rows = 0;
  let refused = 0;
  let lastLine = 0;
  const nameOf = (field: keyof Reading['columns']) => {
    const column = reading.columns[field];
    return column === undefined ? field : (format.header.names[column] ?? field);
  };
  const reader = createRowReader(reading, dictionary, (line, field, reason, text) => {
    refused += 1;
    refusals.add(line, nameOf(field), reason, text);
  });
  try {
    await readRecords(
      file,
      format,
      {
        row(cells, line, text) {
          rows += 1;
          profiler?.add(cells);
          const staged = reader.read(cells, line, text);
          if (staged === null) return;
          lastLine = line;
          copy.write(staged);
        },
        refuse(line, reason, text) {
          rows += 1;
          refused += 1;
          refusals.add(line, '', reason, text);
        },
        async afterChunk(read) {
          onRead(read);
          await copy.flush();
          await refusals.flush();
        },
      },
      { signal },
    );
    await copy.end();
  } catch (error) {
    await copy.abort(error as Error);
    throw error;
  }
  return { rows, refused, lastLine, dictionary };
}
