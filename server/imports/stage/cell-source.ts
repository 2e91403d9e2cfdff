import { importFieldSchema, type ImportField } from '../../../shared/api/imports.ts';
import type { Reading } from '../mapping/understand.ts';

/** Where the text of a field comes from: a column, or one text for all rows (column -1). */
export interface CellSource {
  column: number;
  constant: string;
}

export function cellSources({ columns, constants }: Reading): Record<ImportField, CellSource> {
  const source = (field: ImportField): CellSource => ({
    column: columns[field] ?? -1,
    constant: (constants[field] ?? '').trim(),
  });
  return Object.fromEntries(importFieldSchema.options.map((field) => [field, source(field)])) as Record<
    ImportField,
    CellSource
  >;
}

const ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|VALEUR!|NOM\?|NOMBRE!|NUL!)$/;

/** A formula that failed: as text it would become a code nobody gave. */
export function isCellError(text: string): boolean {
  return text.charCodeAt(0) === 0x23 && ERROR.test(text);
}

export function cellOf(cells: readonly string[], { column, constant }: CellSource): string {
  return column < 0 ? constant : (cells[column] ?? '').trim();
}
