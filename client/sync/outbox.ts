/**
 * What this tab appended to one document and the server has not yet reported durable, oldest first. An entry counts as
 * saved only when the durable state vector covers the clock at which it ends, for the client id that wrote it.
 */
export interface Outbox<Item> {
  readonly waiting: readonly Waiting<Item>[];
}

export interface Waiting<Item> {
  readonly client: number;
  /** Clock of the document's `client` right after the append. */
  readonly clock: number;
  readonly item: Item;
}

export const emptyOutbox: Outbox<never> = { waiting: [] };

/** `items` were appended in one transaction that ended at `clock`, one clock tick each. */
export function posted<Item>(
  outbox: Outbox<Item>,
  client: number,
  clock: number,
  items: readonly Item[],
): Outbox<Item> {
  const first = clock - items.length + 1;
  const added = items.map((item, index) => ({ client, clock: first + index, item }));
  return { waiting: [...outbox.waiting, ...added] };
}

/** Drops what `durable` (clocks by client id) covers; the same object when that is nothing. */
export function acknowledged<Item>(outbox: Outbox<Item>, durable: ReadonlyMap<number, number>): Outbox<Item> {
  const waiting = outbox.waiting.filter(({ client, clock }) => (durable.get(client) ?? 0) < clock);
  return waiting.length === outbox.waiting.length ? outbox : { waiting };
}
