import { ImportFailure } from '../failure.ts';
import type { RandomAccess } from './random-access.ts';
import { listZip, locateEntry, type ZipEntry } from './zip-directory.ts';

/** What an archive is: a workbook of a spreadsheet, which is a zip too, or the one file it holds. */
export type Archive = { kind: 'workbook' } | { kind: 'file'; entry: ZipEntry };

/** @throws ImportFailure xlsx (a workbook nobody reads here), zip. */
export async function readArchive(file: RandomAccess): Promise<Archive> {
  const entries = await listZip(file);
  const names = new Set(entries.map(({ name }) => name));
  // Binary workbooks (.xlsb) and those of OpenDocument are other formats in the same wrapping.
  if (names.has('xl/workbook.bin') || (names.has('mimetype') && names.has('content.xml'))) throw otherWorkbook();
  if (names.has('[Content_Types].xml') || entries.some(({ name }) => name.startsWith('xl/')))
    return { kind: 'workbook' };
  const files = entries.filter(({ name }) => !name.endsWith('/') && !name.startsWith('__MACOSX/'));
  const [entry] = files;
  if (!entry || files.length > 1) {
    throw new ImportFailure(
      'zip',
      `This archive holds ${files.length} files. Send an archive of exactly one file, or the files themselves, several at once if you like.`,
    );
  }
  return { kind: 'file', entry: await locateEntry(file, entry) };
}

export function otherWorkbook(): ImportFailure {
  return new ImportFailure(
    'xlsx',
    'This workbook is of an older or another format (.xls, .xlsb, .ods), or protected by a password. Save it as .xlsx without password, or as « CSV UTF-8 », and send that file.',
  );
}
