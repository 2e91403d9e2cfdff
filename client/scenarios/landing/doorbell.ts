/** Answers a ring after `pause` ms, and every `pause` ms while it goes on ringing. */
export interface Doorbell {
  readonly ring: () => void;
  readonly stop: () => void;
}

/** The pause comes first: whoever answers from what he has kept for that long then knows of the ring. */
export function createDoorbell(answer: () => void, pause: number): Doorbell {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;

  function wait(): void {
    timer = setTimeout(() => {
      timer = undefined;
      answer();
      if (!again) return;
      again = false;
      wait();
    }, pause);
  }

  return {
    ring: () => {
      if (timer === undefined) wait();
      else again = true;
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      again = false;
    },
  };
}
