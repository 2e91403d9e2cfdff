/** What the columns of whole rows hold: whether always something, and whether nothing but numbers; undefined where nobody knows. */
export interface ColumnHabits {
  filled: boolean[];
  numbers: (boolean | undefined)[];
}

const NUMBER = /^[-+]?[\d\s.,'’]*\d\s*[€$£%]?$/;
const WHOLE = /^[-+]?\d+$/;
const DECIMALS = /^\d{1,4}$/;

export function habitsOf(rows: readonly (readonly string[])[], width: number): ColumnHabits {
  const values = Array.from({ length: width }, (_, column) => rows.map((cells) => cells[column]?.trim() ?? ''));
  return {
    filled: values.map((column) => column.length > 0 && column.every((value) => value !== '')),
    numbers: values.map((column) => {
      const given = column.filter((value) => value !== '');
      return given.length === 0 ? undefined : given.every((value) => NUMBER.test(value));
    }),
  };
}

/**
 * Whether a row of a comma-separated file, longer than its header by empty cells, is one whose `12,50` was not quoted: put together
 * again, two of its cells make a row like the others. Read as it stands, every value behind them would be in the wrong column.
 */
export function mayBeSplit(cells: readonly string[], habits: ColumnHabits): boolean {
  return cells.some((whole, at) => {
    const decimals = cells[at + 1]?.trim() ?? '';
    if (!WHOLE.test(whole.trim()) || !DECIMALS.test(decimals) || habits.numbers[at] === false) return false;
    return isUsual([...cells.slice(0, at), `${whole},${decimals}`, ...cells.slice(at + 2)], habits);
  });
}

function isUsual(cells: readonly string[], { filled, numbers }: ColumnHabits): boolean {
  return filled.every((always, column) => {
    const value = cells[column]?.trim() ?? '';
    return value === '' ? !always : numbers[column] !== true || NUMBER.test(value);
  });
}
