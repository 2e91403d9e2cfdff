/** Between the cells of a sheet once it is text: no cell holds one. */
export const CELL_SEPARATOR = '\t';

/**
 * Rows of a sheet as lines of text, one line per row of the sheet, those that are empty included: line numbers are row numbers.
 * Line ends and tabs within a cell become spaces; quotes are doubled, as the tokenizer reads them.
 */
export function tableText(): (cells: readonly string[], row: number) => string {
  let last = 0;
  return (cells, row) => {
    const blank = '\n'.repeat(row - last - 1);
    last = row;
    return `${blank}${cells.map(cellText).join(CELL_SEPARATOR)}\n`;
  };
}

function cellText(cell: string): string {
  // eslint-disable-next-line no-control-regex
  const flat = /[\x00-\x1f\u2028\u2029]/.test(cell) ? cell.replace(/[\x00-\x1f\u2028\u2029]+/g, ' ') : cell;
  return flat.includes('"') ? `"${flat.replaceAll('"', '""')}"` : flat;
}
