import { copyHolds } from './hold.ts';
import { layersOf } from './plan-state.ts';
import type { Hold } from './hold.ts';
import type { Layer, PlanState } from './plan-state.ts';

/** A copy of the state before the edit at `position`. */
export interface Checkpoint {
  readonly position: number;
  readonly layers: readonly LayerCopy[];
  readonly salesHolds: readonly Hold[];
  readonly chargesHolds: readonly Hold[];
  readonly salesPatience: number;
  readonly chargesPatience: number;
}

type LayerCopy = Pick<Layer, 'values' | 'moved'> & { readonly changes: number };

/** @param previous the checkpoint before it in the same sequence: layers that have not changed since are shared with it */
export function takeCheckpoint(state: PlanState, position: number, previous: Checkpoint | undefined): Checkpoint {
  return {
    position,
    layers: layersOf(state).map(({ values, moved, changes }, index) => {
      const before = previous?.layers[index];
      return before?.changes === changes ? before : { values: values.slice(), moved: moved.slice(), changes };
    }),
    salesHolds: copyHolds(state.sales.holds),
    chargesHolds: copyHolds(state.charges.holds),
    salesPatience: state.sales.patience,
    chargesPatience: state.charges.patience,
  };
}

export function restoreCheckpoint(state: PlanState, checkpoint: Checkpoint): void {
  for (const [index, layer] of layersOf(state).entries()) {
    const copy = checkpoint.layers[index]!;
    if (layer.changes === copy.changes) continue;
    layer.values.set(copy.values);
    layer.moved.set(copy.moved);
    layer.changes = copy.changes;
  }
  state.sales.holds = copyHolds(checkpoint.salesHolds);
  state.charges.holds = copyHolds(checkpoint.chargesHolds);
  state.sales.patience = checkpoint.salesPatience;
  state.charges.patience = checkpoint.chargesPatience;
  state.sales.stale.fill(1);
  state.charges.stale.fill(1);
}
