import type { ImportField, ImportQuestion } from '../../../shared/api/imports.ts';
import type { DateEvidence } from '../../../shared/numbers/date-evidence.ts';

type Needed = 'date' | 'quantity' | 'amount' | 'store';

const MISSING: Record<Needed, string> = {
  date: 'No column holds the date of the sales. Say which one does.',
  quantity: 'No column was recognised as the quantity. Say which one is.',
  amount: 'No column was recognised as a unit price or an amount. Say which one is.',
  store: 'No column names the store. Say which one does, or give one store for the whole file.',
};

export function missingColumn(field: Needed, names: readonly string[]): ImportQuestion {
  return { code: 'missing_column', field, options: [...names], message: MISSING[field] };
}

export function wrongColumn(field: ImportField, header: string, names: readonly string[]): ImportQuestion {
  const held = field === 'date' ? 'date' : 'number';
  return {
    code: 'wrong_column',
    field,
    options: [...names],
    message: `No value of the column « ${header} » is a ${held}.`,
  };
}

export function unknownHeader(field: ImportField, header: string, names: readonly string[]): ImportQuestion {
  return {
    code: 'unknown_header',
    field,
    options: [...names],
    message: `The file has no column « ${header.slice(0, 200)} ».`,
  };
}

export function sheetQuestion(names: readonly string[]): ImportQuestion {
  return {
    code: 'sheet',
    options: [...names],
    message: 'Several sheets of this workbook look like sales. Say which one to import.',
  };
}

export function dateQuestion({ verdict, ranges, examples }: DateEvidence): ImportQuestion {
  const hints: Record<string, string> = {};
  for (const order of ['dmy', 'mdy'] as const) {
    const range = ranges[order];
    if (range) hints[order] = `${range.first} … ${range.last}`;
  }
  const example = examples.both[0] ?? '';
  const message =
    verdict === 'mixed'
      ? `Some dates exist only as day/month (${examples.onlyDmy[0]}), others only as month/day (${examples.onlyMdy[0]}).`
      : `Every date exists both as day/month and as month/day, such as ${example}. Say which it is.`;
  return { code: 'date_order', field: 'date', options: ['dmy', 'mdy'], hints, message };
}

export function decimalQuestion(examples: readonly string[]): ImportQuestion {
  return {
    code: 'decimal_sign',
    options: [',', '.'],
    message: `Numbers such as ${examples.slice(0, 3).join(' and ')} can be read in two ways. Say which sign starts the decimals.`,
  };
}
