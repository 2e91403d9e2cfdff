import { StringDecoder } from 'node:string_decoder';
import { createInflateRaw } from 'node:zlib';
import { ImportFailure } from '../../failure.ts';
import type { RandomAccess } from '../random-access.ts';
import { listZip, locateEntry, type ZipListing } from '../zip-directory.ts';
import { cellStyles } from './cell-styles.ts';
import { sharedStrings } from './shared-strings.ts';
import { sheetRows, type SheetContext } from './sheet-rows.ts';
import { attributeOf, createXmlReader, type XmlHandler } from './xml-reader.ts';

export interface WorkbookLimits {
  /** Bytes that come out of the archive, over all parts that are read. */
  bytes: number;
  /** Inflated over packed bytes, judged beyond the first 16 MiB. */
  ratio: number;
}

export interface SheetInfo {
  name: string;
  hidden: boolean;
  part: string;
}

export interface Workbook {
  sheets: SheetInfo[];
  /** Rows of one sheet in their order; stops early once `onRow` answers false. */
  readRows(sheet: SheetInfo, onRow: (cells: string[], row: number) => boolean | Promise<boolean>): Promise<void>;
}

const RATIO_FROM = 1 << 24;
const PIECE = 1 << 16;
const MAX_SHEETS = 1_000;

/**
 * Opens an .xlsx: its list of sheets, formats and shared texts are read, the sheets are left for `readRows`.
 * @throws ImportFailure workbook, zip, bomb, too_large, too_many_columns.
 */
export async function openWorkbook(file: RandomAccess, limits: WorkbookLimits): Promise<Workbook> {
  const parts = new Map((await listZip(file)).map((listing) => [listing.name, listing]));
  const budget = inflationBudget(limits);
  const read = (name: string, handler: XmlHandler, goOn?: () => boolean | Promise<boolean>) =>
    readPart(file, parts, name, handler, budget, goOn);

  const main = (await relationsOf(read, '')).byType.get('officeDocument') ?? 'xl/workbook.xml';
  const targets = await relationsOf(read, main);
  const book = await readBook(read, main, targets);
  const { handler: styles, kinds } = cellStyles();
  const stylesPart = targets.byType.get('styles');
  if (stylesPart !== undefined && parts.has(stylesPart)) await read(stylesPart, styles);
  const { handler: texts, strings } = sharedStrings();
  const textsPart = targets.byType.get('sharedStrings');
  if (textsPart !== undefined && parts.has(textsPart)) await read(textsPart, texts);
  const context: SheetContext = { strings, kinds, from1904: book.from1904 };

  return {
    sheets: book.sheets.filter(({ part }) => parts.has(part)),
    async readRows({ part }, onRow) {
      let rows: { cells: string[]; row: number }[] = [];
      const handler = sheetRows(context, (cells, row) => rows.push({ cells, row }));
      await read(part, handler, async () => {
        const ready = rows;
        rows = [];
        for (const { cells, row } of ready) if (!(await onRow(cells, row))) return false;
        return true;
      });
    },
  };
}

type Read = (name: string, handler: XmlHandler) => Promise<void>;

interface Relations {
  byId: Map<string, string>;
  byType: Map<string, string>;
}

/** Where the parts a part speaks of lie; none when it has no list of them. */
async function relationsOf(read: Read, part: string): Promise<Relations> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const byId = new Map<string, string>();
  const byType = new Map<string, string>();
  const list = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  await read(list, {
    open(name, attributes) {
      if (name !== 'Relationship' || byId.size > MAX_SHEETS * 2) return;
      const target = pathFrom(folder, attributeOf(attributes, 'Target') ?? '');
      byId.set(attributeOf(attributes, 'Id') ?? '', target);
      byType.set((attributeOf(attributes, 'Type') ?? '').split('/').at(-1) ?? '', target);
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { byId, byType };
}

async function readBook(
  read: Read,
  part: string,
  targets: Relations,
): Promise<{ sheets: SheetInfo[]; from1904: boolean }> {
  const sheets: SheetInfo[] = [];
  let from1904 = false;
  await read(part, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributeOf(attributes, 'date1904') ?? '');
      if (name !== 'sheet' || sheets.length >= MAX_SHEETS) return;
      const id = /(?:^|\s)\w+:id\s*=\s*["']([^"']+)/.exec(attributes)?.[1] ?? '';
      const target = targets.byId.get(id);
      // Charts and macros have sheets of their own kind.
      if (target === undefined || !/worksheets?\//i.test(target)) return;
      sheets.push({
        name: (attributeOf(attributes, 'name') ?? '').slice(0, 100),
        hidden: (attributeOf(attributes, 'state') ?? 'visible') !== 'visible',
        part: target,
      });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { sheets, from1904 };
}

function pathFrom(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

function inflationBudget({ bytes: limit, ratio }: WorkbookLimits) {
  let total = 0;
  return {
    take(bytes: number, ofPart: number, packed: number): void {
      total += bytes;
      if (total > limit) {
        throw new ImportFailure(
          'too_large',
          `The workbook unpacks to more than ${Math.round(limit / 1048576)} MiB. Save the sheet as CSV, or in parts.`,
        );
      }
      if (ofPart > RATIO_FROM && ofPart > packed * ratio) {
        throw new ImportFailure(
          'bomb',
          'This workbook unpacks to far more than a file of sales would. It was not read further.',
        );
      }
    },
  };
}

async function readPart(
  file: RandomAccess,
  parts: ReadonlyMap<string, ZipListing>,
  name: string,
  handler: XmlHandler,
  budget: ReturnType<typeof inflationBudget>,
  goOn?: () => boolean | Promise<boolean>,
): Promise<void> {
  const listing = parts.get(name);
  if (!listing) throw damagedWorkbook();
  const { method, start, compressed } = await locateEntry(file, listing);
  const decoder = new StringDecoder('utf8');
  const reader = createXmlReader(handler);
  let out = 0;
  try {
    const bytes = piecesOf(file, start, compressed);
    for await (const piece of method === 'deflated' ? inflated(bytes) : bytes) {
      out += piece.length;
      budget.take(piece.length, out, compressed);
      const text = decoder.write(piece);
      reader.push(out === piece.length && text.startsWith('\uFEFF') ? text.slice(1) : text);
      if (goOn && !(await goOn())) return;
    }
    reader.end();
  } catch (error) {
    throw error instanceof ImportFailure ? error : damagedWorkbook(error);
  }
  await goOn?.();
}

async function* piecesOf(file: RandomAccess, start: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length;) {
    const piece = await file.read(start + at, Math.min(PIECE, length - at));
    if (piece.length === 0) throw damagedWorkbook();
    at += piece.length;
    yield piece;
  }
}

async function* inflated(bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: PIECE });
  const fed = (async () => {
    for await (const piece of bytes) {
      if (inflate.destroyed) return;
      if (!inflate.write(piece)) await new Promise<void>((go) => inflate.once('drain', go).once('close', go));
    }
    inflate.end();
  })().catch((error: Error) => void inflate.destroy(error));
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) yield piece;
  } finally {
    inflate.destroy();
    await fed;
  }
}

export const damagedWorkbook = (cause?: unknown) =>
  new ImportFailure('workbook', 'This workbook is damaged or incomplete. Open it, save it again, and send it.', cause);
