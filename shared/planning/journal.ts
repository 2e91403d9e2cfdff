/**
 * Takes back what one edit has changed. Before leaves of some stores change, `protect` copies their rows to a mirror,
 * once per edit; `rollback` copies them back. A store's row is contiguous, so both are plain memory copies.
 */
export interface Journal {
  begin(): void;
  protect(fromStore: number, toStore: number): void;
  rollback(): void;
}

type Numbers = Float64Array | Int32Array;

/** @param arrays the arrays an edit may change, each of `stores` rows of equal length */
export function createJournal(arrays: readonly Numbers[], stores: number): Journal {
  const saved = new Uint8Array(stores);
  // Plans without holds never need the mirror: it is made when it is first used.
  let mirrors: readonly Numbers[] = [];

  function copyRows(from: readonly Numbers[], to: readonly Numbers[], first: number, end: number): void {
    for (let index = 0; index < from.length; index++) {
      const source = from[index]!;
      const width = source.length / stores;
      to[index]!.set(source.subarray(first * width, end * width), first * width);
    }
  }

  /** The end of the run of rows from `first` that are all saved, or all not. */
  function runEnd(first: number, end: number): number {
    let store = first + 1;
    while (store < end && saved[store] === saved[first]) store++;
    return store;
  }

  return {
    begin: () => saved.fill(0),
    protect(fromStore, toStore) {
      if (mirrors.length === 0) mirrors = arrays.map((array) => array.slice());
      for (let first = fromStore, end = 0; first < toStore; first = end) {
        end = runEnd(first, toStore);
        if (saved[first] === 1) continue;
        copyRows(arrays, mirrors, first, end);
        saved.fill(1, first, end);
      }
    },
    rollback() {
      for (let first = 0, end = 0; first < stores; first = end) {
        end = runEnd(first, stores);
        if (saved[first] === 1) copyRows(mirrors, arrays, first, end);
      }
    },
  };
}
