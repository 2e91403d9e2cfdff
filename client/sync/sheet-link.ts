import { Doc, getState } from 'yjs';
import { nextLinkState } from './link-state.ts';
import { acknowledged, emptyOutbox, posted } from './outbox.ts';
import { createProvider } from './provider.ts';
import type { CloseReaction } from './close-codes.ts';
import type { LinkEvent, LinkState } from './link-state.ts';
import type { Outbox } from './outbox.ts';
import type { SocketClass } from './provider.ts';
import type { Awareness } from 'y-protocols/awareness';
import type { WebsocketProvider } from 'y-websocket';

export interface SheetLinkOptions<Item> {
  /** `wss://host/sync/<scenario id>`, without the sheet. */
  readonly url: string;
  readonly sheet: string;
  readonly presence?: boolean;
  readonly socket?: SocketClass;
  /** Appends items to the document in one transaction, one clock tick each. */
  readonly write: (doc: Doc, items: readonly Item[]) => void;
  /** Whether the document already holds the item: it may have become durable although its acknowledgement was lost. */
  readonly holds: (doc: Doc, item: Item) => boolean;
  /** A new, empty document replaces the one before, the first included: observe it. */
  readonly onDocument: (doc: Doc) => void;
  readonly onState: () => void;
  /** The server refused these items; they are in no document any more. */
  readonly onRefused: (items: readonly Item[], reason: string) => void;
  readonly onRightsChanged: () => void;
}

/** One document of a scenario, its connection and what of it is not yet saved. */
export interface SheetLink<Item> {
  readonly sheet: string;
  readonly doc: () => Doc;
  readonly awareness: () => Awareness;
  readonly state: () => LinkState;
  /** Items not yet durable. */
  readonly pending: () => number;
  readonly append: (items: readonly Item[]) => void;
  /** Connects again now, after a stop too. */
  readonly retry: () => void;
  readonly close: () => void;
}

const RENEW_PAUSE_MS = 200;
const RENEW_PAUSE_MAX_MS = 20_000;

export function openSheetLink<Item>(options: SheetLinkOptions<Item>): SheetLink<Item> {
  let state: LinkState = { kind: 'opening' };
  let outbox: Outbox<Item> = emptyOutbox;
  /** Items waiting for the first sync of a new document, since written before they could name a gap. */
  let carried: readonly Item[] = [];
  let renewals = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let doc = new Doc();
  let provider = connect();
  options.onDocument(doc);
  provider.connect();

  function connect(): WebsocketProvider {
    return createProvider({
      url: options.url,
      sheet: options.sheet,
      doc,
      socket: options.socket,
      presence: options.presence ?? false,
      onSynced,
      onDurable,
      onClosed,
    });
  }

  function moved(event: LinkEvent): void {
    const next = nextLinkState(state, event);
    if (next === state) return;
    state = next;
    options.onState();
  }

  function onSynced(): void {
    renewals = 0;
    const missing = carried.filter((item) => !options.holds(doc, item));
    carried = [];
    if (missing.length > 0) post(missing);
    moved({ kind: 'synced' });
  }

  function onDurable(clocks: ReadonlyMap<number, number>): void {
    const next = acknowledged(outbox, clocks);
    if (next === outbox) return;
    outbox = next;
    options.onState();
  }

  function onClosed(reaction: CloseReaction): void {
    if (reaction.kind === 'renew') return renew(unsaved(), reaction);
    if (reaction.kind === 'refused') {
      const refused = unsaved();
      if (refused.length === 0) {
        return moved({ kind: 'closed', reaction: { kind: 'stop', cause: 'forbidden' } });
      }
      renew([], reaction);
      return options.onRefused(refused, reaction.reason);
    }
    moved({ kind: 'closed', reaction });
    if (reaction.kind === 'judge') options.onRightsChanged();
  }

  /** Starts over from an empty document; `items` are appended to it once the server's part is known. */
  function renew(items: readonly Item[], reaction: CloseReaction): void {
    moved({ kind: 'closed', reaction });
    provider.destroy();
    doc.destroy();
    outbox = emptyOutbox;
    carried = items;
    doc = new Doc();
    provider = connect();
    const pause = renewals === 0 ? 0 : Math.min(RENEW_PAUSE_MS * 2 ** renewals, RENEW_PAUSE_MAX_MS);
    renewals += 1;
    moved({ kind: 'renewed' });
    options.onDocument(doc);
    timer = setTimeout(() => provider.connect(), pause);
  }

  function unsaved(): readonly Item[] {
    return [...carried, ...outbox.waiting.map(({ item }) => item)];
  }

  function post(items: readonly Item[]): void {
    options.write(doc, items);
    outbox = posted(outbox, doc.clientID, getState(doc.store, doc.clientID), items);
  }

  return {
    sheet: options.sheet,
    doc: () => doc,
    awareness: () => provider.awareness,
    state: () => state,
    pending: () => carried.length + outbox.waiting.length,
    append: (items) => {
      if (state.kind === 'opening') carried = [...carried, ...items];
      else post(items);
      options.onState();
    },
    retry: () => {
      moved({ kind: 'retried' });
      provider.connect();
    },
    close: () => {
      clearTimeout(timer);
      provider.destroy();
      doc.destroy();
    },
  };
}
