import { createPresence } from './presence.ts';
import type { Clock } from './clock.ts';
import type { PresenceHolder } from './presence.ts';
import type { PresenceExchange, PresenceWord } from './presence-exchange.ts';

export interface RoomPresenceOptions<M> {
  readonly scenario: string;
  readonly clock: Clock;
  /** Where there are other servers. */
  readonly exchange: PresenceExchange | undefined;
  /** To everybody connected here. */
  readonly send: (update: Uint8Array) => void;
  readonly onRefused: (member: M) => void;
  /** Another connection goes on with the client id of this one. */
  readonly onTakeover: (member: M) => void;
}

/** Who is where in one scenario, for the room that carries it: told in steps, to those connected here and to other servers. */
export interface RoomPresence<M> {
  /**
   * @param early before the connection can have read anything of ours
   * @param fast it speaks too fast: only its last word before the next step counts
   */
  hear(member: M, update: Uint8Array, how: { readonly early: boolean; readonly fast: boolean }): void;
  leave(member: M): void;
  everybody(): Uint8Array | undefined;
  /** Tells the other servers who left, and says and hears nothing more. */
  end(): void;
}

const PAUSE_MS = 40;
/** Repeats who is there: what was lost on its way is made up for by then. */
const BEAT_MS = 10_000;
/** A server that was not heard for so long is taken for dead, and who was there for gone. */
const SILENCE_MS = 30_000;
const MAX_SERVERS = 100;

export function createRoomPresence<M extends PresenceHolder>(options: RoomPresenceOptions<M>): RoomPresence<M> {
  const { clock } = options;
  const presence = createPresence<M>();
  const late = new Map<M, { readonly update: Uint8Array; readonly early: boolean }>();
  /** When each room elsewhere was last heard. */
  const heard = new Map<string, number>();
  const line = options.exchange?.open(options.scenario, hearServer);
  let cancelShare: (() => void) | undefined;
  let cancelBeat = line && clock.after(BEAT_MS, beat);
  line?.tell('question', []);

  function shareSoon(): void {
    cancelShare ??= clock.after(PAUSE_MS, share);
  }

  function believe(member: M, update: Uint8Array, early: boolean): void {
    const answer = presence.receive(member, update, early);
    if (answer.kind === 'refused') options.onRefused(member);
    if (answer.kind === 'takeover') options.onTakeover(answer.from);
  }

  function share(): void {
    cancelShare = undefined;
    for (const [member, { update, early }] of late) believe(member, update, early);
    late.clear();
    tellServers();
    const changes = presence.takeChanges();
    if (changes) options.send(changes);
  }

  function tellServers(): void {
    const news = presence.takeNews();
    if (news.length > 0) line?.tell('changes', news);
  }

  function hearServer({ from, kind, entries }: PresenceWord): void {
    if (kind === 'question') return answer();
    if (!heard.has(from) && heard.size >= MAX_SERVERS) return;
    heard.set(from, clock.now());
    presence.hearServer(from, entries, kind === 'everybody');
    shareSoon();
  }

  function answer(): void {
    const present = presence.present();
    if (present.length > 0) line?.tell('everybody', present);
  }

  function beat(): void {
    cancelBeat = clock.after(BEAT_MS, beat);
    answer();
    for (const [from, at] of heard) {
      if (clock.now() - at < SILENCE_MS) continue;
      heard.delete(from);
      presence.hearServer(from, [], true);
      shareSoon();
    }
  }

  return {
    hear(member, update, { early, fast }) {
      if (fast) late.set(member, { update, early });
      else believe(member, update, early);
      shareSoon();
    },
    leave(member) {
      late.delete(member);
      presence.leave(member);
      shareSoon();
    },
    everybody: presence.everybody,
    end() {
      tellServers();
      cancelShare?.();
      cancelBeat?.();
      line?.close();
    },
  };
}
