import { join } from 'node:path';
import type { Import, ImportStatus } from '../../shared/api/imports.ts';
import type { Connection } from './connection.ts';
import { closedDaysOf } from '../postgres/day-closed.ts';
import type { Pool } from '../postgres/pool.ts';
import { ImportFailure, throwIfCancelled } from './failure.ts';
import { openFile } from './file/open-file.ts';
import { detectFormat, type FileFormat } from './file/records.ts';
import type { PlainFile } from './file/text-chunks.ts';
import { moveImport, type ImportChanges, type ImportRow } from './import-store.ts';
import { createProfiler, lookWhereFound } from './mapping/column-profile.ts';
import { sheetQuestion } from './mapping/questions.ts';
import { recallSheet } from './mapping/recall-sheet.ts';
import { recall, remember, underSaid, withStoreAsked, type Lesson, type Remembered } from './mapping/remembered.ts';
import { mappingOf, understand, type Reading } from './mapping/understand.ts';
import type { RunProgress } from './progress.ts';
import { addRejectedTexts } from './refused-texts.ts';
import { refuseAhead } from './stage/ahead.ts';
import { refuseClosedDays } from './stage/closed-days.ts';
import { ReceiptsMoved, storeRows } from './stage/commit.ts';
import { matchRows } from './stage/match.ts';
import { createRefusals, type Refusals } from './stage/refusals.ts';
import { resolveDictionary } from './stage/resolve.ts';
import { stageFile, type Staged } from './stage/stage.ts';
import { clearFindings } from './stage/staging-tables.ts';
import { addUp, type Totals } from './stage/totals.ts';
import { describeFile, namedColumns, profileRest, profileSample, sameReading } from './understand-file.ts';

export interface RunContext {
  pool: Pool;
  /** The connection of this run alone. */
  client: Connection;
  folder: string;
  row: ImportRow;
  progress: RunProgress;
  signal: AbortSignal;
  now(): Date;
  /** The program that reads workbooks; the built one unless a test brings its own. */
  workbookProgram: string | undefined;
}

/** Where a run stops by itself. */
export type RunEnd = 'needs_mapping' | 'checked' | 'done';

/** Shares of the whole a part takes, roughly as long as it lasts. */
const OPENED = 0.03;
const READ = 0.35;
const CHECKED = 0.5;
const ATTEMPTS = 3;
const UNKNOWN_STORES_SHOWN = 200;

/** One import from its file to its end. Whatever it throws has left the sales untouched. */
export async function runImport(context: RunContext): Promise<RunEnd> {
  const { folder, row, signal, progress } = context;
  await move(context, ['queued'], 'reading', { questions: null, echec: null });
  const refusals = createRefusals(join(folder, `${row.id}.refus`));
  try {
    const file = await openFile(join(folder, `${row.id}.upload`), join(folder, `${row.id}.plain`), signal, {
      sheet: row.correspondance.sheet,
      recallSheet: (sheets) => recallSheet(context.pool, sheets),
      program: context.workbookProgram,
    });
    const format = await detectFormat(file);
    progress.part(0, OPENED, 1);
    const read = await readFile(context, file, format, refusals, await remembered(context, format));
    if (read === 'needs_mapping') return read;
    return await checkAndStore(context, file, format, read, refusals);
  } finally {
    await refusals.close();
  }
}

interface Read {
  reading: Reading;
  staged: Staged;
}

/** How a file of this shape was read before. */
async function remembered({ pool, row }: RunContext, format: FileFormat): Promise<Remembered | null> {
  const found = await recall(pool, format);
  return found && withStoreAsked(pool, found, row.fichier);
}

/**
 * Reads the file with what its first lines suggest, and at the same time asks all values whether that is right; mostly it
 * is, and once is enough. Otherwise it is read again as they say, or somebody is asked.
 */
async function readFile(
  context: RunContext,
  file: PlainFile,
  format: FileFormat,
  refusals: Refusals,
  memory: Remembered | null,
): Promise<Read | 'needs_mapping'> {
  const { client, row, signal, progress } = context;
  const { names } = format.header;
  const given = memory ? underSaid(memory, row.correspondance) : row.correspondance;
  const habit = memory ? { ...memory.mapping, store: memory.offeredStore } : undefined;
  const onRead = (bytes: number) => progress.part(OPENED, READ, bytes / file.bytes);

  const sample = await profileSample(file, format, signal);
  const profiler = createProfiler(lookWhereFound(sample, names, namedColumns(names, given)));
  const sheet = file.sheet?.doubtful === true ? [sheetQuestion(file.sheet.names)] : [];
  const { reading: hypothesis, questions: open } = understand(names, sample, given, habit);
  const first =
    open.length + sheet.length > 0
      ? null
      : await stageFile(client, file, format, hypothesis, refusals, { signal, onRead, profiler });
  if (first === null) await profileRest(file, format, profiler, signal, onRead);

  const profile = profiler.result();
  const understood = understand(names, profile, given, habit);
  const compris = describeFile(file, format, understood, profile, memory?.memory);
  const questions = [...sheet, ...understood.questions];
  if (questions.length > 0) {
    await move(context, ['reading'], 'needs_mapping', {
      compris,
      questions,
      lignes: profile.rows,
      progression: progress.value(),
    });
    return 'needs_mapping';
  }
  await move(context, ['reading'], 'checking', { compris, lignes: first?.rows ?? profile.rows });
  const { reading } = understood;
  if (first !== null && sameReading(reading, hypothesis)) return { reading, staged: first };
  await refusals.clear();
  return { reading, staged: await stageFile(client, file, format, reading, refusals, { signal, onRead }) };
}

