import type { ImportMapping } from '../../shared/api/imports.ts';

/**
 * What was said before, with the parts said now in their place; a column and a constant for one field exclude each other. Another
 * sheet is another table: what was said of columns is forgotten.
 */
export function mergeMappings(earlier: ImportMapping, now: ImportMapping): ImportMapping {
  const moved = now.sheet !== undefined && now.sheet !== earlier.sheet;
  const before = moved ? { ...earlier, columns: {} } : earlier;
  const columns = { ...without(before.columns, now.constants), ...now.columns };
  const constants = { ...without(before.constants, now.columns), ...now.constants };
  const unknown = { ...before.unknown, ...now.unknown };
  return { ...before, ...now, columns, constants, unknown };
}

function without<T extends object>(fields: T | undefined, replaced: object | undefined): T {
  const gone = new Set(Object.keys(replaced ?? {}));
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([field]) => !gone.has(field))) as T;
}
