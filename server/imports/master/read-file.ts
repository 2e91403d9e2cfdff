import { rm } from 'node:fs/promises';
import type { MasterMapping, MasterReason } from '../../../shared/api/master-imports.ts';
import { ImportFailure } from '../failure.ts';
import { openFile } from '../file/open-file.ts';
import { detectFormat, readRecords, type FileFormat } from '../file/records.ts';
import type { PlainFile } from '../file/text-chunks.ts';
import { ownText } from '../own-text.ts';
import type { KindSpec } from './spec.ts';
import { knowsHeader, understandMaster, type Understanding } from './understand.ts';

export interface FileRow {
  line: number;
  cells: string[];
  text: string;
}

/** A file of reference data, read whole: such files are small. */
export interface MasterFile {
  format: FileFormat;
  encoding: PlainFile['encoding'];
  rows: FileRow[];
  /** Lines that are no rows. */
  broken: { line: number; reason: MasterReason; text: string }[];
  understanding: Understanding;
}

export const MAX_ROWS = 50_000;
/** Bytes of text, unpacked. */
const MAX_BYTES = 32 << 20;
const SHOWN_TEXT = 2_000;

/** Reads the file at `path` piece by piece. @throws ImportFailure as openFile and detectFormat, and too_many_rows. */
export async function readMasterFile(
  path: string,
  spec: KindSpec,
  given: MasterMapping,
  signal: AbortSignal,
): Promise<MasterFile> {
  const plain = `${path}.plain`;
  try {
    const file = await openFile(path, plain, signal, { limits: { bytes: MAX_BYTES, ratio: 200 } });
    const format = await detectFormat(file, knowsHeader(spec));
    const understood = understandMaster(spec, format.header.names, given);
    const rows: FileRow[] = [];
    const broken: MasterFile['broken'] = [];
    const full = () => {
      if (rows.length + broken.length < MAX_ROWS) return;
      throw new ImportFailure('too_many_rows', `The file has more than ${MAX_ROWS} rows. Send it in parts.`);
    };
    await readRecords(
      file,
      format,
      {
        row(cells, line, text) {
          full();
          understood.add(cells);
          rows.push({
            line,
            cells: cells.map((cell) => ownText(cell.trim())),
            text: ownText(text.slice(0, SHOWN_TEXT)),
          });
        },
        refuse(line, reason, text) {
          full();
          broken.push({ line, reason, text: ownText(text.slice(0, SHOWN_TEXT)) });
        },
      },
      { signal },
    );
    return { format, encoding: file.encoding, rows, broken, understanding: understood.result() };
  } finally {
    await rm(plain, { force: true });
  }
}
