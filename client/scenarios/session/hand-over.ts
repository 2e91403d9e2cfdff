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
  let givenUp = false;
  let begun = false;

  async function move(first: PlanSession): Promise<void> {
    begun = true;
    stop();
    // Gestures under way still ask the engine of the first.
    await first.commands.idle();
    if (givenUp) return;
    next.resume(first.unsaved());
    next.comments.resume(first.comments.unsaved());
    next.commands.stack.set(first.commands.stack.get());
    next.refusals.set([...first.refusals.get(), ...next.refusals.get()]);
    next.comments.refusals.set([...first.comments.refusals.get(), ...next.comments.refusals.get()]);
    onDone();
    first.close();
  }

  const take = (): void => {
    if (!begun && next.ready.get()) void move(before);
  };
  const stop = next.ready.subscribe(take);
  take();
  return () => {
    givenUp = true;
    stop();
  };
}
