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

  function copyRow(from: readonly Numbers[], to: readonly Numbers[], store: number): void {
    for (const [index, source] of from.entries()) {
      const width = source.length / stores;
      to[index]!.set(source.subarray(store * width, (store + 1) * width), store * width);
    }
  }

  return {
    begin: () => saved.fill(0),
    protect(fromStore, toStore) {
      if (mirrors.length === 0) mirrors = arrays.map((array) => array.slice());
      for (let store = fromStore; store < toStore; store++) {
        if (saved[store] === 1) continue;
        saved[store] = 1;
        copyRow(arrays, mirrors, store);
      }
    },
    rollback() {
      for (let store = 0; store < stores; store++) if (saved[store] === 1) copyRow(mirrors, arrays, store);
    },
  };
}
