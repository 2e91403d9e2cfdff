import { z } from 'zod';
import { freeColour, personColour } from '../../shared/api/person-colour.ts';
import { decodeAwareness, encodeAwareness } from './awareness-update.ts';
import type { AwarenessEntry } from './awareness-update.ts';

/** Who is shown: taken from the session, whatever the client says. */
export interface PresentUser {
  readonly id: string;
  readonly name: string;
}

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
}

interface Line<H> {
  holder: H | undefined;
  readonly user: string;
  /** As the client counts, and as we tell the others: ahead of it after a reconnect. */
  heard: number;
  told: number;
  json: string;
  /** Slot of the user's colour; of one who left, his last. */
  colour: number;
}

const MAX_STATE = 1024;
const MAX_ENTRIES = 1_000;
const MAX_CLOCK_STEP = 1_000;
const MAX_CLOCK = 2 ** 40;
/** Clocks of those who left are kept, so that they are heard at once when they come back. */
const MAX_GONE = 500;
const GONE = 'null';

const stateSchema = z
  .object({
    cell: z.string().max(300).nullish(),
    selection: z.unknown().optional(),
    typing: z.union([z.string().max(200), z.boolean()]).nullish(),
    sheet: z.string().max(64).nullish(),
  })
  .nullable();

export function createPresence<H extends PresenceHolder>(): Presence<H> {
  const lines = new Map<number, Line<H>>();
  const own = new Map<H, number>();
  const changed = new Set<number>();

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
    return line.user === holder.user.id && (line.holder === undefined || early);
  }

  function claim(holder: H, client: number): void {
    const line = lines.get(client);
    own.set(holder, client);
    lines.delete(client);
    lines.set(client, {
      holder,
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
    if (line?.json === GONE) line.colour = colourOf(line.user);
    const state = readState(json, holder.user, line?.colour);
    const step = line && line.heard >= 0 ? clock - line.heard : 0;
    if (!line || state === undefined || clock > MAX_CLOCK || step > MAX_CLOCK_STEP) return { kind: 'refused' };
    if (step < 0 || (step === 0 && line.heard >= 0 && line.json === state)) return { kind: 'ok' };
    line.heard = clock;
    // Clocks start at 0, which nobody takes for news.
    line.told = Math.max(clock, line.told + 1);
    line.json = state;
    changed.add(client);
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
    changed.add(client);
  }

  function forgetGone(): void {
    if (lines.size - own.size <= MAX_GONE) return;
    for (const [client, { holder }] of lines) {
      if (holder) continue;
      lines.delete(client);
      return;
    }
  }

  const entryOf = (client: number): AwarenessEntry[] => {
    const line = lines.get(client);
    return line ? [{ client, clock: line.told, json: line.json }] : [];
  };
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
    everybody: () => encode([...lines].filter(([, { json }]) => json !== GONE).flatMap(([client]) => entryOf(client))),
  };
}

/** The state to tell the others, as JSON; undefined where it is none. */
function readState(json: string, { id, name }: PresentUser, colour: number | undefined): string | undefined {
  if (json.length > MAX_STATE) return undefined;
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return undefined;
  }
  const parsed = stateSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  if (parsed.data === null) return GONE;
  const { cell, selection, typing, sheet } = parsed.data;
  return JSON.stringify({ user: { id, name, colour: String(colour) }, cell, selection, typing, sheet });
}
