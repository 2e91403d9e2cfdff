import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ImportFailure } from '../../failure.ts';
import type { PlainFile } from '../text-chunks.ts';
import { chooseSheet, type ChosenSheet, type SheetCandidate } from './choose-sheet.ts';
import { startWorkbookProcess } from './workbook-process.ts';
import type { SheetSample } from './workbook-messages.ts';
import type { WorkbookLimits } from './workbook.ts';

export interface SheetOptions {
  limits: WorkbookLimits;
  sheet: string | undefined;
  /** Which of several that look alike was read before. */
  recallSheet?: RecallSheet | undefined;
  program: string;
}

export type RecallSheet = (sheets: readonly SheetCandidate[]) => Promise<string | undefined>;

const MILLISECONDS = 180_000;
const HEAP_MEGABYTES = 384;

/**
 * Writes the rows of one sheet to `plainPath`, as text the rest of the import reads like any other.
 * @throws ImportFailure workbook, zip, bomb, too_large, too_many_columns, empty.
 */
export async function openSheet(
  path: string,
  plainPath: string,
  signal: AbortSignal,
  { limits, sheet, recallSheet, program }: SheetOptions,
): Promise<PlainFile> {
  const file = await open(path);
  try {
    const limited = { ...limits, milliseconds: MILLISECONDS, heapMegabytes: HEAP_MEGABYTES };
    const reading = await startWorkbookProcess(file, program, limited, signal);
    try {
      const chosen = await settle(reading.sheets, sheet, recallSheet);
      if (chosen === null) {
        throw new ImportFailure('empty', 'No sheet of this workbook holds a table: a header and rows below it.');
      }
      let bytes = 0;
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          if (bytes > limits.bytes) return done(tooMuch(limits.bytes));
          done(null, chunk);
        },
      });
      await pipeline(reading.read(chosen.index), count, createWriteStream(plainPath), { signal });
      await reading.ended();
      const { name, names, doubtful } = chosen;
      return { path: plainPath, bytes, encoding: 'utf-8', bom: 0, sheet: { name, names, doubtful } };
    } finally {
      reading.kill();
    }
  } finally {
    await file.close();
  }
}

async function settle(
  sheets: readonly SheetSample[],
  wanted: string | undefined,
  recallSheet: RecallSheet | undefined,
): Promise<ChosenSheet | null> {
  const chosen = chooseSheet(sheets, wanted);
  if (chosen?.doubtful !== true) return chosen;
  const before = await recallSheet?.(chosen.candidates);
  return before === undefined ? chosen : chooseSheet(sheets, before);
}

const tooMuch = (limit: number) =>
  new ImportFailure(
    'too_large',
    `This sheet holds more than ${Math.round(limit / 1048576)} MiB of text. Save it in parts.`,
  );
