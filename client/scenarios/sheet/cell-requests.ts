import type { Store } from '../../ui/store.ts';

/** The address of a cell the grid is asked to show, until it has. */
export type CellRequests = Store<string | undefined>;
