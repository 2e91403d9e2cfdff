import { freeColour } from '../../shared/api/person-colour.ts';

/** One client that is there, as every server sees it. */
export interface Coloured {
  readonly client: number;
  readonly user: string;
  readonly colour: number;
  /** Whether its connection is ours. */
  readonly here: boolean;
}

interface Leader extends Coloured {
  readonly others: Coloured[];
}

/**
 * Two servers that have not heard of each other yet may have given one colour to two people, or two to one. Each server changes
 * its own clients only, all by the same rules, so that they agree once they have heard of each other: a person has the colour of
 * the least of his client ids, and of two people the one of the greater id takes another, while there is one.
 *
 * @returns the new colours of clients of ours
 */
export function settledColours(present: readonly Coloured[]): ReadonlyMap<number, number> {
  const changes = new Map<number, number>();
  const wearers = wearersOf(present);
  for (const leader of leaders(present)) {
    const colour = leader.here ? settledColour(leader, wearers) : leader.colour;
    for (const { client, here, colour: now } of [leader, ...leader.others]) {
      if (here && now !== colour) changes.set(client, colour);
    }
  }
  return changes;
}

function wearersOf(present: readonly Coloured[]): ReadonlyMap<number, ReadonlySet<string>> {
  const wearers = new Map<number, Set<string>>();
  for (const { colour, user } of present) wearers.set(colour, (wearers.get(colour) ?? new Set()).add(user));
  return wearers;
}

function leaders(present: readonly Coloured[]): Leader[] {
  const byUser = new Map<string, Coloured[]>();
  for (const one of present) {
    const tabs = byUser.get(one.user);
    if (tabs) tabs.push(one);
    else byUser.set(one.user, [one]);
  }
  return [...byUser.values()].map((tabs) => {
    const least = tabs.reduce((a, b) => (b.client < a.client ? b : a));
    return { ...least, others: tabs.filter((one) => one !== least) };
  });
}

function settledColour({ user, colour }: Coloured, wearers: ReadonlyMap<number, ReadonlySet<string>>): number {
  if (![...(wearers.get(colour) ?? [])].some((other) => other < user)) return colour;
  const taken = [...wearers].filter(([, users]) => users.size > (users.has(user) ? 1 : 0));
  return freeColour(colour, new Set(taken.map(([slot]) => slot)));
}
