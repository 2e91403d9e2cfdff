import { portOf } from '../../rpc/ports.ts';
import type { Port } from '../../rpc/message.ts';

/** Where an engine lives. */
export interface EngineThread {
  readonly port: Port;
  readonly stop: () => void;
}

/** @param onCrash the thread has died, or never came to life; not called after `stop` */
export type StartThread = (onCrash: (reason: string) => void) => EngineThread;

let spare: Worker | undefined;

/** Brings a worker up while what it is to work on is still on its way: loading its code takes as long as the network does. */
export function warmWorker(): void {
  if (spare) return;
  const warmed = createWorker();
  spare = warmed;
  // Whoever starts an engine then makes a worker of his own, and hears of its errors.
  warmed.addEventListener('error', () => {
    if (spare === warmed) spare = undefined;
  });
}

export const startWorker: StartThread = (onCrash) => {
  const worker = spare ?? createWorker();
  spare = undefined;
  worker.addEventListener('error', ({ message }) => onCrash(message));
  worker.addEventListener('messageerror', () => onCrash('an answer cannot be read'));
  return { port: portOf(worker), stop: () => worker.terminate() };
};

function createWorker(): Worker {
  return new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' });
}
