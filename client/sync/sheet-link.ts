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
  readonly epoch?: number | undefined;
  /** The generation to ask for after the server rebuilt the document; `undefined` when it cannot be told. */
  readonly newEpoch?: () => Promise<number | undefined>;
  readonly socket?: SocketClass;
  /** Appends items to the document in one transaction, one clock tick each. */
  readonly write: (doc: Doc, items: readonly Item[]) => void;
  /** Whether the document already holds the item: it may have become durable although its acknowledgement was lost. */
  readonly holds: (doc: Doc, item: Item) => boolean;
  readonly idOf: (item: Item) => string;
  /** A new, empty document replaces the one before, the first included: observe it. */
  readonly onDocument: (doc: Doc, awareness: Awareness) => void;
  /** A document that took the place of another one is complete: what it lacks, the server has dropped. */
  readonly onRenewed?: (doc: Doc) => void;
  readonly onState: () => void;
  /** The server refused these items; they are in no document any more. */
  readonly onRefused: (items: readonly Item[], code: string) => void;
  readonly onRightsChanged: () => void;
}

/** One document of a scenario, its connection and what of it is not yet saved. */
export interface SheetLink<Item> {
  readonly sheet: string;
  readonly doc: () => Doc;
  readonly state: () => LinkState;
  /** Items not yet durable. */
  readonly pending: () => number;
  readonly unsaved: () => readonly Item[];
  readonly append: (items: readonly Item[]) => void;
  /** Connects again now, after a stop too. */
  readonly retry: () => void;
  /** Gives up a connection that may be dead without knowing it, and makes another. */
  readonly reconnect: () => void;
  readonly close: () => void;
}

/** A dead network drops frames without a word; waiting longer for an acknowledgement is pointless. */
const UNANSWERED_MS = 10_000;
const RENEW_PAUSE_MS = 200;
const RENEW_PAUSE_MAX_MS = 20_000;

export function openSheetLink<Item>(options: SheetLinkOptions<Item>): SheetLink<Item> {
  let state: LinkState = { kind: 'opening' };
  let outbox: Outbox<Item> = emptyOutbox;
  /** Items waiting for the first sync of a new document, since written before they could name a gap. */
  let carried: readonly Item[] = [];
  let renewals = 0;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unanswered: ReturnType<typeof setTimeout> | undefined;
  let doc = new Doc();
  let provider = connect(options.epoch);
  options.onDocument(doc, provider.awareness);
  provider.connect();

  function connect(epoch: number | undefined): WebsocketProvider {
    return createProvider({
      url: options.url,
      sheet: options.sheet,
      doc,
      epoch,
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
    const renewed = renewals > 0;
    renewals = 0;
    const missing = carried.filter((item) => !options.holds(doc, item));
    carried = [];
    if (missing.length > 0) post(missing);
    if (renewed) options.onRenewed?.(doc);
    moved({ kind: 'synced' });
    expectAnswer();
  }

  function onDurable(clocks: ReadonlyMap<number, number>): void {
    const next = acknowledged(outbox, clocks);
    if (next === outbox) return;
    outbox = next;
    expectAnswer();
    options.onState();
  }

  function expectAnswer(): void {
    clearTimeout(unanswered);
    if (outbox.waiting.length > 0 && state.kind === 'live') unanswered = setTimeout(reconnect, UNANSWERED_MS);
  }

  function reconnect(): void {
    if (!provider.wsconnected) return;
    provider.disconnect();
    provider.connect();
  }

  function onClosed(reaction: CloseReaction): void {
    if (reaction.kind === 'renew') return renew(unsaved(), reaction);
    if (reaction.kind === 'refused') {
      const { refused, spared } = judged(unsaved(), reaction.reason.entry);
      if (refused.length === 0) {
        return moved({ kind: 'closed', reaction: { kind: 'stop', cause: 'forbidden' } });
      }
      renew(spared, reaction);
      // There already: it was saved by a connection that did not live to hear of it.
      if (reaction.reason.code === 'duplicate' && reaction.reason.entry !== undefined) return undefined;
      return options.onRefused(refused, reaction.reason.code);
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
    provider = connect(undefined);
    const pause = renewals === 0 ? 0 : Math.min(RENEW_PAUSE_MS * 2 ** renewals, RENEW_PAUSE_MAX_MS);
    renewals += 1;
    moved({ kind: 'renewed' });
    options.onDocument(doc, provider.awareness);
    const begun = provider;
    timer = setTimeout(() => void begin(begun), pause);
  }

  /** Without the new epoch the server takes the document as current, which an empty one is. */
  async function begin(begun: WebsocketProvider): Promise<void> {
    const epoch = await options.newEpoch?.();
    if (closed || begun !== provider) return;
    if (epoch !== undefined) provider.params = { epoch: String(epoch) };
    provider.connect();
  }

  /** One entry at fault takes down its connection, not the others: those are offered again. */
  function judged(items: readonly Item[], entry: string | undefined): { refused: Item[]; spared: Item[] } {
    const atFault = items.filter((item) => options.idOf(item) === entry);
    if (atFault.length === 0) return { refused: [...items], spared: [] };
    return { refused: atFault, spared: items.filter((item) => !atFault.includes(item)) };
  }

  function unsaved(): readonly Item[] {
    return [...carried, ...outbox.waiting.map(({ item }) => item)];
  }

  function post(items: readonly Item[]): void {
    options.write(doc, items);
    outbox = posted(outbox, doc.clientID, getState(doc.store, doc.clientID), items);
    expectAnswer();
  }

  return {
    sheet: options.sheet,
    doc: () => doc,
    state: () => state,
    unsaved,
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
    reconnect,
    close: () => {
      closed = true;
      clearTimeout(timer);
      clearTimeout(unanswered);
      provider.destroy();
      doc.destroy();
    },
  };
}
