import type { ImportMessage, ImportStatus } from '../../shared/api/imports.ts';

export type ProgressListener = (message: ImportMessage) => void;

export interface ProgressEvents {
  onProgress(listener: ProgressListener): () => void;
  emit(message: ImportMessage): void;
}

export function progressEvents(): ProgressEvents {
  const listeners = new Set<ProgressListener>();
  return {
    onProgress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(message) {
      for (const listener of listeners) listener(message);
    },
  };
}

/** How far one run has come: it only grows, and is told at most every EVERY_MS, changes of status at once. */
export interface RunProgress {
  status(status: ImportStatus): void;
  /** `fraction` of the part between `from` and `to` of the whole run. */
  part(from: number, to: number, fraction: number): void;
  value(): number;
}

const EVERY_MS = 200;

export function runProgress(
  id: string,
  start: number,
  emit: (message: ImportMessage) => void,
  now: () => number,
): RunProgress {
  let status: ImportStatus = 'queued';
  let progress = start;
  let told = -Infinity;
  function tell(): void {
    told = now();
    emit({ id, status, progress });
  }
  return {
    status(next) {
      status = next;
      if (next === 'done') progress = 1;
      tell();
    },
    part(from, to, fraction) {
      const value = from + (to - from) * Math.min(1, Math.max(0, fraction));
      progress = Math.max(progress, Math.min(1, start + (1 - start) * value));
      if (now() - told >= EVERY_MS) tell();
    },
    value: () => progress,
  };
}
