import { compareEdits } from '../../../shared/planning/edit.ts';
import { matches } from '../../ui/search-text.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

/** What one person did at once: one entry, or all entries of a group (a paste, a spread, their undo). */
export interface LogLine {
  readonly key: string;
  readonly by: string;
  /** Hybrid logical clock of the newest entry. */
  readonly at: number;
  /** Newest first, at least one. */
  readonly edits: readonly [Edit, ...Edit[]];
}

/** Folds the entries of a scenario into lines, newest first, whatever their order. A group belongs to its author alone. */
export function logLines(edits: readonly Edit[]): LogLine[] {
  const groups = new Map<string, [Edit, ...Edit[]]>();
  for (const edit of edits.toSorted((a, b) => compareEdits(b, a))) {
    const key = edit.group === undefined ? `${edit.id} ${edit.cell} ${edit.op}` : `${edit.group} ${edit.by}`;
    const group = groups.get(key);
    if (group) group.push(edit);
    else groups.set(key, [edit]);
  }
  return [...groups].map(([key, group]) => ({ key, by: group[0].by, at: group[0].at, edits: group }));
}

export interface LogFilter {
  /** User id; everybody where absent. */
  readonly by?: string | undefined;
  /** Words that stand in the name of one of the cells. */
  readonly text: string;
}

/** @param cellName a cell's address in words */
export function filterLines(
  lines: readonly LogLine[],
  { by, text }: LogFilter,
  cellName: (address: string) => string,
): readonly LogLine[] {
  if (by === undefined && text.trim() === '') return lines;
  const wanted = ({ cell }: Edit): boolean => matches(cellName(cell), text);
  return lines.filter((line) => (by === undefined || line.by === by) && line.edits.some(wanted));
}

export interface Author {
  readonly id: string;
  readonly name: string;
}

/** Everybody with a line, by name. */
export function authorsOf(lines: readonly LogLine[], nameOf: (user: string) => string): Author[] {
  const ids = [...new Set(lines.map(({ by }) => by))];
  return ids.map((id) => ({ id, name: nameOf(id) })).toSorted((a, b) => a.name.localeCompare(b.name));
}
