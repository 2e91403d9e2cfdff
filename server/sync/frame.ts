import { createDecoder, hasContent, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { SYNC_MESSAGE } from '../../shared/api/sync.ts';
import type { RefusalCode } from '../../shared/api/sync.ts';

/** What a client may say. */
export type Frame =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'queryAwareness' }
  | { readonly kind: 'refused'; readonly code: RefusalCode };

/** Of a step 1; a state vector has a dozen bytes per client id. */
const MAX_STATE_VECTOR = 1024 * 1024;

export function readFrame(bytes: Uint8Array): Frame {
  try {
    const decoder = createDecoder(bytes);
    const frame = readMessage(decoder);
    if (frame.kind === 'refused' || !hasContent(decoder)) return frame;
  } catch {
    // Truncated, or a number beyond 2^53.
  }
  return { kind: 'refused', code: 'malformed' };
}

function readMessage(decoder: ReturnType<typeof createDecoder>): Frame {
  switch (readVarUint(decoder)) {
    case SYNC_MESSAGE.sync:
      return readSync(readVarUint(decoder), readVarUint8Array(decoder));
    case SYNC_MESSAGE.awareness:
      return { kind: 'awareness', update: readVarUint8Array(decoder) };
    case SYNC_MESSAGE.queryAwareness:
      return { kind: 'queryAwareness' };
    default:
      return { kind: 'refused', code: 'message' };
  }
}

function readSync(step: number, payload: Uint8Array): Frame {
  switch (step) {
    case messageYjsSyncStep1:
      if (payload.length > MAX_STATE_VECTOR) return { kind: 'refused', code: 'size' };
      return { kind: 'step1', stateVector: payload };
    case messageYjsSyncStep2:
      return { kind: 'step2', update: payload };
    case messageYjsUpdate:
      return { kind: 'update', update: payload };
    default:
      return { kind: 'refused', code: 'message' };
  }
}

export const step1Frame = (stateVector: Uint8Array): Uint8Array =>
  frame([SYNC_MESSAGE.sync, messageYjsSyncStep1], stateVector);
export const step2Frame = (update: Uint8Array): Uint8Array => frame([SYNC_MESSAGE.sync, messageYjsSyncStep2], update);
export const updateFrame = (update: Uint8Array): Uint8Array => frame([SYNC_MESSAGE.sync, messageYjsUpdate], update);
export const awarenessFrame = (update: Uint8Array): Uint8Array => frame([SYNC_MESSAGE.awareness], update);
export const acknowledgementFrame = (stateVector: Uint8Array): Uint8Array =>
  frame([SYNC_MESSAGE.acknowledgement], stateVector);

function frame(types: readonly number[], payload: Uint8Array): Uint8Array {
  const encoder = createEncoder();
  for (const type of types) writeVarUint(encoder, type);
  writeVarUint8Array(encoder, payload);
  return toUint8Array(encoder);
}
