import { Readable } from 'node:stream';
import { z } from 'zod';
import { exportCsv } from './export-csv.ts';
import { exportXlsx } from './export-xlsx.ts';
import type { Engine } from '../../shared/planning/engine.ts';

export const exportFormatSchema = z.enum(['csv', 'xlsx']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export interface ExportFile {
  readonly name: string;
  readonly contentType: string;
  /** Made while it is read. */
  readonly content: Readable;
}

const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** @param engine nobody changes it while the file is read */
export function exportFile(engine: Engine, name: string, format: ExportFormat): ExportFile {
  return {
    name: `${name}.${format}`,
    contentType: CONTENT_TYPES[format],
    content: format === 'csv' ? Readable.from(exportCsv(engine)) : exportXlsx(engine),
  };
}