async function checkAndStore(
  context: RunContext,
  file: PlainFile,
  format: FileFormat,
  { reading, staged }: Read,
  refusals: Refusals,
): Promise<RunEnd> {
  const { client, row, signal, progress } = context;
  for (let attempt = 1; ; attempt++) {
    await clearFindings(client);
    throwIfCancelled(signal);
    const resolved = await resolveDictionary(client, staged.dictionary, reading);
    progress.part(READ, CHECKED, 0.2);
    throwIfCancelled(signal);
    await matchRows(client, reading);
    await refuseAhead(client, context.now());
    await refuseClosedDays(client);
    progress.part(READ, CHECKED, 0.6);
    throwIfCancelled(signal);
    const totals = await addUp(client, resolved);
    if (attempt === 1) await refusals.mark();
    else await refusals.rewind();
    if (totals.refused > 0) {
      const columnName = (field: string) => names(format, reading, field);
      await addRejectedTexts(client, file, format, columnName, refusals, signal);
    }
    await refusals.store(client, row.id);
    progress.part(READ, CHECKED, 1);
    throwIfCancelled(signal);
    const found: ImportChanges = {
      ...countsOf(staged, totals),
      effet: totals.effect,
      motifs: await reasonsOf(client, row.id),
      magasins_inconnus:
        resolved.unknownStores.length > 0 ? resolved.unknownStores.slice(0, UNKNOWN_STORES_SHOWN) : null,
      progression: progress.value(),
    };
    if (row.a_blanc) {
      await move(context, ['checking'], 'checked', found);
      return 'checked';
    }
    await move(context, ['checking', 'committing'], 'committing', found);
    try {
      const { fichier: fileName, auteur: author } = row;
      const lesson = {
        importId: row.id,
        fileName,
        author,
        at: context.now(),
        format,
        sheet: file.sheet,
        mapping: mappingOf(reading, format.header.names),
      };
      await commit(context, totals, staged.lastLine, lesson);
      return 'done';
    } catch (error) {
      // A day that was closed since the look is seen by the next one.
      if (!(error instanceof ReceiptsMoved) && !closedDaysOf(error)) throw error;
      if (attempt === ATTEMPTS) throw keptMoving(error);
    }
  }
}

/** The sales and the status `done` become visible together, or not at all. */
async function commit(
  { client, row, progress, signal, now }: RunContext,
  totals: Totals,
  lastLine: number,
  lesson: Lesson,
): Promise<void> {
  await client.query('begin');
  try {
    await storeRows(client, {
      importId: row.id,
      totals,
      lastLine,
      onStored: (fraction) => progress.part(CHECKED, 1, fraction * 0.99),
    });
    throwIfCancelled(signal);
    const moved = await moveImport(client, row.id, ['committing'], 'done', { fini_le: now(), progression: 1 });
    if (!moved) throw takenOver();
    // What no row agreed with teaches nothing.
    if (totals.accepted + totals.duplicates > 0) await remember(client, lesson);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  progress.status('done');
}

function countsOf(staged: Staged, totals: Totals): ImportChanges {
  const refusees = staged.refused + totals.refused;
  if (staged.rows !== totals.accepted + refusees + totals.duplicates) {
    throw new Error(
      `rows do not add up: ${staged.rows} read, ${totals.accepted} accepted, ${refusees} refused, ${totals.duplicates} duplicates`,
    );
  }
  return {
    lignes: staged.rows,
    acceptees: totals.accepted,
    refusees,
    doublons: totals.duplicates,
    unites: totals.units,
    montant: totals.amount,
  };
}

async function reasonsOf(client: Connection, importId: string): Promise<Import['reasons'] | null> {
  const { rows } = await client.query<{ code: string; count: number; example: string }>(
    `select motif as code, count(*)::integer as count, (array_agg(left(texte, 200) order by ligne))[1] as example
     from imports_refus where import_id = $1 group by motif order by 2 desc, 1`,
    [importId],
  );
  return rows.length > 0 ? rows : null;
}

function names(format: FileFormat, { columns }: Reading, field: string): string {
  const column = columns[field as keyof Reading['columns']];
  return column === undefined ? field : (format.header.names[column] ?? field);
}

async function move(
  { pool, row, progress }: RunContext,
  from: readonly ImportStatus[],
  to: ImportStatus,
  changes: ImportChanges,
): Promise<void> {
  const moved = await moveImport(pool, row.id, from, to, changes);
  if (!moved) throw takenOver();
  progress.status(to);
}

function keptMoving(error: unknown): ImportFailure {
  return error instanceof ReceiptsMoved
    ? new ImportFailure(
        'conflict',
        'Other sales with the same receipt numbers keep arriving. Import the file again.',
        error,
      )
    : new ImportFailure(
        'days_closing',
        'Days of this file were closed one after the other while it was imported. Import it again: their rows will be refused, the others stored.',
        error,
      );
}

const takenOver = () => new ImportFailure('interrupted', 'The import was taken over or stopped elsewhere.');
