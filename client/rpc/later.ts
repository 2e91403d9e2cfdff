/**
 * Runs something behind the messages that have arrived by then: a timer of a thread would keep it waiting for some
 * milliseconds each time.
 */
export function createLater(): (run: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (run) => {
    waiting.push(run);
    port2.postMessage(0);
  };
}
