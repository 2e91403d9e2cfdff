/** Runs tasks one after the other: each begins when the one before has ended, whatever came of it. */
export function createTurns(): (task: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (task) => {
    last = last.then(task, task);
    return last;
  };
}
