/** Calls `send` at once and then at most every `pause` ms, always ending with the newest value. */
export function throttled<Value>(send: (value: Value) => void, pause: number): Throttled<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { readonly value: Value } | undefined;

  function rest(): void {
    timer = undefined;
    if (!waiting) return;
    const { value } = waiting;
    waiting = undefined;
    now(value);
  }

  function now(value: Value): void {
    send(value);
    timer = setTimeout(rest, pause);
  }

  return {
    push: (value) => {
      if (timer === undefined) now(value);
      else waiting = { value };
    },
    stop: () => {
      clearTimeout(timer);
      waiting = undefined;
    },
  };
}

export interface Throttled<Value> {
  readonly push: (value: Value) => void;
  readonly stop: () => void;
}
