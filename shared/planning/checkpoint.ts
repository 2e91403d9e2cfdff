import { MONTHS } from '../hierarchy/hierarchy.ts';
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

/** The state itself in place of a copy of it: it goes with the state as that changes. */
export function viewOf(state: PlanState, position: number): Checkpoint {
  return {
    position,
    layers: layersOf(state),
    salesHolds: state.sales.holds,
    chargesHolds: state.charges.holds,
    salesPatience: state.sales.patience,
    chargesPatience: state.charges.patience,
  };
}

/** Goes back to an earlier position of the same sequence: layers that have not changed since are left alone. */
export function restoreCheckpoint(state: PlanState, checkpoint: Checkpoint): void {
  layersOf(state).forEach((layer, index) => {
    if (layer.changes !== checkpoint.layers[index]!.changes) restoreLayer(state, layer, checkpoint.layers[index]!);
  });
  restoreHolds(state, checkpoint);
}

/** Goes over to a position of another sequence, in which equal counts of changes mean nothing. */
export function switchTo(state: PlanState, checkpoint: Checkpoint): void {
  layersOf(state).forEach((layer, index) => restoreLayer(state, layer, checkpoint.layers[index]!));
  restoreHolds(state, checkpoint);
}

function restoreHolds(state: PlanState, checkpoint: Checkpoint): void {
  state.sales.holds = copyHolds(checkpoint.salesHolds);
  state.charges.holds = copyHolds(checkpoint.chargesHolds);
  state.sales.patience = checkpoint.salesPatience;
  state.charges.patience = checkpoint.chargesPatience;
}

/** Only totals of what differs are to be recomputed: to go back costs a copy, to sum all stores again much more. */
function restoreLayer(state: PlanState, layer: Layer, copy: LayerCopy): void {
  const space = layer === state.charges.layer ? state.charges : state.sales;
  const { columns } = space.leaves;
  const { values } = layer;
  const months = new Uint8Array(MONTHS);
  for (let row = 0, i = 0; i < values.length; row++) {
    let differs = false;
    for (let month = 0; month < MONTHS; month++, i++) {
      if (values[i] === copy.values[i]) continue;
      differs = true;
      months[month] = 1;
    }
    if (!differs) continue;
    space.stale[Math.floor(row / columns)] = 1;
    space.touched.c0 = Math.min(space.touched.c0, row % columns);
    space.touched.c1 = Math.max(space.touched.c1, 1 + (row % columns));
  }
  if (months.includes(1)) {
    space.touched.k0 = Math.min(space.touched.k0, months.indexOf(1));
    space.touched.k1 = Math.max(space.touched.k1, 1 + months.lastIndexOf(1));
  }
  values.set(copy.values);
  layer.moved.set(copy.moved);
  layer.changes = copy.changes;
}
