/** Keeps the newest answer for a while: who asks for the same key meanwhile shares it, also while it is being read. */
export function keptFor<Key, Value>(
  ms: number,
  now: () => number,
  read: (key: Key) => Promise<Value>,
): (key: Key) => Promise<Value> {
  let kept: { readonly key: Key; readonly until: number; readonly value: Promise<Value> } | undefined;
  return (key) => {
    if (kept?.key === key && now() < kept.until) return kept.value;
    const value = read(key);
    const mine = { key, until: now() + ms, value };
    kept = mine;
    value.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return value;
  };
}
