/** Why an import cannot go on. `kind` is stable and stored with the import; the message says what to do. */
export type FailureKind =
  | 'not_csv'
  | 'xlsx'
  | 'workbook'
  | 'html'
  | 'binary'
  | 'empty'
  | 'no_separator'
  | 'too_large'
  | 'bomb'
  | 'zip'
  | 'gzip'
  | 'too_many_columns'
  | 'too_many_rows'
  | 'too_many_products'
  | 'interrupted'
  | 'file_gone'
  | 'conflict'
  | 'days_closing'
  | 'database'
  | 'internal';

export class ImportFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** Thrown out of whatever runs when the user cancels. */
export class ImportCancelled extends Error {}

export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new ImportCancelled();
}
