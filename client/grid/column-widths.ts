import { readSetting, writeSetting } from '../ui/settings.ts';

/** Widths somebody gave to columns, in px by column id; kept on this machine. */
export interface ColumnWidths {
  readonly of: (column: string) => number | undefined;
  readonly keep: (column: string, width: number) => void;
}

/** @param key names the grid and its user; `undefined` keeps the widths for the life of the page */
export function openColumnWidths(key: string | undefined): ColumnWidths {
  const setting = key === undefined ? undefined : `column-widths.${key}`;
  const widths = parseWidths(setting === undefined ? null : readSetting(setting));
  return {
    of: (column) => widths.get(column),
    keep: (column, width) => {
      widths.set(column, Math.round(width));
      if (setting !== undefined) writeSetting(setting, JSON.stringify(Object.fromEntries(widths)));
    },
  };
}

/** What is not a width is left out: anybody may have written there. */
export function parseWidths(text: string | null): Map<string, number> {
  const read = text === null ? undefined : parsed(text);
  if (typeof read !== 'object' || read === null) return new Map();
  return new Map(Object.entries(read).filter((entry): entry is [string, number] => isWidth(entry[1])));
}

function isWidth(value: unknown): boolean {
  return typeof value === 'number' && value >= 20 && value <= 2_000;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
