import type { Presence } from '../../presence/people.ts';

/** `+5 %` and `-10k` come on top of what is there: only what takes its place changes the past. */
const RELATIVE = /^\s*[-+−–]/u;

/** A cell in which a colleague types a value in place of what is there. */
export function draftedCell({ visitors }: Presence): string | undefined {
  for (const [cell, here] of visitors) {
    if (here.some(({ typing }) => typing !== undefined && !RELATIVE.test(typing))) return cell;
  }
  return undefined;
}
