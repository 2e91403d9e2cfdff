/**
 * The program of the process that reads one workbook (see workbook-process.ts). It is given the open file and pipes, no name
 * of a file, no environment and no address; it opens nothing and connects to nothing.
 */
import { read } from 'node:fs';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { ImportFailure } from '../../failure.ts';
import type { RandomAccess } from '../random-access.ts';
import { tableText } from './table-text.ts';
import { openWorkbook } from './workbook.ts';
import type { SheetChoice, SheetSample, WorkbookMessage } from './workbook-messages.ts';

// oxlint-disable-next-line no-restricted-globals -- a process of its own: its channel, its output and its arguments
const self = process;
const readFile = promisify(read);
/** Where the parent puts the file: after the three standard streams and the channel. */
const FILE = 4;
const SAMPLE_ROWS = 50;
const SAMPLE_CELL = 200;
const WRITTEN = 1 << 16;

const [size = 0, bytes = 0, ratio = 0] = self.argv.slice(2).map(Number);

async function main(): Promise<void> {
  const workbook = await openWorkbook(openedFile(), { bytes, ratio });
  const samples: SheetSample[] = [];
  for (const sheet of workbook.sheets) {
    const rows: SheetSample['rows'] = [];
    await workbook.readRows(sheet, (cells, row) => {
      rows.push({ cells: cells.map((cell) => cell.slice(0, SAMPLE_CELL)), line: row });
      return rows.length < SAMPLE_ROWS;
    });
    samples.push({ name: sheet.name, hidden: sheet.hidden, rows });
  }
  const chosen = once(self, 'message') as Promise<[SheetChoice]>;
  say({ kind: 'sheets', sheets: samples });
  const [{ sheet: index }] = await chosen;
  const sheet = workbook.sheets[index];
  if (!sheet) throw new Error(`there is no sheet ${index}`);
  const textOf = tableText();
  let gathered = '';
  await workbook.readRows(sheet, async (cells, row) => {
    gathered += textOf(cells, row);
    if (gathered.length >= WRITTEN) {
      const text = gathered;
      gathered = '';
      await write(text);
    }
    return true;
  });
  await write(gathered);
}

/** One worry of this process is to hold no more than it must: it waits until what it wrote was taken. */
async function write(text: string): Promise<void> {
  if (text !== '' && !self.stdout.write(text)) await once(self.stdout, 'drain');
}

function openedFile(): RandomAccess {
  return {
    size,
    async read(position, length) {
      const { buffer, bytesRead } = await readFile(FILE, Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    },
  };
}

function say(message: WorkbookMessage): void {
  self.send?.(message);
}

try {
  await main();
  self.stdout.end(() => {
    say({ kind: 'end' });
    self.disconnect();
  });
} catch (error) {
  const known = error instanceof ImportFailure;
  say({
    kind: 'failure',
    failure: known ? error.kind : 'workbook',
    message: known ? error.message : 'This workbook is damaged or incomplete. Open it, save it again, and send it.',
  });
  self.disconnect();
}
