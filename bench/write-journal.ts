import * as Y from 'yjs';
import { mustParseCell } from '../shared/hierarchy/address.ts';
import { sheetOf } from '../shared/hierarchy/sheet.ts';
import { edits as editsLog } from '../shared/scenario/document.ts';
import { createPostgresJournal } from '../server/sync/postgres-journal.ts';
import type { Hierarchy } from '../shared/hierarchy/hierarchy.ts';
import type { Edit } from '../shared/planning/edit.ts';
import type { Pool } from '../server/postgres/pool.ts';
import type { JournalRecord } from '../server/sync/journal.ts';

/** Writes edits as if their author had typed them one by one: a journal row each, in the sheet of its cell. */
export async function writeJournal(
  pool: Pool,
  hierarchy: Hierarchy,
  scenario: string,
  edits: readonly Edit[],
): Promise<void> {
  const { rows } = await pool.query<{ document: number; sheet: string; epoch: number }>(
    'select id as document, feuille as sheet, epoque as epoch from scenario_feuilles where scenario_id = $1',
    [scenario],
  );
  const bySheet = new Map<string, Edit[]>(rows.map(({ sheet }) => [sheet, []]));
  for (const edit of edits) {
    bySheet.get(sheetOf(hierarchy, mustParseCell(hierarchy, edit.cell), edit.op))?.push(edit);
  }
  const batches = rows.map(({ document, sheet, epoch }) => ({
    document,
    epoch,
    after: 0,
    records: recordsOf(bySheet.get(sheet) ?? []),
  }));
  const answers = await createPostgresJournal(pool).appendAll(batches.filter(({ records }) => records.length > 0));
  if (answers.some((answer) => answer !== 'committed')) throw new Error(`the journal answered ${answers.join()}`);
}

function recordsOf(entries: readonly Edit[]): JournalRecord[] {
  const doc = new Y.Doc();
  const records: JournalRecord[] = [];
  let user = '';
  doc.on('update', (bytes: Uint8Array) => records.push({ bytes, client: doc.clientID, user }));
  for (const entry of entries) {
    user = entry.by;
    editsLog.append(doc, [entry]);
  }
  return records;
}
