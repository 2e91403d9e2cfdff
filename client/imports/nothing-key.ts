import type { Import } from '../../shared/api/imports.ts';

/** Why an import would change nothing: all of it is known already, or lines were refused and can be helped. */
export function nothingKey({ rejected }: Pick<Import, 'rejected'>): 'checked.nothing' | 'checked.refusedAll' {
  return rejected > 0 ? 'checked.refusedAll' : 'checked.nothing';
}
