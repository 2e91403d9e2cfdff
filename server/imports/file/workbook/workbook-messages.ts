import type { FailureKind } from '../../failure.ts';

/** The first rows of a sheet, to be judged whether it holds sales. */
export interface SheetSample {
  name: string;
  hidden: boolean;
  rows: { cells: string[]; line: number }[];
}

/** What the process that reads workbooks says on its channel; the rows themselves go to its standard output. */
export type WorkbookMessage =
  | { kind: 'sheets'; sheets: SheetSample[] }
  | { kind: 'end' }
  | { kind: 'failure'; failure: FailureKind; message: string };

/** What it is answered: the place of the sheet to read in the list it sent. */
export interface SheetChoice {
  sheet: number;
}
