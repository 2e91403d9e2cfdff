import type { PlanEngine } from './engine.ts';

/** `+5 %` and `-10k` come on top of what is there: only what takes its place changes the past. */
const RELATIVE = /^\s*[-+−–]/u;

/**
 * Has the engine get ready for the value somebody types into a cell, from the first key on: once for a cell, and again when
 * something has changed.
 */
export function createForesight(
  engine: Pick<PlanEngine, 'expect' | 'version'>,
): (cell: string, typing: string) => Promise<void> {
  let known: { readonly cell: string; readonly version: number } | undefined;
  return async (cell, typing) => {
    const version = engine.version();
    if (RELATIVE.test(typing) || (known?.cell === cell && known.version === version)) return;
    known = { cell, version };
    await engine.expect(cell);
  };
}
