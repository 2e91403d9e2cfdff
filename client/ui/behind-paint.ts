/**
 * Runs something behind the next frame, so that what is drawn with it does not wait; in a page that is hidden, when it is
 * shown again. Called more than once before, it runs once.
 */
export function behindPaint(run: () => void): { readonly ask: () => void; readonly stop: () => void } {
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask: () => {
      if (frame !== undefined) return;
      frame = requestAnimationFrame(() => {
        timer = setTimeout(() => {
          frame = undefined;
          run();
        });
      });
    },
    stop: () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      clearTimeout(timer);
    },
  };
}
