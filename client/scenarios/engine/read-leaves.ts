import { baseFault } from '../../../shared/planning/base.ts';
import { decodeBase } from '../../../shared/planning/base-binary.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Base } from '../../../shared/planning/base.ts';

/** Bytes that are not leaves of this plan. */
export class UnreadableLeaves extends Error {
  constructor(reason: string) {
    super(`the leaves cannot be read: ${reason}`);
    this.name = 'UnreadableLeaves';
  }
}

export function readLeaves(hierarchy: Hierarchy, bytes: ArrayBuffer): Base {
  const decoded = decodeBase(new Uint8Array(bytes));
  if (!decoded.ok) throw new UnreadableLeaves(decoded.kind);
  const fault = baseFault(hierarchy, decoded.base);
  if (fault) throw new UnreadableLeaves(fault.kind);
  return decoded.base;
}
