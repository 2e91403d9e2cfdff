import type { EngineMethods } from './engine-methods.ts';
import type { Remote } from '../../rpc/message.ts';
import type { Store } from '../../ui/store.ts';

/** The planning engine as the page sees it: it lives in a worker, and everything it is asked comes back later. */
export interface PlanEngine extends Remote<Omit<EngineMethods, 'open' | 'compareWith'>> {
  /** Grows with every change asked for; answers to what is asked afterwards contain it. */
  readonly version: () => number;
  /** Why there will be no more answers. */
  readonly fault: Store<Error | undefined>;
  readonly close: () => void;
}
