import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { createEngine } from '../../shared/planning/engine.ts';
import { unpackBase } from './bases.ts';
import type { Engine } from '../../shared/planning/engine.ts';
import type { DurablePlan } from './durable-plan.ts';

/** An engine that has the values of a plan and no entries: it costs a copy of them, and nobody changes it. */
export function engineOf({ tree, packed }: DurablePlan): Engine {
  return createEngine({ hierarchy: buildHierarchy(tree), base: unpackBase(packed.bytes) });
}
