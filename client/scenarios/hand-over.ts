import type { PlanSession } from './plan-session.ts';

/**
 * Puts a session of the same scenario and user in the place of another once it is ready: what the first has not saved, and what
 * it has to tell, goes along. Until then the first stays. Returns how to give up.
 * @param before undefined: there is none, and `next` is taken at once
 */
export function handOver(before: PlanSession | undefined, next: PlanSession, onDone: () => void): () => void {
  if (!before) {
    onDone();
    return () => {};
  }
  const take = (): void => {
    if (!next.ready.get()) return;
    stop();
    next.resume(before.unsaved());
    next.comments.resume(before.comments.unsaved());
    next.commands.stack.set(before.commands.stack.get());
    next.refusals.set([...before.refusals.get(), ...next.refusals.get()]);
    onDone();
    before.close();
  };
  const stop = next.ready.subscribe(take);
  take();
  return stop;
}
