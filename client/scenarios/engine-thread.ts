import { portOf } from '../rpc/ports.ts';
import type { Port } from '../rpc/message.ts';

/** Where an engine lives. */
export interface EngineThread {
  readonly port: Port;
  readonly stop: () => void;
}

/** @param onCrash the thread has died, or never came to life; not called after `stop` */
export type StartThread = (onCrash: (reason: string) => void) => EngineThread;

export const startWorker: StartThread = (onCrash) => {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('error', ({ message }) => onCrash(message));
  worker.addEventListener('messageerror', () => onCrash('an answer cannot be read'));
  return { port: portOf(worker), stop: () => worker.terminate() };
};
