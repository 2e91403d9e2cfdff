/**
 * What `derive` makes of a value that changes more often than that: the same object as before while it is equal by `same`.
 */
export function derived<From, To>(
  read: () => From,
  derive: (from: From) => To,
  same: (a: To, b: To) => boolean,
): () => To {
  let known: { readonly from: From; readonly to: To } | undefined;
  return () => {
    const from = read();
    if (known && Object.is(known.from, from)) return known.to;
    const to = derive(from);
    known = { from, to: known && same(known.to, to) ? known.to : to };
    return known.to;
  };
}
