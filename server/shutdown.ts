import type { Log } from './log.ts';

export interface Shutdown {
  /** Registers a step; steps run in reverse order of registration, each awaited. */
  add(name: string, step: () => Promise<void> | void): void;
  /** Runs the steps once; resolves false when the limit was hit or a step failed. */
  run(): Promise<boolean>;
}

/** Ordered stop with a limit: what was started last stops first, and a step that hangs cannot hold the process for ever. */
export function createShutdown(log: Log, limitMs = 4_500): Shutdown {
  const steps: { name: string; step: () => Promise<void> | void }[] = [];
  let running: Promise<boolean> | undefined;

  async function runSteps(): Promise<boolean> {
    let clean = true;
    for (const { name, step } of steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        clean = false;
        log.error({ err: error, step: name }, 'a step of the shutdown failed');
      }
    }
    return clean;
  }

  function withLimit(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        log.error({ limitMs }, 'the shutdown took too long');
        resolve(false);
      }, limitMs);
      void runSteps().then((clean) => {
        clearTimeout(timer);
        resolve(clean);
      });
    });
  }

  return {
    add: (name, step) => steps.push({ name, step }),
    run: () => (running ??= withLimit()),
  };
}
