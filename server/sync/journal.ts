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

/** Where documents are durable. Calls that fail may have taken effect: read to find out. */
export interface JournalStore {
  /** One transaction for all batches, which must be of different documents; the answers come in their order. */
  appendAll(batches: readonly Batch[]): Promise<Appended[]>;
  load(document: number, epoch: number): Promise<Loaded>;
  /** The rows after a position, in order. */
  readAfter(position: Position): Promise<JournalRow[]>;
  /** The last seq of each document in the epoch of its position; documents with nothing after it are left out. */
  heads(positions: readonly Position[]): Promise<Map<number, number>>;
  /** Kept unless a later one is there. */
  saveSnapshot(document: number, epoch: number, snapshot: Snapshot): Promise<void>;
}

export interface Journal extends Omit<JournalStore, 'appendAll'> {
  append(batch: Batch): Promise<Appended>;
}
