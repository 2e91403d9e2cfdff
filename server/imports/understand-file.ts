import { isDeepStrictEqual } from 'node:util';
import type { ImportMemory } from '../../shared/api/import-memories.ts';
import type { ImportMapping, ImportUnderstood } from '../../shared/api/imports.ts';
import type { FileFormat } from './file/records.ts';
import { readRecords } from './file/records.ts';
import type { PlainFile } from './file/text-chunks.ts';
import { createProfiler, lookEverywhere, type FileProfile, type Profiler } from './mapping/column-profile.ts';
import { mappingOf, type Reading, type Understanding } from './mapping/understand.ts';

const SAMPLE_BYTES = 1 << 18;

/** What the first lines say, all columns looked at for everything. */
export async function profileSample(file: PlainFile, format: FileFormat, signal: AbortSignal): Promise<FileProfile> {
  const profiler = createProfiler(lookEverywhere(format.header.names.length));
  const sink = { row: (cells: readonly string[]) => profiler.add(cells), refuse: () => undefined };
  await readRecords(file, format, sink, file.bytes > SAMPLE_BYTES ? { limit: SAMPLE_BYTES, signal } : { signal });
  return profiler.result();
}

/** Asks all values, without staging anything. */
export async function profileRest(
  file: PlainFile,
  format: FileFormat,
  profiler: Profiler,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): Promise<void> {
  const sink = {
    row: (cells: readonly string[]) => profiler.add(cells),
    refuse: () => undefined,
    afterChunk(read: number) {
      onRead(read);
      return undefined;
    },
  };
  await readRecords(file, format, sink, { signal });
}

/** Columns the user named; they are looked at whatever the sample holds. */
export function namedColumns(names: readonly string[], given: ImportMapping): Set<number> {
  const headers = new Set(Object.values(given.columns ?? {}));
  return new Set(names.flatMap((name, index) => (headers.has(name) ? [index] : [])));
}

export function describeFile(
  file: PlainFile,
  { separator, newline, windows, header }: FileFormat,
  { reading, columns }: Understanding,
  profile: FileProfile,
  memory: ImportMemory | undefined,
): ImportUnderstood {
  return {
    separator,
    encoding: file.encoding,
    newline: newline === '\r' ? 'cr' : windows ? 'crlf' : 'lf',
    decimal: reading.decimal,
    dateOrder: reading.dateOrder,
    ...(file.sheet ? { sheet: file.sheet.name, sheets: file.sheet.names } : {}),
    ...(memory ? { remembered: pickMemory(memory) } : {}),
    columns,
    sample: profile.head,
    mapping: mappingOf(reading, header.names),
  };
}

const pickMemory = ({ id, fileName, author, readAt }: ImportMemory) => ({ id, fileName, author, readAt });

/** Whether two readings read every row alike; the order in which fields were settled says nothing. */
export function sameReading(a: Reading, b: Reading): boolean {
  return isDeepStrictEqual(a, b);
}
