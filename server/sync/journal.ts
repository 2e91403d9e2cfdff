/** A document at a moment: `document` is the id of a sheet, `seq` the last row seen (0: none). */
export interface Position {
  readonly document: number;
  readonly epoch: number;
  readonly seq: number;
}

/** An update the gate let pass: what one client id added. */
export interface JournalRecord {
  readonly bytes: Uint8Array;
  readonly client: number;
  readonly user: string;
}

export interface JournalRow extends JournalRecord {
  readonly seq: number;
}

/** Records that follow row `after` of their document. All of them are kept, or none. */
export interface Batch {
  readonly document: number;
  readonly epoch: number;
  readonly after: number;
  readonly records: readonly JournalRecord[];
}

/**
 * `committed`: durable. `behind`: another server has written after `after`; read on and judge again. `closed`: the sheet is
 * not open for writing any more, or in another epoch.
 */
export type Appended = 'committed' | 'behind' | 'closed';

export interface Snapshot {
  readonly seq: number;
  /** The whole document as one Yjs update. */
  readonly state: Uint8Array;
  /** Who each client id belongs to. */
  readonly owners: ReadonlyMap<number, string>;
}

export interface Loaded {
  readonly snapshot: Snapshot | undefined;
  /** Rows after the snapshot, in order, without a gap. */
  readonly rows: readonly JournalRow[];
}

/** What is left of row `from` of the epoch before; the moment and the user stay those of that row. */
export interface CarriedRow {
  readonly bytes: Uint8Array;
  readonly client: number;
  readonly from: number;
}

/** What the next epoch of a document starts with. */
export interface NextEpoch {
  /** Entries stamped before have settled: no new one is taken. */
  readonly settledBefore: number;
  readonly rows: readonly CarriedRow[];
  /** Of all of them. */
  readonly snapshot: Snapshot | undefined;
}

/** `moved`: somebody wrote meanwhile, the epoch is another one, or another server is at it. */
export type Rebuilt = 'begun' | 'unchanged' | 'moved';

/** Where documents are durable. Calls that fail may have taken effect: read to find out. */
export interface JournalStore {
  /** One transaction for all batches, in the order of which the answers come. Rejects where a document is in it twice. */
  appendAll(batches: readonly Batch[]): Promise<Appended[]>;
  load(document: number, epoch: number): Promise<Loaded>;
  /** The rows after a position, in order. */
  readAfter(position: Position): Promise<JournalRow[]>;
  /** For each position the last seq after it, or that its epoch is over; undefined where nothing is new. */
  heads(positions: readonly Position[]): Promise<(number | 'ended' | undefined)[]>;
  /** Kept unless a later one is there. */
  saveSnapshot(document: number, epoch: number, snapshot: Snapshot): Promise<void>;
  /**
   * Shows `make` every row of an epoch and begins the next one with what it returns, if that is anything and the document
   * did not move meanwhile: all of it, or nothing. Appends to the epoch before are `closed` from then on.
   */
  rebuild(
    document: number,
    epoch: number,
    make: (rows: readonly JournalRow[]) => NextEpoch | undefined,
  ): Promise<Rebuilt>;
}

export interface Journal extends Omit<JournalStore, 'appendAll'> {
  append(batch: Batch): Promise<Appended>;
}

/** An epoch that is over and the one after it would be taken for each other. */
export function refuseTwice(batches: readonly Batch[]): void {
  const documents = new Set(batches.map(({ document }) => document));
  if (documents.size < batches.length) throw new Error('a document is in a group twice');
}
