import { z } from 'zod';
import type { Log } from '../log.ts';
import type { Bus } from '../redis/bus.ts';
import type { AwarenessEntry } from './awareness-update.ts';

/** `changes` since what was told before · `everybody` who is there now · `question` who is there, asked of all others. */
export type PresenceKind = 'changes' | 'everybody' | 'question';

/** What a room of another server says. */
export interface PresenceWord {
  /** The room: another one after each opening. */
  readonly from: string;
  readonly kind: PresenceKind;
  readonly entries: readonly AwarenessEntry[];
}

/** A room's end of the exchange about its scenario. */
export interface PresenceLine {
  tell(kind: PresenceKind, entries: readonly AwarenessEntry[]): void;
  close(): void;
}

/** How servers tell each other who is where: at most once, and perhaps not at all. Never throws. */
export interface PresenceExchange {
  /** @param hear gets what the rooms of other servers say about the scenario */
  open(scenario: string, hear: (word: PresenceWord) => void): PresenceLine;
}

const CHANNEL = 'epm:presence';
/** Everybody a room can hold, with the longest states. */
const MAX_MESSAGE = 2 * 1024 * 1024;
const MAX_ENTRIES = 1_000;
const count = z.number().int().nonnegative();

const messageSchema = z.object({
  from: z.string().min(1).max(80),
  scenario: z.string().max(64),
  kind: z.enum(['changes', 'everybody', 'question']),
  entries: z.array(z.tuple([count, count, z.string()])).max(MAX_ENTRIES),
});

type Message = z.infer<typeof messageSchema>;

export interface PresenceExchangeOptions {
  readonly bus: Pick<Bus, 'publish' | 'subscribe'>;
  /** Of this server, another one at each start. */
  readonly server: string;
  readonly log: Log;
}

/** Over the bus, on one channel for all scenarios: a message is text, `<server> <JSON>`. */
export function createPresenceExchange({ bus, server, log }: PresenceExchangeOptions): PresenceExchange {
  const ears = new Map<string, Set<(word: PresenceWord) => void>>();
  let opened = 0;

  bus.subscribe(CHANNEL, (text) => {
    const space = text.indexOf(' ');
    if (ears.size === 0 || text.slice(0, space) === server) return;
    const message = read(text, space + 1);
    if (!message) return log.debug({ length: text.length }, 'another server’s presence cannot be read');
    const { from, kind, scenario } = message;
    const entries = message.entries.map(([client, clock, json]) => ({ client, clock, json }));
    for (const hear of ears.get(scenario) ?? []) hear({ from, kind, entries });
  });

  return {
    open(scenario, hear) {
      const from = `${server}/${++opened}`;
      const listeners = ears.get(scenario) ?? new Set();
      ears.set(scenario, listeners.add(hear));
      return {
        tell(kind, entries) {
          const told = entries.map(({ client, clock, json }): Message['entries'][number] => [client, clock, json]);
          const message: Message = { from, scenario, kind, entries: told };
          bus.publish(CHANNEL, `${server} ${JSON.stringify(message)}`);
        },
        close() {
          listeners.delete(hear);
          if (listeners.size === 0 && ears.get(scenario) === listeners) ears.delete(scenario);
        },
      };
    },
  };
}

function read(text: string, start: number): Message | undefined {
  if (text.length > MAX_MESSAGE) return undefined;
  try {
    return messageSchema.safeParse(JSON.parse(text.slice(start))).data;
  } catch {
    return undefined;
  }
}
