import { createMemoryJournal } from './memory-journal.ts';
import { LEA } from './testing/fixtures.ts';
import { describeJournal } from './testing/journal-contract.ts';

const journal = createMemoryJournal();
let documents = 0;

describeJournal('the journal in memory', () => ({
  store: journal,
  newDocument: async () => ++documents,
  closeDocument: async (document) => journal.close(document),
  user: LEA,
}));
