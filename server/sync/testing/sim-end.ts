import * as Y from 'yjs';
import { createReplica } from '../replica.ts';
import { shown } from './sim-plan.ts';
import type { Loaded } from '../journal.ts';
import type { SimClient } from './sim-client.ts';

type Entry = Record<string, unknown>;

/** How a simulation ended. */
export interface End {
  /** The document as a cold load gives it. */
  readonly stored: readonly Entry[];
  /** All that is in the journal, over all epochs. */
  readonly durable: ReadonlyMap<string, Entry>;
  readonly clients: readonly SimClient[];
  readonly acknowledged: ReadonlySet<string>;
  readonly everything: ReadonlyMap<string, Entry>;
}

export function storedEntries(loaded: Loaded): Entry[] {
  const cold = new Y.Doc();
  // Checks on its way that rows follow each other and leave nothing pending.
  Y.applyUpdate(cold, createReplica('edits', loaded).difference(Uint8Array.of(0)));
  return cold.getArray<Entry>('edits').toArray();
}

export function checkEnd({ stored, durable, clients, acknowledged, everything }: End): string[] {
  const violations: string[] = [];
  const ids = idsOf(stored);
  for (const id of acknowledged) if (!durable.has(id)) violations.push(`acknowledged and lost: ${id}`);
  for (const id of ids) if (!everything.has(id)) violations.push(`written by nobody: ${id}`);
  if (new Set(ids).size !== ids.length) violations.push('an entry is there twice');
  for (const client of clients) {
    const seen = idsOf(client.doc().getArray<Entry>('edits').toArray());
    if (seen.join() !== ids.join()) violations.push(`${client.user.name} sees something else`);
  }
  return violations;
}

/** Whoever came when, sees the plan of all entries ever written. */
export function checkPlan({ stored, durable, clients }: Pick<End, 'stored' | 'durable' | 'clients'>): string[] {
  const whole = shown(durable.values());
  const violations = shown(stored) === whole ? [] : ['what was left gives another plan'];
  for (const { known, user } of clients) {
    if (shown(known.values()) !== whole) violations.push(`${user.name} has another plan`);
  }
  return violations;
}

const idsOf = (entries: readonly Entry[]): string[] => entries.map(({ id }) => String(id));
