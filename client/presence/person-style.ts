import type { Slot } from './people.ts';
import type { CSSProperties } from 'react';

/** Sets `--person` for an element and what is in it. */
export function personStyle(slot: Slot): CSSProperties {
  return { '--person': `var(--person-${slot})` } as CSSProperties;
}
