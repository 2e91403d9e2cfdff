/** Looks at the pages of the product from inside, without the product knowing. Times are ms of the page's own clock. */
export interface PageProbe {
  /** When Enter was last pressed. */
  enter: number;
  /** ms from the next F9, a key that the product does not know, to the frame in which a text of this probe was another. */
  bareKey(): Promise<number>;
  /** When the last frame with somebody's entries reached the page, before any code of the product saw it. */
  arrived: number;
  /** When all these cells had texts other than now, and the frame with them was drawn. */
  painted(selectors: readonly string[]): Promise<number>;
  /** When a text stood in this element, and the frame with it was drawn. */
  filled(selector: string): Promise<number>;
  /** Starts to write down the distances between frames; the function returned ends it. */
  frames(): () => number[];
}

declare global {
  interface Window {
    probe: PageProbe;
    /** What was begun in one call and is asked for in another. */
    begun?: Promise<number>;
    endFrames?: () => number[];
  }
}

/** Runs in the page before everything else; it must not refer to anything outside of itself. */
export function installProbe(): void {
  const textOf = (selector: string): string => document.querySelector(selector)?.textContent ?? '';

  /** A message posted from within a frame is delivered after that frame was drawn. */
  const when = (what: string, condition: () => boolean): Promise<number> =>
    new Promise((resolve, reject) => {
      const end = performance.now() + 20_000;
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        port1.close();
        resolve(performance.now());
      });
      port1.start();
      const look = (): void => {
        if (condition()) port2.postMessage(0);
        else if (performance.now() > end) reject(new Error(`not drawn: ${what}`));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });

  const probe: PageProbe = {
    enter: 0,
    arrived: 0,
    bareKey: async () => {
      const mark = document.body.appendChild(document.createElement('output'));
      mark.style.cssText = 'position:fixed;bottom:0;right:0';
      let pressed = 0;
      window.addEventListener(
        'keydown',
        (event) => {
          event.preventDefault();
          pressed = event.timeStamp;
          mark.textContent = String(pressed);
        },
        { capture: true, once: true },
      );
      const drawn = await when('the bare key', () => mark.textContent !== '');
      mark.remove();
      return drawn - pressed;
    },
    painted: (selectors) => {
      const before = selectors.map(textOf);
      return when(selectors.join(), () => selectors.every((selector, index) => textOf(selector) !== before[index]));
    },
    filled: (selector) => when(selector, () => textOf(selector) !== ''),
    frames: () => {
      const distances: number[] = [];
      let last = performance.now();
      let ended = false;
      const next = (now: number): void => {
        if (ended) return;
        distances.push(now - last);
        last = now;
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
      return () => {
        ended = true;
        return distances;
      };
    },
  };
  window.probe = probe;
  window.addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key === 'Enter') probe.enter = timeStamp;
    },
    true,
  );
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (!(data instanceof ArrayBuffer)) return;
        const [type, step] = new Uint8Array(data, 0, 2);
        if (type === 0 && step === 2) probe.arrived = performance.now();
      });
    }
  };
}
