import type { Import } from '../../../shared/api/imports.ts';

/** What became of a file of the folder, for whoever put it there. */
export function reportOf(found: Import): object {
  const { id, fileName, status, createdAt, finishedAt, seconds, rows, accepted, rejected, duplicates } = found;
  const { units, amount, reasons, failure, unknownStores, effect } = found;
  return {
    id,
    fileName,
    status,
    createdAt,
    finishedAt,
    seconds,
    rows,
    accepted,
    rejected,
    duplicates,
    units,
    amount,
    firstDay: effect?.firstDay,
    lastDay: effect?.lastDay,
    failure,
    reasons,
    unknownStores,
  };
}

/** The same of a file no import was made of. */
export function reportOfTooLarge(fileName: string, size: number, maxBytes: number): object {
  const limit = Math.round(maxBytes / 1048576);
  const message = `The file is larger than ${limit} MiB. Compress it (gzip or zip) or put it there in parts.`;
  return { fileName, status: 'failed', size, failure: { code: 'too_large', message } };
}
