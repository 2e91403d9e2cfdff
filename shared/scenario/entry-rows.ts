import * as Y from 'yjs';

/** Updates with what one client id each added, in few arrays: thousands of small objects take long to hand to a thread. */
export interface EntryRows {
  /** All updates, one behind the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each of them ends. */
  readonly ends: Uint32Array;
  readonly clients: Float64Array;
}

export function packRows(rows: readonly { readonly bytes: Uint8Array; readonly client: number }[]): EntryRows {
  const bytes = new Uint8Array(rows.reduce((size, row) => size + row.bytes.length, 0));
  const ends = new Uint32Array(rows.length);
  const clients = Float64Array.from(rows, ({ client }) => client);
  let end = 0;
  for (const [index, row] of rows.entries()) {
    bytes.set(row.bytes, end);
    end += row.bytes.length;
    ends[index] = end;
  }
  return { bytes, ends, clients };
}

/** Raw entries, in the order of the rows. */
export function unpackRows({ bytes, ends, clients }: EntryRows): unknown[] {
  const entries: unknown[] = [];
  let start = 0;
  for (const [index, end] of ends.entries()) {
    // One by one: a row may hold more than a call takes arguments.
    for (const entry of newValues(bytes.subarray(start, end), clients[index]!, 0) ?? []) entries.push(entry);
    start = end;
  }
  return entries;
}

/** The values an update adds for a client id from a clock on; undefined for what is no list of values. */
export function newValues(update: Uint8Array, client: number, from: number): unknown[] | undefined {
  const values: unknown[] = [];
  try {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) return undefined;
      if (struct.id.client !== client) continue;
      values.push(...(struct.content.arr as unknown[]).slice(Math.max(0, from - struct.id.clock)));
    }
  } catch {
    return undefined;
  }
  return values;
}
