import { createDecoder, hasContent, readVarString, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';

/** One client's line of an awareness update; `json` is its state, `null` when it left. */
export interface AwarenessEntry {
  readonly client: number;
  readonly clock: number;
  readonly json: string;
}

export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, entries.length);
  for (const { client, clock, json } of entries) {
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock);
    writeVarString(encoder, json);
  }
  return toUint8Array(encoder);
}

/** Undefined where the bytes are no awareness update. */
export function decodeAwareness(update: Uint8Array): AwarenessEntry[] | undefined {
  try {
    const decoder = createDecoder(update);
    const entries: AwarenessEntry[] = [];
    for (let left = readVarUint(decoder); left > 0; left--) {
      entries.push({ client: readVarUint(decoder), clock: readVarUint(decoder), json: readVarString(decoder) });
    }
    return hasContent(decoder) ? undefined : entries;
  } catch {
    return undefined;
  }
}
