import { freeColour, personColour } from '../../shared/api/person-colour.ts';
import { decodeAwareness, encodeAwareness } from './awareness-update.ts';
import { settledColours } from './presence-colours.ts';
import { GONE, readState, readTold, recolour } from './presence-state.ts';
import type { AwarenessEntry } from './awareness-update.ts';
import type { PresentUser } from './presence-state.ts';

/** Stands for one connection; compared by identity. */
export interface PresenceHolder {
  readonly user: PresentUser;
}

export type PresenceAnswer<H> =
  { readonly kind: 'ok' } | { readonly kind: 'takeover'; readonly from: H } | { readonly kind: 'refused' };

/**
 * Who is in a scenario, and where. Speaks y-protocols' awareness, but believes a connection only what it says about itself:
 * one client id per connection, the first it names; what it repeats about others is passed over. Those who are there have
 * colours of their own, each for as long as he stays, whatever his tabs.
 */
export interface Presence<H extends PresenceHolder> {
  /** @param early before the connection can have read anything of ours, so that what it says is its own */
  receive(holder: H, update: Uint8Array, early: boolean): PresenceAnswer<H>;
  leave(holder: H): void;
  /** What changed since the last call, for everybody, its author included. */
  takeChanges(): Uint8Array | undefined;
  /** Everybody present, for a newcomer. */
  everybody(): Uint8Array | undefined;
  /** What changed of our own connections since the last call: for the other servers. */
  takeNews(): AwarenessEntry[];
  /** Who is there by a connection of ours. */
  present(): AwarenessEntry[];
  /**
   * What another server says of its connections. A change takes a client over, who has moved there; a repetition does not.
   *
   * @param whole whoever is not named is not there any more
   */
  hearServer(server: string, entries: readonly AwarenessEntry[], whole: boolean): void;
}

interface Line<H> {
  /** Of ours. One that another server took over from may speak again. */
  holder: H | undefined;
  readonly before: H | undefined;
  /** Where its connection is, if that is not here. */
  server: string | undefined;
  readonly user: string;
  /** As the client counts, and as we tell the others: ahead of it after a reconnect. */
  heard: number;
  told: number;
  json: string;
  /** Slot of the user's colour; of one who left, his last. */
  colour: number;
}

const MAX_ENTRIES = 1_000;
/** Clients of other servers that are shown. */
const MAX_ELSEWHERE = 1_000;
const MAX_CLOCK_STEP = 1_000;
const MAX_CLOCK = 2 ** 40;
/** Clocks of those who left are kept, so that they are heard at once when they come back. */
const MAX_GONE = 500;

