import type { MasterField, MasterKind, MasterReason } from '../../../shared/api/master-imports.ts';

/** What stands in a cell, and how it is read. */
export type Cell =
  | { kind: 'code'; pattern: RegExp }
  /** The code of something that must be there already. */
  | { kind: 'parent'; table: ParentTable; unknown: MasterReason }
  | { kind: 'text'; max: number }
  | { kind: 'money'; scale: number; negative: boolean }
  | { kind: 'count' }
  | { kind: 'rate' }
  | { kind: 'day' }
  /** The day a rate counts from; blank: always. */
  | { kind: 'since' }
  | { kind: 'month' }
  | { kind: 'zone' }
  | { kind: 'charge' }
  | { kind: 'event' };

export type ParentTable = 'regions' | 'magasins' | 'categories';

export interface FieldSpec {
  field: MasterField;
  cell: Cell;
  /** Column of the table; of a parent the column that holds its id. */
  column: string;
  sql: 'text' | 'integer' | 'numeric' | 'date';
  /** Names the row, together with the other keys. */
  key?: true;
  /** A new row must have it; where absent and not `initial`, it has none. */
  needed?: true;
  /** What a new row has where the file says nothing. */
  initial?: string;
  /** A dash in the file takes the value away. */
  clearable?: true;
  /** Its column in templates and exports; the first of the names it is recognised by. */
  header: string;
  /** Other names of the column, separated by `|`; case, accents and punctuation do not matter. */
  words: string;
  example: string;
}

export interface KindSpec {
  kind: MasterKind;
  table: string;
  /** Name of the downloaded file. */
  file: string;
  fields: readonly FieldSpec[];
}

export const keysOf = ({ fields }: KindSpec): FieldSpec[] => fields.filter(({ key }) => key === true);

/** One row by field: exact decimals, days, codes; null: no value. */
export type Row = Partial<Record<MasterField, string | null>>;

/** Codes hold no `|` but SKUs, which are the only key of theirs: no two rows share it. */
export function keyOf(spec: KindSpec, row: Row): string {
  return keysOf(spec)
    .map(({ field }) => row[field] ?? '')
    .join('|');
}
