import { createHash } from 'node:crypto';
import { foldHeader } from './header-words.ts';

/** What files of one source have in common: the names of their columns, in their order, however they are written. */
export function shapeOf(names: readonly string[]): string {
  return createHash('sha256').update(names.map(foldHeader).join('\n')).digest('hex');
}