export function createPresence<H extends PresenceHolder>(): Presence<H> {
  const lines = new Map<number, Line<H>>();
  const own = new Map<H, number>();
  const changed = new Set<number>();
  const news = new Set<number>();

  function receive(holder: H, update: Uint8Array, early: boolean): PresenceAnswer<H> {
    const entries = decodeAwareness(update);
    if (!entries || entries.length > MAX_ENTRIES) return { kind: 'refused' };
    const mine = own.get(holder);
    if (mine !== undefined) {
      const entry = entries.find(({ client }) => client === mine);
      return entry ? hear(holder, entry) : { kind: 'ok' };
    }
    for (const entry of entries) {
      const from = lines.get(entry.client)?.holder;
      if (!mayClaim(holder, entry, early)) continue;
      if (from) own.delete(from);
      claim(holder, entry.client);
      const answer = hear(holder, entry);
      return from && answer.kind === 'ok' ? { kind: 'takeover', from } : answer;
    }
    return { kind: 'ok' };
  }

  function mayClaim(holder: H, { client, json }: AwarenessEntry, early: boolean): boolean {
    const line = lines.get(client);
    if (json === GONE) return false;
    if (!line) return true;
    const free = line.holder === undefined && (line.server === undefined || line.before === holder);
    return line.user === holder.user.id && (free || early);
  }

  function claim(holder: H, client: number): void {
    const line = lines.get(client);
    own.set(holder, client);
    lines.delete(client);
    lines.set(client, {
      holder,
      before: undefined,
      server: undefined,
      user: holder.user.id,
      heard: -1,
      told: line?.told ?? 0,
      json: line?.json ?? GONE,
      colour: line?.colour ?? colourOf(holder.user.id),
    });
    forgetGone();
  }

  function hear(holder: H, { client, clock, json }: AwarenessEntry): PresenceAnswer<H> {
    const line = lines.get(client);
    const arrives = line?.heard === -1 || line?.json === GONE;
    if (line?.json === GONE) line.colour = colourOf(line.user);
    const state = readState(json, holder.user, line?.colour);
    const step = line && line.heard >= 0 ? clock - line.heard : 0;
    if (!line || state === undefined || clock > MAX_CLOCK || step > MAX_CLOCK_STEP) return { kind: 'refused' };
    if (step < 0) return { kind: 'ok' };
    const repeats = line.heard >= 0 && clock <= line.told && line.json === state;
    line.heard = clock;
    // A client tells what it hears of itself: told again, that would never end.
    if (repeats) return { kind: 'ok' };
    // Ahead of its own clock it learns who and in which colour it is, once.
    line.told = Math.max(arrives ? clock + 1 : clock, line.told + 1);
    line.json = state;
    tell(client);
    return { kind: 'ok' };
  }

  /** That of his other tabs, else what he had before or would have by himself, unless somebody there has it. */
  function colourOf(user: string): number {
    const taken = new Set<number>();
    let wish = personColour(user);
    for (const line of lines.values()) {
      if (line.json !== GONE && line.user === user) return line.colour;
      if (line.json !== GONE) taken.add(line.colour);
      else if (line.user === user) wish = line.colour;
    }
    return freeColour(wish, taken);
  }

  function leave(holder: H): void {
    const client = own.get(holder);
    const line = client === undefined ? undefined : lines.get(client);
    own.delete(holder);
    if (client === undefined || line?.holder !== holder) return;
    line.holder = undefined;
    if (line.json === GONE) return;
    line.json = GONE;
    line.told += 1;
    tell(client);
  }

  function hearServer(server: string, entries: readonly AwarenessEntry[], whole: boolean): void {
    const named = new Set<number>();
    for (const entry of entries) {
      named.add(entry.client);
      believe(server, entry, whole);
    }
    if (whole) for (const [client, line] of lines) if (line.server === server && !named.has(client)) part(client, line);
    settleColours();
  }

  function believe(server: string, { client, clock, json }: AwarenessEntry, repeated: boolean): void {
    const line = lines.get(client);
    const known = line?.server === server;
    if (known && (clock <= line.heard || clock - line.heard > MAX_CLOCK_STEP)) return;
    if (json === GONE) return known ? part(client, line) : undefined;
    const state = readTold(json);
    if (!state || clock > MAX_CLOCK || (line && line.user !== state.user.id)) return;
    if (!line && lines.size - own.size >= MAX_ELSEWHERE + MAX_GONE) return;
    if (!known && repeated && line && (line.holder || line.json !== GONE)) return;
    const before = line?.holder ?? line?.before;
    if (line?.holder) own.delete(line.holder);
    const told = Math.max(clock, (line?.told ?? 0) + 1);
    lines.delete(client);
    lines.set(client, { ...state, user: state.user.id, holder: undefined, before, server, heard: clock, told });
    changed.add(client);
    news.delete(client);
    forgetGone();
  }

  /** Of another server: its connection ended, or the server did. */
  function part(client: number, line: Line<H>): void {
    line.server = undefined;
    line.json = GONE;
    line.told += 1;
    changed.add(client);
  }

  function settleColours(): void {
    const there = [...lines].filter(([, { json }]) => json !== GONE);
    const seen = there.map(([client, { user, colour, server }]) => ({ client, user, colour, here: !server }));
    for (const [client, colour] of settledColours(seen)) {
      const line = lines.get(client);
      if (!line) continue;
      line.colour = colour;
      line.json = recolour(line.json, colour);
      line.told += 1;
      tell(client);
    }
  }

  /** To everybody, wherever connected. */
  function tell(client: number): void {
    changed.add(client);
    news.add(client);
  }

  function forgetGone(): void {
    if (lines.size - own.size <= MAX_GONE) return;
    const gone = [...lines].filter(([, { holder, server }]) => !holder && server === undefined);
    const [oldest] = gone;
    if (oldest && gone.length > MAX_GONE) lines.delete(oldest[0]);
  }

  const entryOf = (client: number): AwarenessEntry[] => {
    const line = lines.get(client);
    return line ? [{ client, clock: line.told, json: line.json }] : [];
  };
  const those = (are: (line: Line<H>) => boolean): AwarenessEntry[] =>
    [...lines].filter(([, line]) => line.json !== GONE && are(line)).flatMap(([client]) => entryOf(client));
  const encode = (entries: AwarenessEntry[]): Uint8Array | undefined =>
    entries.length > 0 ? encodeAwareness(entries) : undefined;

  return {
    receive,
    leave,
    takeChanges() {
      const entries = [...changed].flatMap(entryOf);
      changed.clear();
      return encode(entries);
    },
    everybody: () => encode(those(() => true)),
    takeNews() {
      const entries = [...news].flatMap(entryOf);
      news.clear();
      return entries;
    },
    present: () => those(({ holder }) => holder !== undefined),
    hearServer,
  };
}
